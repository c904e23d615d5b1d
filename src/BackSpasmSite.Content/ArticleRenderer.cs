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
    public RenderedArticle Render(ParsedArticle parsed)
    {
        var front = parsed.FrontMatter;
        var citations = parsed.Cited(bibliography);
        var counter = new CitationCounter(citations);
        var html = new DocumentRenderer(counter, site, $"/articles/{parsed.Slug}", images);
        var (document, lead) = (parsed.Text.Document, parsed.Text.LeadLength);

        // In reading order, because citations are counted as they are rendered.
        var leadHtml = html.Render(document.Take(lead));
        var figureHtml = parsed.Figure is null ? null : html.Render([parsed.Figure]);
        var bodyHtml = html.Render(document.Skip(lead));
        var article = new Article
        {
            Slug = parsed.Slug,
            Path = parsed.Source.Path,
            FrontMatter = front,
            Author = people.GetValueOrDefault(front.Author) ?? new Person { Key = front.Author, Name = front.Author },
            LeadHtml = leadHtml,
            FigureHtml = figureHtml,
            BodyHtml = bodyHtml,
            Headings = parsed.Text.Headings,
            References = counter.Entries,
            MedicalText = MedicalText(parsed, citations),
            ReadingMinutes = ReadingTime.Minutes(Words(parsed)),
        };
        return new RenderedArticle(article, [.. Problems(parsed, citations)], new Lazy<IReadOnlyList<Diagnostic>>(() => [.. Wording(article, parsed)]));
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

    private IEnumerable<Diagnostic> Wording(Article article, ParsedArticle parsed) =>
        WordingDiagnostics.AreKnownFor(site) ? WordingDiagnostics.Of(article, parsed.Source, parsed.Offsets) : [];

    /// <summary>The text to read: the body and the caption of the main picture.</summary>
    private static string Words(ParsedArticle parsed) => string.Join('\n',
        new[] { parsed.Text.Document, parsed.Figure?.Caption }.OfType<MarkdownDocument>().Select(part => PlainText.Of(part, citations: null)));

    /// <summary>
    /// Normalised: UTF-8 NFC, white space collapsed, citations as ids; includes the site's warning signs where the article shows them.
    /// </summary>
    private string MedicalText(ParsedArticle parsed, CitationList citations)
    {
        var front = parsed.FrontMatter;
        var parts = new List<string?> { front.Title, front.Description };
        if (parsed.Figure is { } figure)
        {
            parts.Add(front.Image!.Alt);
            if (figure.Caption is not null) parts.Add(PlainText.Of(figure.Caption, citations));
        }

        parts.Add(PlainText.Of(parsed.Text.Document, citations));
        if (parsed.Text.Document.Descendants<CustomContainer>().Any(BoxKind.ShowsWarningSigns)) parts.Add(site.WarningSigns?.Words);
        return UnicodeText.Normalized(string.Join('\n', parts.Select(part => LineText.Collapse(part ?? ""))), NormalizationForm.FormC);
    }
}

/// <param name="Diagnostics">Problems that only show together with the site's other files.</param>
/// <param name="Wording">Hard-to-read passages, measured on demand.</param>
internal sealed record RenderedArticle(Article Article, IReadOnlyList<Diagnostic> Diagnostics, Lazy<IReadOnlyList<Diagnostic>> Wording);
