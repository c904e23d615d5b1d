using BackSpasmSite.Content.Bibliography;
using BackSpasmSite.Content.Citations;
using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.FrontMatter;
using BackSpasmSite.Content.Markdown;
using BackSpasmSite.Content.Text;
using Markdig.Syntax;

namespace BackSpasmSite.Content;

/// <summary>Parses an article from the text of its file.</summary>
internal static class ArticleParser
{
    /// <summary>
    /// The article, or null if a mistake keeps it from being shown. Reports every mistake that can be found in the file alone, in the
    /// text too if the front matter is broken.
    /// </summary>
    public static ParsedArticle? Parse(Slug slug, SourceText source, ICollection<Diagnostic> diagnostics) => Parse(slug, source, diagnostics, out _);

    /// <inheritdoc cref="Parse(Slug, SourceText, ICollection{Diagnostic})"/>
    /// <param name="tree">For whoever needs the text at once; null without an article.</param>
    public static ParsedArticle? Parse(Slug slug, SourceText source, ICollection<Diagnostic> diagnostics, out ArticleTree? tree)
    {
        tree = null;
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

        int[] offsets = [.. ids.Select(id => id.Offset)];
        var figureLinks = new List<LinkUse>();
        var figure = Figure(front, source, references, diagnostics, figureLinks);
        List<MarkdownDocument> texts = [.. new[] { figure?.Caption }.OfType<MarkdownDocument>(), text.Document, .. text.Document.Descendants<FigureBlock>().Select(place => place.Caption).OfType<MarkdownDocument>()];
        Citation[] citations = [.. Citations(figure), .. Citations(text.Document)];
        ReportReferences(slug, source, front, offsets, fields.OffsetOf("references"), citations, diagnostics);
        tree = new ArticleTree(source, text, figure);
        return new ParsedArticle(slug, source.Pack(), split.TextStart, front, fields.Offsets, offsets)
        {
            Headings = text.Headings,
            Anchors = [.. text.Anchors],
            Links = [.. figureLinks, .. text.Links],
            Citations = citations,
            BareKeys = [.. texts.SelectMany(part => CitationContext.Of(part)?.BareKeys ?? [])],
            RedirectOffsets = [.. (fields with { Diagnostics = [] }).Words("redirects").Select(redirect => redirect.Offset)],
            ReadingMinutes = ReadingTime.Minutes(string.Join('\n', new[] { text.Document, figure?.Caption }.OfType<MarkdownDocument>().Select(part => PlainText.Of(part, citations: null)))),
        };
    }

    /// <summary>The front matter alone, without a text; null if a mistake keeps the article from being shown.</summary>
    public static ParsedArticle? ParseFront(Slug slug, SourceText source) =>
        FrontMatterSplit.Of(source, []) is { } split && YamlReader.Read(split.Yaml, []) is { } fields && FrontMatterReader.Read(fields, []) is { } front
            ? new ParsedArticle(slug, source.Pack(), split.TextStart, front, fields.Offsets, [])
            {
                Headings = [],
                Anchors = [],
                Links = [],
                Citations = [],
                BareKeys = [],
                RedirectOffsets = [],
                ReadingMinutes = 0,
            }
            : null;

    /// <summary>The text of an article that was parsed before, for rendering it.</summary>
    public static ArticleTree ParseText(ParsedArticle article)
    {
        var (source, references) = (article.Source, article.ReferenceOffsets.Count);
        var text = TextParser.Parse(source, article.TextStart, references, diagnostics: null) ?? throw new InvalidOperationException($"The text of {source.Path} could be parsed before.");
        return new ArticleTree(source, text, Figure(article.FrontMatter, source, references, diagnostics: null, []));
    }

    private static FigureBlock? Figure(ArticleMetadata front, SourceText source, int references, ICollection<Diagnostic>? diagnostics, List<LinkUse> links)
    {
        if (front.Image is not { } image) return null;
        var caption = image.Caption is null
            ? null
            : TextParser.ParseCaption(image.Caption, source, image.CaptionOffset, references, diagnostics, links);
        links.Add(new LinkUse(image.Source, LinkAddress.Parse(image.Source, "articles"), image.SourceOffset));
        return FigureBlock.Of(image.Source, "articles", image.Alt, caption);
    }

    /// <summary>The citations of a text and its captions in reading order.</summary>
    public static IEnumerable<Citation> Citations(Block? text) => Leaves(text).SelectMany(leaf => leaf.Inline.All<CitationInline>()).Select(inline => inline.Citation);

