using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using BackSpasmSite.Content;
using BackSpasmSite.Search;
using Microsoft.Extensions.DependencyInjection;

namespace BackSpasmSite.Tests.Search;

public sealed class SearchPageTests
{
    [Fact]
    public async Task It_finds_the_section_and_marks_the_words()
    {
        await using var site = await ReadyAsync();

        var page = await SearchAsync(site, "pleasant");

        var hit = Assert.Single(page.QuerySelectorAll("main .hits a"));
        Assert.StartsWith("/articles/heat-or-ice#s-", hit.GetAttribute("href"), StringComparison.Ordinal);
        Assert.Equal("Heat or ice?: Heat", hit.TextContent);
        Assert.Equal("pleasant", page.QuerySelector("mark")!.TextContent);
        Assert.Equal("noindex", page.QuerySelector("meta[name=robots]")!.GetAttribute("content"));
    }

    [Fact]
    public async Task Nothing_found_is_said_plainly()
    {
        await using var site = await ReadyAsync();
        var page = await SearchAsync(site, "zebra<script>");
        Assert.Contains("Nothing here matches “zebra<script>”.", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("main script"));
    }

    [Fact]
    public async Task Any_input_gets_a_page()
    {
        await using var site = await ReadyAsync();
        string[] odd = ["\"", "heat\"", "NEAR(heat", "heat AND", "*", "^heat", "title : heat", "{title} : heat", "-heat", "a\0b", "%", "🙂 heat", "شلومו heat", "\u202Eheat", "\ud800", "' OR 1=1 --", new string('a', 5000)];
        foreach (var typed in odd)
        {
            using var answer = await site.AskAsync("GET", $"/search?q={WebUtility.UrlEncode(typed)}&page=-9");
            Assert.Equal((typed, HttpStatusCode.OK), (typed, answer.StatusCode));
        }
    }

    private static async Task<IHtmlDocument> SearchAsync(TestSite site, string typed) => new HtmlParser().ParseDocument(
        await site.Browser().GetStringAsync($"/search?q={WebUtility.UrlEncode(typed)}", TestContext.Current.CancellationToken));

    private static async Task<TestSite> ReadyAsync()
    {
        var site = new TestSite();
        _ = site.Server;
        await site.Services.GetRequiredService<CurrentEdition>().WaitForOtherThanAsync("", TestContext.Current.CancellationToken);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!site.Services.GetRequiredService<SearchIndex>().IsReady) await Task.Yield();
        return site;
    }
}
