using BackSpasmSite.Content.Citations;
using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.FrontMatter;
using BackSpasmSite.Content.Markdown;
using Markdig.Syntax;

namespace BackSpasmSite.Content;

/// <summary>Parses an article from the text of its file.</summary>
internal static class ArticleParser
{
    /// <summary>
    /// The article, or null if a mistake keeps it from being shown. Reports every mistake that can be found in the file alone, in the
    /// text too if the front matter is broken.
    /// </summary>
    public static ParsedArticle? Parse(Slug slug, SourceText source, ICollection<Diagnostic> diagnostics)
    {
        if (FrontMatterSplit.Of(source, diagnostics) is not { } split) return null;

        var fields = YamlReader.Read(split.Yaml, diagnostics);
        var front = fields is null ? null : FrontMatterReader.Read(fields, diagnostics);

        // Without a list of references every number would look like a mistake; they are reported once the list can be read.
        var ids = fields is null || fields.Broken ? [] : (fields with { Diagnostics = [] }).Words("references", most: CitationSyntax.HighestNumber);
        var references = ids.Count;
        var found = new List<Diagnostic>();
        var text = TextParser.Parse(source, split.TextStart, references, found);
        foreach (var diagnostic in found.Where(diagnostic =>
                     front is not null || !diagnostic.Code.StartsWith("CIT", StringComparison.Ordinal)))
            diagnostics.Add(diagnostic);
        if (fields is null || front is null || text is null) return null;

        var offsets = ids.Select(id => id.Offset).ToList();
        var figureLinks = new List<LinkUse>();
        var figure = Figure(front, source, references, diagnostics, figureLinks);
        ReportReferences(source, front, offsets, text.Document, figure, diagnostics);
        return new ParsedArticle(slug, source, front, text, figure, figureLinks, fields.Offsets, offsets)
        {
            RedirectOffsets = [.. (fields with { Diagnostics = [] }).Words("redirects").Select(redirect => redirect.Offset)],
        };
    }

    private static FigureBlock? Figure(ArticleMetadata front, SourceText source, int references, ICollection<Diagnostic> diagnostics, List<LinkUse> links)
    {
        if (front.Image is not { } image) return null;
        var caption = image.Caption is null
            ? null
            : TextParser.ParseCaption(image.Caption, source, image.CaptionOffset, references, diagnostics, links);
        links.Add(new LinkUse(image.Source, LinkAddress.Parse(image.Source, "articles"), image.SourceOffset));
        return FigureBlock.Of(image.Source, "articles", image.Alt, caption);
    }

    private static void ReportReferences(
        SourceText source, ArticleMetadata front, List<int> offsets, MarkdownDocument document, FigureBlock? figure, ICollection<Diagnostic> diagnostics)
    {
        var captions = document.Descendants<FigureBlock>().Append(figure).Select(place => place?.Caption).OfType<MarkdownDocument>();
        var cited = captions.Prepend(document)
            .SelectMany(part => part.Descendants<CitationInline>())
            .SelectMany(citation => citation.Numbers)
            .ToHashSet();
        var listed = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < front.References.Count; i++)
        {
            if (!listed.Add(front.References[i]))
                diagnostics.Add(ArticleDiagnostics.ReferenceTwice(source, offsets[i], front.References[i]));
            else if (!cited.Contains(i + 1))
                diagnostics.Add(ArticleDiagnostics.NeverCited(source, offsets[i], front.References[i], i + 1));
        }
    }
}

/// <summary>An article's file, parsed on its own.</summary>
/// <param name="Figure">The front matter's picture, or null.</param>
/// <param name="FigureLinks">That picture, and the links of its caption.</param>
/// <param name="Offsets">The offset in the file of each key of the front matter.</param>
/// <param name="ReferenceOffsets">The offset in the file of each id in the list of references.</param>
internal sealed record ParsedArticle(
    Slug Slug,
    SourceText Source,
    ArticleMetadata FrontMatter,
    ParsedText Text,
    FigureBlock? Figure,
    IReadOnlyList<LinkUse> FigureLinks,
    IReadOnlyDictionary<string, int> Offsets,
    IReadOnlyList<int> ReferenceOffsets)
{
    /// <summary>The offset in the file of each old address.</summary>
    public IReadOnlyList<int> RedirectOffsets { get; init; } = [];

    public IEnumerable<LinkUse> Links => FigureLinks.Concat(Text.Links);
}
