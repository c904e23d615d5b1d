using BackSpasmSite.Content.Citations;
using BackSpasmSite.Content.Files;
using BackSpasmSite.Content.FrontMatter;

namespace BackSpasmSite.Content.Editing;

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
