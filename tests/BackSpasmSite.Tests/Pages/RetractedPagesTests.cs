using BackSpasmSite.Content;
using BackSpasmSite.Tests.Accounts;
using Microsoft.Extensions.DependencyInjection;

namespace BackSpasmSite.Tests.Pages;

/// <summary>What readers and editors see of a retracted paper, and that nobody else sees anything.</summary>
public sealed class RetractedPagesTests : IAsyncDisposable
{
    private readonly TestSite _site = new();

    [Fact]
    public async Task A_retraction_shows_at_every_mention_within_moments_and_other_pages_stay_as_they_were()
    {
        _site.Content.Write("references.json", """
            [{ "id": "bad", "type": "article-journal", "title": "Bad", "author": [{ "family": "Ace" }], "DOI": "10.1000/bad", "note": "Ours.", "custom": { "evidence": "randomised trial", "finding": "Much." } },
             { "id": "good", "type": "article-journal", "title": "Good", "author": [{ "family": "Bee" }], "DOI": "10.1000/good", "custom": { "finding": "Little." } }]
            """);
        var other = _site.Content.Read("articles/heat-or-ice.md").Replace("[/old-heat, /Old/cold.html/, /k%C3%B6ln]", "[]", StringComparison.Ordinal);
        _site.Content.Write("articles/trusting.md", other.Replace("Either helps a little.", "Heat helps [@bad; @good].", StringComparison.Ordinal));
        _site.Content.Write("articles/careful.md", other.Replace("Either helps a little.", "Heat helps [@good].", StringComparison.Ordinal));
        using var browser = _site.Browser();
        string[] others = ["/articles/careful", "/articles/heat-or-ice", "/papers/good", "/about", "/"];
        var before = await PagesAsync();

        _site.Content.Write("retractions.csv", "OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature,RetractionDate,RetractionDOI\n10.1000/BAD,0,Retraction,3/9/2021 0:00,10.1000/notice\n");
        Assert.NotNull(await _site.Services.GetRequiredService<CurrentEdition>().WaitUntilAsync(edition => edition.Bibliography.Find("bad")!.Status.Mark is not null));

        Assert.Equal(before, await PagesAsync());
        var page = await browser.PageAsync("/articles/trusting");
        Assert.Equal("(1 retracted, 2)", page.QuerySelector(".citation")!.TextContent);
        Assert.StartsWith("1, retracted, randomised trial, Ace", page.QuerySelector(".citation a")!.GetAttribute("aria-label"), StringComparison.Ordinal);
        // The preview copies this paragraph of the list.
        const string Notice = "Retracted on 9 Mar 2021: do not rely on this paper. Read the retraction notice.";
        Assert.StartsWith(Notice, page.QuerySelector("#ref-1 .paper")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("https://doi.org/10.1000/notice", page.QuerySelector("#ref-1 .paper a")!.GetAttribute("href"));
        Assert.Contains("One more paper was retracted and is not counted.", page.QuerySelector(".evidence")!.TextContent, StringComparison.Ordinal);
        var paper = await browser.PageAsync("/papers/bad");
        Assert.StartsWith(Notice, paper.QuerySelector(".about .paper")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("\"creativeWorkStatus\":\"Retracted\"", paper.QuerySelector("script[type='application/ld+json']")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("This paper was retracted on 9 Mar 2021.", paper.QuerySelector("meta[name=description]")!.GetAttribute("content"));
        var feed = await browser.GetStringAsync("/feed.xml", TestContext.Current.CancellationToken);
        Assert.Contains("retracted&lt;/strong&gt;", feed, StringComparison.Ordinal);
        Assert.Contains("do not rely on this paper", feed, StringComparison.Ordinal);

        // Whoever saves the list takes the notice along.
        const string Note = "Retracted on 9 Mar 2021: do not rely on this paper (https://doi.org/10.1000/notice).";
        Assert.Contains($"  note = {{{Note} Ours.}},\n", await browser.GetStringAsync("/articles/trusting/references.bib", TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains($"N1  - {Note}\r\n", await browser.GetStringAsync("/articles/trusting/references.ris", TestContext.Current.CancellationToken), StringComparison.Ordinal);
        var saved = System.Text.Json.Nodes.JsonNode.Parse(await browser.GetStringAsync("/articles/trusting/references.json", TestContext.Current.CancellationToken))!.AsArray();
        Assert.Equal([$"{Note} Ours.", null], saved.Select(entry => (string?)entry!["note"]));

        using var editor = await _site.SignInAsync("ann");
        var desk = await editor.OpenAsync("/editor/articles");
        var row = desk.QuerySelector("[aria-label='Papers with a notice'] tbody tr")!;
        Assert.Equal("/papers/bad", row.QuerySelector("th a")!.GetAttribute("href"));
        Assert.Equal(["/editor/articles/trusting"], row.QuerySelectorAll("[data-label='Cited in'] a").Select(link => link.GetAttribute("href")));

        async Task<List<string>> PagesAsync()
        {
            var pages = new List<string>();
            foreach (var address in others) pages.Add(await browser.GetStringAsync(address, TestContext.Current.CancellationToken));
            return pages;
        }
    }

    public async ValueTask DisposeAsync() => await _site.DisposeAsync();
}
