using System.Collections.Frozen;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using BackSpasmSite.Content;
using BackSpasmSite.Content.Bibliography;
using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.Files;
using BackSpasmSite.Content.FrontMatter;

namespace BackSpasmSite.Tests.Content.Citations;

/// <summary>A whole article, in memory, over a bibliography that has the ids named in Citations.md.</summary>
internal sealed class CitedArticle
{
    private static readonly string[] Ids = ["french-2006", "dahm-2010", "maselli-2020", "10.1000/182", "müller_2019", "Cochrane review (2006)"];

    /// <param name="references">The list in the front matter, such as <c>[a, b]</c>; empty for none.</param>
    /// <param name="caption">That of the main picture; empty for no picture.</param>
    public CitedArticle(string markdown, string references = "", string caption = "")
    {
        var front = $"""
            ---
            title: "Heat or ice"
            description: What helps.
            author: editors
            published: 2026-11-01
            topics: [heat]
            {(references.Length > 0 ? $"references: {references}" : "draft: false")}
            {(caption.Length > 0 ? $$"""image: { src: images/a.svg, alt: "A", caption: "{{caption}}" }""" : "# no picture")}
            ---

            """.ReplaceLineEndings("\n");
        var problems = new List<Diagnostic>();
        Assert.True(Slug.TryParse("heat", out var slug));
        var parsed = ArticleParser.Parse(slug, new SourceText("articles/heat.md", front + markdown), problems)!;
        var people = new Dictionary<string, Person> { ["editors"] = new Person { Key = "editors", Name = "The editors" } };
        var rendered = new ArticleRenderer(new SiteMetadata(), people, Library, FrozenDictionary<string, ImageFile>.Empty).Render(parsed);
        Article = rendered.Article;
        Problems = [.. problems.Concat(rendered.Diagnostics).Order()];
        Body = new HtmlParser().ParseDocument(Article.LeadHtml + Article.FigureHtml + Article.BodyHtml).Body!;
    }

    public static ReferenceLibrary Library { get; } = BibliographyReader.Read(
        new SourceText("references.json", $"[{string.Join(',', Ids.Select(id => $$"""{ "id": "{{id}}", "type": "article-journal", "title": "About {{id}}" }"""))}]"), []);

    public Article Article { get; }

    public IElement Body { get; }

    public IReadOnlyList<Diagnostic> Problems { get; }
}
