using AngleSharp.Html.Dom;
using BackSpasmSite.Search;
using Microsoft.Extensions.DependencyInjection;

namespace BackSpasmSite.Tests.Search;

/// <summary>A search finds a retracted paper like any other, and says that it was retracted.</summary>
public sealed class RetractedHitsTests : IAsyncLifetime
{
    private readonly TestSite _site = new() { Settings = [("Search:RequestsPerMinute", "0")] };

    public async ValueTask InitializeAsync()
    {
        _site.Content.Write("references.json", $$"""
            [{ "id": "bad", "type": "article-journal", "title": "Magnets {{string.Concat(Enumerable.Repeat("for runners with pain ", 12))}}and zeal", "author": [{ "family": "Ace", "given": "Ann" }], "issued": { "date-parts": [[2019]] }, "DOI": "10.1000/bad", "custom": { "finding": "Much." } },
             { "id": "good", "type": "article-journal", "title": "Copper for runners", "author": [{ "family": "Bee", "given": "Bob" }], "issued": { "date-parts": [[2020]] }, "DOI": "10.1000/good", "custom": { "finding": "Little." } }]
            """);
        _site.Content.Write("retractions.csv", "OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature,RetractionDate\n10.1000/bad,0,Retraction,3/9/2021 0:00\n");
        _site.Content.Write("articles/heat-or-ice.md", _site.Content.Read("articles/heat-or-ice.md").Replace("pleasant.", "pleasant [@bad; @good].", StringComparison.Ordinal));
        _ = _site.Server;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!_site.Services.GetRequiredService<SearchIndex>().IsReady)
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Theory]
    [InlineData("magnets")]
    [InlineData("zeal")]
    public async Task A_retracted_paper_is_marked_where_it_is_a_hit_and_where_its_article_is(string word)
    {
        var page = await SearchAsync(word);

        Assert.Equal(["/articles/heat-or-ice#references", "/papers/bad"], page.QuerySelectorAll(".hits a").Select(hit => hit.GetAttribute("href")));
        var (article, paper) = (page.QuerySelectorAll(".hits li p")[0], page.QuerySelectorAll(".hits li p")[1]);
        Assert.StartsWith("Magnets for runners", article.TextContent.Trim(), StringComparison.Ordinal);
        Assert.EndsWith("and zeal (retracted)", article.TextContent.Trim(), StringComparison.Ordinal);
        Assert.Equal("retracted", paper.QuerySelector("strong")!.TextContent);
    }

    [Fact]
    public async Task No_other_paper_is()
    {
        var page = await SearchAsync("copper");

        Assert.Equal(2, page.QuerySelectorAll(".hits li").Length);
        Assert.DoesNotContain("retracted", page.QuerySelector(".hits")!.TextContent, StringComparison.Ordinal);
    }

    private async Task<IHtmlDocument> SearchAsync(string word)
    {
        using var browser = _site.Browser();
        return await browser.PageAsync($"/search?q={word}");
    }
}
