using System.Text;
using BackSpasmSite.Content.Bibliography;
using BackSpasmSite.Content.Citations;
using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.Files;
using BackSpasmSite.Content.FrontMatter;
using BackSpasmSite.Content.Markdown;
using BackSpasmSite.Content.Text;
using Markdig.Extensions.CustomContainers;
using Markdig.Syntax;

namespace BackSpasmSite.Content;

/// <summary>Renders articles and pages with the site's shared data: references, pictures, people, telephone numbers.</summary>
internal sealed class ArticleRenderer(
    SiteMetadata site,
    IReadOnlyDictionary<string, Person> people,
    ReferenceLibrary bibliography,
    IReadOnlyDictionary<string, ImageFile> images)
{
    /// <summary>For a preview: marks each block with its line, moved by this many lines; null for readers.</summary>
    public int? LineShift { get; init; }

    /// <summary>The article without its text, which is rendered when it is needed.</summary>
    public RenderedArticle Render(ParsedArticle parsed)
    {
        var front = parsed.FrontMatter;
        var citations = parsed.Cited(bibliography);
        var article = new Article
        {
            Slug = parsed.Slug,
            Source = parsed.Source,
            FrontMatter = front,
            Author = people.GetValueOrDefault(front.Author) ?? new Person { Key = front.Author, Name = front.Author },
            Render = () => RenderText(parsed, ArticleParser.ParseText(parsed)),
            Headings = parsed.Headings,
            References = citations.Entries(parsed.Citations),
            MissingPictures = [.. parsed.Links.Select(link => (link.Address as LinkAddress.Picture)?.Path).OfType<string>().Where(path => !images.ContainsKey(path))],
            ReadingMinutes = parsed.ReadingMinutes,
            FileHash = parsed.FileHash,
        };
        return new RenderedArticle(article, [.. Problems(parsed, citations)], new Lazy<Wording>(() => Wording(article, parsed, tree: null)));
    }

    /// <summary>The same with its wording measured, for an article whose syntax tree is at hand, so that it is not parsed again. The tree is not kept.</summary>
    public RenderedArticle Measure(ParsedArticle parsed, ArticleTree tree)
    {
        var rendered = Render(parsed);
        // The text that a reviewer signs is needed only where one has.
        var whole = rendered.Article with { Render = () => RenderText(parsed, tree, withMedicalText: parsed.FrontMatter.Review is not null) };
        return rendered with
        {
            Wording = new Lazy<Wording>(Wording(whole, parsed, tree)),
            Article = parsed.FrontMatter.Review is null ? rendered.Article : rendered.Article with { Fingerprint = whole.Fingerprint },
        };
    }

    private ArticleText RenderText(ParsedArticle parsed, ArticleTree tree, bool withMedicalText = true)
    {
        var citations = parsed.Cited(bibliography);
        var (_, text, figure) = tree;
        var html = new DocumentRenderer(new CitationCounter(citations), site, $"/articles/{parsed.Slug}", images) { LineOf = LineShift is { } shift ? block => LineOf(block) + shift : null };

        // In reading order, because citations are counted as they are rendered.
        var leadHtml = html.Render(text.Document.Take(text.LeadLength));
        var figureHtml = figure is null ? null : html.Render([figure]);
        var bodyHtml = html.Render(text.Document.Skip(text.LeadLength));
        return new ArticleText(leadHtml, figureHtml, bodyHtml, withMedicalText ? MedicalText(parsed.FrontMatter, text.Document, figure, citations) : "");

        int LineOf(Block block) => parsed.Source.PositionOf(block == figure
            ? parsed.FrontMatter.Image!.SourceOffset
            : parsed.TextStart + (block is FigureBlock picture ? picture.Image.Span.Start : block.Span.Start)).Line;
    }

    public ContentPage Render(ParsedPage page)
    {
        var html = new DocumentRenderer(new CitationCounter(new CitationList([], bibliography)), site, $"/{page.Slug}", images);
        return new ContentPage(page.Slug, page.Source.Path, page.Title, page.Description, page.Modified, html.Render(page.Text.Document));
    }

    private IEnumerable<Diagnostic> Problems(ParsedArticle parsed, CitationList citations)
    {
        if (!people.ContainsKey(parsed.FrontMatter.Author))
            yield return ArticleDiagnostics.UnknownPerson(parsed.Source, parsed.Offsets["author"], parsed.FrontMatter.Author, people.Keys);
        var unknown = 0;
        foreach (var (id, offset) in parsed.FrontMatter.References.Zip(parsed.ReferenceOffsets))
            // Suggestions search all papers, so they are limited to a plausible number of typos.
            if (bibliography.Find(id) is null)
                yield return ArticleDiagnostics.UnknownReference(parsed.Source, offset, id, unknown++ < 20 ? bibliography.Ids : []);
        foreach (var citation in parsed.Citations)
        {
            var key = citation.Keys?.FirstOrDefault(key => bibliography.Find(key) is null);
            if (key is not null) yield return CitationDiagnostics.UnknownKey(parsed.Source, citation, key, unknown++ < 20 ? bibliography.Ids : []);
            else if (citations.NumbersOf(citation) is null) yield return CitationDiagnostics.TooManyPapers(parsed.Source, citation);
        }

        foreach (var diagnostic in RetractionDiagnostics.Of(parsed, citations)) yield return diagnostic;
        foreach (var (key, offset) in parsed.BareKeys.Where(bare => bibliography.Find(bare.Key) is not null))
            yield return CitationDiagnostics.NotSupported(parsed.Source, offset, $"@{key}", KeyError.NoBrackets);
    }

    private Wording Wording(Article article, ParsedArticle parsed, ArticleTree? tree) => WordingDiagnostics.AreKnownFor(site)
        ? WordingDiagnostics.Of(article, tree?.Source ?? parsed.Source, parsed.Offsets, tree?.Text.Document)
        : new Wording(null, []);

    /// <summary>
    /// Normalised: UTF-8 NFC, white space collapsed, citations as ids; includes the site's warning signs where the article shows them.
    /// </summary>
    private string MedicalText(ArticleMetadata front, MarkdownDocument text, FigureBlock? figure, CitationList citations)
    {
        var parts = new List<string?> { front.Title, front.Description };
        if (figure is not null)
        {
            parts.Add(front.Image!.Alt);
            if (figure.Caption is not null) parts.Add(PlainText.Of(figure.Caption, citations));
        }

        parts.Add(PlainText.Of(text, citations));
        if (text.Descendants<CustomContainer>().Any(BoxKind.ShowsWarningSigns)) parts.Add(site.WarningSigns?.Words);
        return UnicodeText.Normalized(string.Join('\n', parts.Select(part => LineText.Collapse(part ?? ""))), NormalizationForm.FormC);
    }
}

/// <param name="Diagnostics">Problems that only show together with the site's other files.</param>
/// <param name="Wording">Measured on demand, because no reader waits for it.</param>
internal sealed record RenderedArticle(Article Article, IReadOnlyList<Diagnostic> Diagnostics, Lazy<Wording> Wording);

/// <summary>How hard an article is to read.</summary>
/// <param name="Grade">See <see cref="Readability.Grade"/>; null in a language in which it can't be measured.</param>
/// <param name="Diagnostics">Its hard-to-read passages.</param>
internal sealed record Wording(double? Grade, IReadOnlyList<Diagnostic> Diagnostics);