    /// <summary>The parts of a text in reading order; a figure is its caption.</summary>
    private static IEnumerable<LeafBlock> Leaves(Block? block) => block switch
    {
        FigureBlock figure => Leaves(figure.Caption),
        ContainerBlock container => container.SelectMany(Leaves),
        LeafBlock leaf => [leaf],
        _ => [],
    };

    private static void ReportReferences(
        Slug slug, SourceText source, ArticleMetadata front, int[] offsets, int listOffset, Citation[] citations, ICollection<Diagnostic> diagnostics)
    {
        var forms = citations.ToLookup(citation => citation.Keys is not null);
        var (byKey, byNumber) = (forms[true].ToList(), forms[false].ToList());
        if (byKey.Count > 0)
        {
            var (rare, usual) = byKey.Count < byNumber.Count ? (byKey, byNumber) : (byNumber, byKey);
            if (rare.Count > 0) diagnostics.Add(CitationDiagnostics.BothForms(source, rare[0], usual[0], usual.Count));
            else if (front.References.Count > 0) diagnostics.Add(CitationDiagnostics.ListNotUsed(source, listOffset));
            return;
        }

        var cited = byNumber.SelectMany(citation => citation.Numbers).ToHashSet();
        var listed = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < front.References.Count; i++)
        {
            if (!listed.Add(front.References[i]))
                diagnostics.Add(ArticleDiagnostics.ReferenceTwice(source, offsets[i], front.References[i]));
            else if (!cited.Contains(i + 1))
                diagnostics.Add(ArticleDiagnostics.NeverCited(source, offsets[i], front.References[i], i + 1));
        }

        if (OutOfOrder(byNumber) is var (citation, number, expected))
            diagnostics.Add(CitationDiagnostics.NotInOrder(source, citation, number, expected, slug));
    }

    /// <summary>The first citation of a number while a lower one, cited later, has not appeared yet.</summary>
    private static (Citation Citation, int Number, int Expected)? OutOfOrder(List<Citation> citations)
    {
        var appeared = citations.SelectMany(citation => citation.Numbers.Select(number => (citation, number))).DistinctBy(place => place.number);
        var expected = new Queue<int>(citations.SelectMany(citation => citation.Numbers).Distinct().Order());
        foreach (var (citation, number) in appeared)
            if (expected.Dequeue() is var next && next != number)
                return (citation, number, next);
        return null;
    }
}

/// <summary>An article's text as a syntax tree, ready to be rendered.</summary>
/// <param name="Figure">The front matter's picture.</param>
internal sealed record ArticleTree(SourceText Source, ParsedText Text, FigureBlock? Figure);

/// <summary>
/// The facts of an article's file, parsed on its own. Without its syntax tree, which takes ten times the memory of the file: to render
/// the text it is parsed again.
/// </summary>
/// <param name="TextStart">The offset in the file of the text below the front matter.</param>
/// <param name="Offsets">The offset in the file of each key of the front matter.</param>
/// <param name="ReferenceOffsets">The offset in the file of each id in the list of references.</param>
internal sealed record ParsedArticle(
    Slug Slug,
    SourceText Source,
    int TextStart,
    ArticleMetadata FrontMatter,
    IReadOnlyDictionary<string, int> Offsets,
    IReadOnlyList<int> ReferenceOffsets)
{
    public required IReadOnlyList<Heading> Headings { get; init; }

    /// <summary>Every id in the rendered text that a link may name.</summary>
    public required IReadOnlyList<string> Anchors { get; init; }

    /// <summary>Every link and picture, beginning with the front matter's picture and its caption.</summary>
    public required IReadOnlyList<LinkUse> Links { get; init; }

    /// <summary>In reading order, beginning with the caption of the front matter's picture.</summary>
    public required IReadOnlyList<Citation> Citations { get; init; }

    /// <summary>Keys without brackets, which are mistakes if the bibliography has them.</summary>
    public required IReadOnlyList<BareKey> BareKeys { get; init; }

    /// <summary>The offset in the file of each old address.</summary>
    public required IReadOnlyList<int> RedirectOffsets { get; init; }

    public required int ReadingMinutes { get; init; }

    /// <inheritdoc cref="Article.FileHash"/>
    public string? FileHash { get; init; }

    /// <summary>The papers the article cites or lists, and their numbers.</summary>
    public CitationList Cited(ReferenceLibrary bibliography) => new(FrontMatter.References, bibliography, Citations);
}
