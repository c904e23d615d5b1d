using BackSpasmSite.Content.Bibliography;

namespace BackSpasmSite.Content.Citations;

/// <summary>The references of one article in order: the number is the position, from 1.</summary>
internal sealed class CitationList
{
    private readonly CitedReference[] _references;

    public CitationList(IReadOnlyList<string> ids, ReferenceLibrary bibliography) =>
        _references = [.. ids.Select((id, index) => new CitedReference(index + 1, id, bibliography.Find(id)))];

    public int Count => _references.Length;

    /// <param name="number">From 1 to <see cref="Count"/>.</param>
    public CitedReference this[int number] => _references[number - 1];

    public IReadOnlyList<CitedReference> References => _references;
}

/// <param name="Number">The number readers see, from 1.</param>
/// <param name="Id">The id the article names.</param>
/// <param name="Reference">The entry of the bibliography; null if missing, which <c>check</c> reports.</param>
internal sealed record CitedReference(int Number, string Id, Reference? Reference);

/// <summary>An entry of the printed list of references.</summary>
/// <param name="Citations">The ids of the links that cite it, in reading order, such as <c>cite-1-1</c>.</param>
internal sealed record ReferenceEntry(CitedReference Cited, IReadOnlyList<string> Citations);

/// <summary>
/// Assigns ids to an article's citations. One counter serves everything rendered for an article, in reading order: lead, figure caption,
/// body.
/// </summary>
internal sealed class CitationCounter(CitationList list)
{
    private readonly List<string>[] _ids = [.. list.References.Select(_ => new List<string>())];

    /// <summary>The reference with a number, and the id of this citation of it, such as <c>cite-1-2</c>.</summary>
    public (CitedReference Cited, string Id) Next(int number)
    {
        var ids = _ids[number - 1];
        var id = $"cite-{number}-{ids.Count + 1}";
        ids.Add(id);
        return (list[number], id);
    }

    /// <summary>The list to print at the end, each reference with the places that have cited it so far.</summary>
    public IReadOnlyList<ReferenceEntry> Entries =>
        [.. list.References.Select((cited, index) => new ReferenceEntry(cited, [.. _ids[index]]))];
}
