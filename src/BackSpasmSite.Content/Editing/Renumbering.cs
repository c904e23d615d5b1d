using BackSpasmSite.Content.Citations;
using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.Files;
using BackSpasmSite.Content.FrontMatter;

namespace BackSpasmSite.Content.Editing;

/// <summary>Changes the list of papers and the citations together, so that each citation still names the same papers.</summary>
/// <exception cref="FormatException">From each method: the file is written in an unusual way.</exception>
internal static class Renumbering
{
    /// <summary>The numbers from there on go up by one.</summary>
    public static Outcome<Renumbered> Insert(CitedFile file, int number, string id)
    {
        if (ByKey(file, $"Write [{KeySyntax.Write(id) ?? $"@{id}"}] after the sentence that the paper supports.") is { } byKey) return byKey;
        if (file.Bibliography.Find(id) is null) return Refused($"“{id}” is not an id in references.json.{DidYouMean.Hint(id, file.Bibliography.Ids)}");
        if (file.List.References.FirstOrDefault(cited => cited.Id == id) is { } listed) return Refused($"“{id}” is in the list already: it is number {listed.Number}.");
        if (number < 1 || number > file.List.Count + 1) return Refused($"The number must be from 1 to {file.List.Count + 1}, the first one that is free.");
        if (file.List.Count == CitationSyntax.HighestNumber) return Refused($"A list can have at most {CitationSyntax.HighestNumber} papers.");
        return Finish(file, file.Rewrite((_, written) => NumberGroup.Of(written).WithInserted(number), new ReferenceListEdit(file.Text).Insert(number, id)));
    }

    /// <summary>Only for a paper that nothing cites. The numbers after it go down by one.</summary>
    public static Outcome<Renumbered> Remove(CitedFile file, int number)
    {
        if (ByKey(file, "Delete its key where it is cited.") is { } byKey) return byKey;
        if (NoNumber(file, number) is { } none) return none;
        var cited = file.Citations.Where(citation => citation.Numbers.Contains(number)).Select(file.PositionOf).Select(place => $"{place.Line}:{place.Column}").ToList();
        if (cited.Count > 0)
            return Refused($"({number}) is cited at {string.Join(", ", cited)}. Remove it there first, or replace it by another with refs merge.");
        return Finish(file, file.Rewrite((_, written) => NumberGroup.Of(written).WithoutGap(number), new ReferenceListEdit(file.Text).Remove(number)));
    }

    public static Outcome<Renumbered> Merge(CitedFile file, int kept, int gone)
    {
        if ((NoNumber(file, kept) ?? NoNumber(file, gone)) is { } none) return none;
        if (kept == gone) return Refused("The two numbers are the same.");
        var (keptId, goneId) = (file.List[kept].Id, file.List[gone].Id);
        return Finish(file, file.CitesByKey
            ? file.Rewrite((citation, written) => citation.Keys!.Contains(goneId) ? Keys(file.PapersOf(citation).Select(Meant).Distinct()) : written, [])
            : file.Rewrite(
                (citation, written) => citation.Numbers.Contains(gone)
                    ? NumberGroup.Of(written).With([.. citation.Numbers.Select(number => Lowered(number == gone ? kept : number)).Distinct()])
                    : NumberGroup.Of(written).WithoutGap(gone),
                new ReferenceListEdit(file.Text).Remove(gone)), Meant);

        int Lowered(int number) => number > gone ? number - 1 : number;
        string Meant(string id) => id == goneId ? keptId : id;
    }

    /// <summary>By first citation; papers that the text does not cite come last.</summary>
    public static Outcome<Renumbered> Sort(CitedFile file)
    {
        if (ByKey(file, "Its papers are in that order.") is { } byKey) return byKey;
        List<int> order = [.. file.Citations.SelectMany(citation => citation.Numbers).Concat(Enumerable.Range(1, file.List.Count)).Distinct()];
        if (order.SequenceEqual(order.Order())) return new Renumbered(file.Text);
        var places = order.Index().ToDictionary(place => place.Item, place => place.Index + 1);
        return Finish(file, file.Rewrite((citation, written) => Rewritten(citation, written, number => places[number]), new ReferenceListEdit(file.Text).Order(order)));
    }

