using BackSpasmSite.Content.Bibliography;

namespace BackSpasmSite.Content.Citations;

/// <summary>Numbers are positions, from 1. This is where keys become numbers; everything printed knows only numbers.</summary>
internal sealed class CitationList
{
    private readonly CitedReference[] _references;

    /// <summary>Empty if no citation is by key.</summary>
    private readonly Dictionary<string, int> _byKey = new(StringComparer.Ordinal);

    /// <param name="listed">The ids in the front matter.</param>
    /// <param name="citations">Those of the article, in reading order.</param>
    public CitationList(IReadOnlyList<string> listed, ReferenceLibrary bibliography, IReadOnlyList<Citation>? citations = null)
    {
        var isByKey = citations?.Any(citation => citation.Keys is not null) == true;
        // If keys and numbers are mixed, which is reported, the numbers mean what they meant and keys get the next ones.
        var ids = isByKey && citations!.All(citation => citation.Keys is not null) ? [] : listed.ToList();
        if (isByKey)
        {
            foreach (var (index, id) in ids.Index()) _byKey.TryAdd(id, index + 1);
            foreach (var citation in citations!.Where(citation => citation.Keys?.All(IsKnown) == true)) AddKeys(citation.Keys!);
        }

        // The bibliography's own string, so that thousands of articles share it.
        _references = [.. ids.Select((id, index) => bibliography.Find(id) is { } paper ? new CitedReference(index + 1, paper.Id, paper) : new CitedReference(index + 1, id, null))];

        // Papers that can't be read at the moment are numbered all the same, as in a list of numbers.
        bool IsKnown(string key) => !bibliography.IsWhole || bibliography.Find(key) is not null;

        void AddKeys(IReadOnlyList<string> keys)
        {
            if (ids.Count + keys.Count(key => !_byKey.ContainsKey(key)) > CitationSyntax.HighestNumber) return;
            foreach (var key in keys)
            {
                if (!_byKey.TryAdd(key, ids.Count + 1)) continue;
                ids.Add(key);
            }
        }
    }

    /// <summary>The numbers of a citation in order, each once; null if it stays text, because one of its keys is not known.</summary>
    public IReadOnlyList<int>? NumbersOf(Citation citation) =>
        citation.Keys is not { } keys ? citation.Numbers
        : keys.All(_byKey.ContainsKey) ? [.. keys.Select(key => _byKey[key])]
        : null;

    public int Count => _references.Length;

    public CitedReference this[int number] => _references[number - 1];

    public IReadOnlyList<CitedReference> References => _references;

    /// <summary>The list to print at the end, each reference with the number of links that cite it.</summary>
    /// <param name="citations">Those of the article.</param>
    public IReadOnlyList<ReferenceEntry> Entries(IReadOnlyList<Citation> citations)
    {
        var counts = new int[Count];
        foreach (var number in citations.SelectMany(citation => NumbersOf(citation) ?? [])) counts[number - 1]++;
        return [.. _references.Select((cited, index) => new ReferenceEntry(cited, counts[index]))];
    }
}

/// <param name="Number">As readers see it, from 1.</param>
/// <param name="Reference">Null if missing from the bibliography, which <c>check</c> reports.</param>
internal sealed record CitedReference(int Number, string Id, Reference? Reference);

/// <summary>An entry of the printed list of references.</summary>
/// <param name="Count">How many links cite it.</param>
internal sealed record ReferenceEntry(CitedReference Cited, int Count)
{
    /// <summary>The ids of the links that cite it, in reading order, such as <c>cite-1-1</c>.</summary>
    public IReadOnlyList<string> Citations => [.. Enumerable.Range(1, Count).Select(copy => IdOf(Cited.Number, copy))];

    /// <param name="number">The paper's number.</param>
    /// <param name="copy">1 for the first link with it, 2 for the second.</param>
    public static string IdOf(int number, int copy) => $"cite-{number}-{copy}";
}

/// <summary>One counter serves everything rendered for an article, in reading order: lead, figure caption, body.</summary>
internal sealed class CitationCounter(CitationList list)
{
    private readonly int[] _counts = new int[list.Count];

    /// <summary>See <see cref="CitationList.NumbersOf"/>.</summary>
    public IReadOnlyList<int>? NumbersOf(Citation citation) => list.NumbersOf(citation);

    /// <summary>With the id of this citation, such as <c>cite-1-2</c>.</summary>
    public (CitedReference Cited, string Id) Next(int number)
    {
        return (list[number], ReferenceEntry.IdOf(number, ++_counts[number - 1]));
    }

    /// <summary>The list to print at the end, each reference with the number of links that cite it so far.</summary>
    public IReadOnlyList<ReferenceEntry> Entries => [.. list.References.Select((cited, index) => new ReferenceEntry(cited, _counts[index]))];
}

internal static class AccessibleName
{
    /// <summary>Number, “retracted” if it is, kind of evidence, first author and year, such as "1, systematic review, Maselli 2020".</summary>
    public static string Of(CitedReference cited) => string.Join(", ",
        new[] { $"{cited.Number}", cited.Reference?.Status.Mark ?? "", cited.Reference?.Evidence ?? "reference", SourceOf(cited.Reference) }.Where(part => part != ""));

    /// <summary>Such as "Maselli 2020", as far as known.</summary>
    public static string SourceOf(Reference? reference)
    {
        var author = reference?.Authors is [var first, ..] ? first.Literal ?? AmaNames.FamilyOf(first) : null;
        return string.Join(' ', new[] { author, reference?.Issued?.Year.ToString() }.OfType<string>());
    }
}
