using BackSpasmSite.Content.Citations;
using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.FrontMatter;
using BackSpasmSite.Content.Markdown;

namespace BackSpasmSite.Content;

/// <summary>A page of <c>content/pages</c>, such as the privacy policy.</summary>
internal sealed record ContentPage(
    Slug Slug,
    string Path,
    string Title,
    string? Description,
    DateOnly? Modified,
    string Html);

/// <summary>A page's file, parsed on its own.</summary>
internal sealed record ParsedPage(
    Slug Slug,
    SourceText Source,
    string Title,
    string? Description,
    DateOnly? Modified,
    ParsedText Text);

/// <summary>Parses a page from the text of its file.</summary>
internal static class PageParser
{
    /// <summary>
    /// The page; null if it has no text that can be shown. A mistake in the front matter costs its key only. Every mistake is reported.
    /// </summary>
    public static ParsedPage? Parse(Slug slug, SourceText source, ICollection<Diagnostic> diagnostics)
    {
        if (FrontMatterSplit.Of(source, diagnostics) is not { } split) return null;
        var found = new List<Diagnostic>();
        var fields = YamlReader.Read(split.Yaml, found);
        if (fields is not null) fields = fields with { Known = ["title", "description", "modified"] };
        var title = fields?.RequiredText("title", "\"Privacy\"") ?? TitleOf(slug);
        var description = fields?.Text("description");
        var modified = fields?.Date("modified");
        if (fields is not null) SearchEngineLengths.Validate(fields);
        fields?.NoOtherKeys();

        var text = TextParser.Parse(source, split.TextStart, references: 0, found);
        found.AddRange(ArticleParser.Citations(text?.Document).Select(citation => CitationDiagnostics.NotOnPages(source, citation)));
        foreach (var diagnostic in found) diagnostics.Add(diagnostic);
        if (SiteAddresses.IsBuiltIn(slug)) diagnostics.Add(ArticleDiagnostics.ShadowsBuiltIn(source, slug));
        return text is null ? null : new ParsedPage(slug, source, title, description, modified, text);
    }

    /// <summary>“Editorial policy” for <c>editorial-policy.md</c>.</summary>
    private static string TitleOf(Slug slug)
    {
        var words = slug.ToString().Replace('-', ' ');
        return $"{char.ToUpperInvariant(words[0])}{words[1..]}";
    }
}