    public static Outcome<Renumbered> ToKeys(CitedFile file)
    {
        if (file.CitesByKey || file.Citations.Count == 0) return new Renumbered(file.Text);
        if (file.List.References.FirstOrDefault(cited => KeySyntax.Write(cited.Id) is null) is { } odd)
            return Refused($"“{odd.Id}” can’t be written as a key. Give the paper another id in references.json and here, such as family name and year.");
        var cited = file.Citations.SelectMany(citation => citation.Numbers).ToHashSet();
        List<string> dropped = [.. file.List.References.Where(reference => !cited.Contains(reference.Number)).Select(reference => reference.Id)];
        var text = file.Rewrite((citation, _) => Keys(file.PapersOf(citation)), new ReferenceListEdit(file.Text).RemoveAll());
        return file.Validate(text, id => id) is { } reason ? Refused(reason) : new Renumbered(text) { Dropped = dropped };
    }

    /// <summary>Numbers by first appearance.</summary>
    public static Outcome<Renumbered> ToNumbers(CitedFile file) => !file.CitesByKey
        ? new Renumbered(file.Text)
        : Finish(file, file.Rewrite(
            (citation, _) => NumberGroup.Write(file.List.NumbersOf(citation)!),
            new ReferenceListEdit(file.Text).AddAll(file.List.References.Select(cited => cited.Id))));

    private static Outcome<Renumbered> Finish(CitedFile file, string text, Func<string, string>? meant = null) =>
        file.Validate(text, meant ?? (id => id)) is { } reason ? Refused(reason) : new Renumbered(text);

    // A group whose numbers stay keeps its bytes.
    private static string Rewritten(Citation citation, string written, Func<int, int> renumber)
    {
        List<int> numbers = [.. citation.Numbers.Select(renumber)];
        return numbers.SequenceEqual(citation.Numbers) ? written : NumberGroup.Of(written).With(numbers);
    }

    private static string Keys(IEnumerable<string> ids) => $"[{string.Join("; ", ids.Select(KeySyntax.Write))}]";

    private static Outcome<Renumbered>? ByKey(CitedFile file, string instead) =>
        file.CitesByKey ? Refused($"This article cites by key, so it has no list to change. {instead}") : null;

    private static Outcome<Renumbered>? NoNumber(CitedFile file, int number) => number >= 1 && number <= file.List.Count ? null
        : Refused(file.List.Count == 0 ? "This article cites no papers." : $"There is no number {number}: the article has the numbers 1 to {file.List.Count}.");

    private static Outcome<Renumbered> Refused(string reason) => Outcome<Renumbered>.Refused(reason);
}

internal sealed record Renumbered(string Text)
{
    /// <summary>Papers that were listed but not cited, and so are no longer in the list.</summary>
    public IReadOnlyList<string> Dropped { get; init; } = [];
}

/// <summary>What to write into an article to cite a paper.</summary>
/// <param name="Written">A key or, where the article cites by number, a number; without brackets.</param>
/// <param name="Text">The whole file, with the paper in its list if that gives the number.</param>
internal sealed record CitationInsert(string Written, bool IsKey, string Text)
{
    /// <param name="text">The whole file as typed, with LF.</param>
    public static Outcome<CitationInsert> Of(Slug slug, string text, string id, Edition edition)
    {
        if (edition.Bibliography.Find(id) is null) return Outcome<CitationInsert>.Refused($"There is no paper “{id}” in references.json any more.");
        var (file, errors) = CitedFile.Open(slug, text, edition);
        // A mistake in a citation is no reason not to add another, unless the list has to change too.
        if (file is null ? !HasList(text) : file.CitesByKey || file.List.Count == 0)
        {
            return KeySyntax.Write(id) is { } key
                ? new CitationInsert(key, true, text)
                : Outcome<CitationInsert>.Refused($"“{id}” can’t be written as a key. Give the paper another id in references.json, such as family name and year.");
        }

        if (file is null) return Outcome<CitationInsert>.Refused($"The paper can’t be added to this article’s list of numbers yet. {errors.Select(error => $"Line {error.Line}: {error.Message}").FirstOrDefault("The front matter can’t be read.")}");
        if (file.List.References.FirstOrDefault(cited => cited.Id == id) is { } listed) return new CitationInsert($"{listed.Number}", false, text);
        try
        {
            var number = file.List.Count + 1;
            var inserted = Renumbering.Insert(file, number, id);
            return inserted.Value is { } renumbered ? new CitationInsert($"{number}", false, renumbered.Text) : Outcome<CitationInsert>.Refused(inserted.Refusal!);
        }
        catch (FormatException unusual)
        {
            return Outcome<CitationInsert>.Refused(unusual.Message);
        }
    }

    private static bool HasList(string text) =>
        FrontMatterSplit.Of(UnprintableCharacters.Remove("", text, []), []) is { } split && YamlReader.Read(split.Yaml, []) is { } fields && fields.Words("references").Count > 0;
}
