using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using BackSpasmSite.Content;
using BackSpasmSite.Content.FrontMatter;
using BackSpasmSite.Feeds;

namespace BackSpasmSite.Tests.Feeds;

public sealed class FeedContentTests
{
    private const string Content = """
        -- site.yaml --
        name: "Backs"
        emergency: { number: "1 12", text: "Elsewhere & <abroad>." }
        -- people.yaml --
        ann: { name: "Ann Writer", role: [writes] }
        -- references.json --
        [
          { "id": "lee-2020", "type": "article-journal", "title": "About <lee> & more", "DOI": "10.1000/a(b)", "custom": { "finding": "It helped <10 & more." } },
          { "id": "ode-2021", "type": "book", "title": "Without an address" }
        ]
        -- images/dot.svg --
        <svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><circle r="5"/></svg>
        -- articles/heat.md --
        ---
        title: "Heat"
        description: "What heat does."
        author: ann
        published: 2026-11-15
        topics: [pain]
        references: [lee-2020, ode-2021]
        image: { src: images/dot.svg, alt: "A \"dot\"", caption: "A dot (1)" }
        ---
        Heat helps (1, 2). See [cold](/articles/cold#s-ice) and [below](#s-how), or [write](mailto:ann@backs.example).

        ::: get-help-now
        Do not wait.
        :::

        ::: dont
        Do not burn yourself.
        :::

        ## How

        | What | How long |
        |---|---:|
        | Heat | an hour |

        Paid by <https://example.org/?a=b&c=d>.
        """;

    [Fact]
    public void The_text_stands_in_it_with_its_help_box_picture_table_and_papers()
    {
        var html = Read(edition => edition);

        Assert.StartsWith("Not yet reviewed by a medical professional", html.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["Get help now", "How", "References"], html.QuerySelectorAll("h2").Select(heading => heading.TextContent));
        Assert.Equal("Call 1 12", html.QuerySelector("a[href='tel:112']")!.TextContent);
        Assert.Contains("Elsewhere & <abroad>.", html.Body.TextContent, StringComparison.Ordinal);
        Assert.Equal("A \"dot\"", html.QuerySelector("figure img")!.GetAttribute("alt"));
        Assert.Equal("Don’t", html.QuerySelector("p > strong:only-child")!.TextContent.Replace('\'', '’'));
        Assert.Equal("an hour", html.QuerySelector("tbody td:nth-child(2)")!.TextContent);
        var papers = html.QuerySelectorAll("ol > li").Select(paper => paper.TextContent).ToList();
        Assert.Equal(["About <lee> & more. doi:10.1000/a(b)What it found: It helped <10 & more.", "Without an address."], papers);
    }

    [Fact]
    public void Every_address_in_it_is_whole()
    {
        var html = Read(edition => edition);

        Assert.Equal(
            [
                "https://doi.org/10.1000/a(b)", "https://backs.example/articles/heat#ref-2", "https://backs.example/articles/cold#s-ice",
                "https://backs.example/articles/heat#s-how", "mailto:ann@backs.example", "tel:112", "https://doi.org/10.1000/a(b)",
                "https://example.org/?a=b&c=d", "https://doi.org/10.1000/a(b)", "https://backs.example/articles/heat#feedback",
            ],
            html.QuerySelectorAll("a").Select(link => link.GetAttribute("href")));
        Assert.StartsWith("https://backs.example/images/dot.svg?v=", html.QuerySelector("img")!.GetAttribute("src"), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_in_it_means_something_on_our_page_only()
    {
        var html = Read(edition => edition);

        Assert.Empty(html.Body!.QuerySelectorAll("form, input, button, script, style"));
        Assert.Equal(
            ["alt", "height", "href", "scope", "src", "width"],
            html.Body.QuerySelectorAll("*").SelectMany(element => element.Attributes.Select(attribute => attribute.Name)).Distinct().Order());
    }

    [Theory]
    [InlineData("Heat helps", "We are checking a passage of this article.")]
    [InlineData("", "We are checking a passage of this article.")]
    [InlineData(null, "We are checking this article.")]
    public void What_is_being_checked_does_not_go_out_in_copies(string? quote, string says)
    {
        Assert.True(Slug.TryParse("heat", out var heat));

        var html = Read(edition => edition with { Holds = [new Hold(heat, quote, null, null, null)] });

        Assert.StartsWith(says, html.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Heat helps", html.Body.TextContent, StringComparison.Ordinal);
        Assert.NotNull(html.QuerySelector("a[href='tel:112']"));
    }

    [Fact]
    public void A_review_of_these_words_is_told()
    {
        var html = Read(edition => edition, article => article with
        {
            FrontMatter = article.FrontMatter with { Review = new Review("rita", new DateOnly(2026, 11, 20), TextFingerprint.Of(article), null, 1) },
        });

        Assert.StartsWith("Medically reviewed by Dr Rita, MSc on 20 Nov 2026", html.Body!.TextContent, StringComparison.Ordinal);
    }

    private static IHtmlDocument Read(Func<Edition, Edition> change, Func<Article, Article>? changeArticle = null)
    {
        using var content = ContentOnDisk.From(Content.Replace("-- references.json --", "rita: { name: \"Dr Rita\", role: [reviews], credentials: MSc }\n-- references.json --", StringComparison.Ordinal));
        var edition = change(content.Build());
        var article = edition.Articles.Values.Single();
        return new HtmlParser().ParseDocument(FeedContent.Of(changeArticle?.Invoke(article) ?? article, edition, new Uri("https://backs.example/articles/heat")));
    }
}
