using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using BackSpasmSite.Content;
using BackSpasmSite.Options;
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

        var hit = Assert.Single(page.QuerySelectorAll("main .rows a"));
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
        Assert.Contains("Nothing was found for zebra<script>.", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
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

    [Fact]
    public void A_held_passage_and_a_held_article_are_not_found()
    {
        using var content = ContentOnDisk.Small();
        Directory.CreateDirectory(Path.Combine(content.Parent, "data"));
        var index = new SearchIndex(Microsoft.Extensions.Options.Options.Create(new SiteOptions { DataPath = Path.Combine(content.Parent, "data") }));
        var edition = content.Build();
        Assert.True(Slug.TryParse("heat-or-ice", out var slug));
        index.Update(edition, TestContext.Current.CancellationToken);
        Assert.Contains("pleasant", Assert.Single(index.Find(SearchQuery.Parse("pleasant"), edition, 1).Hits).Snippet, StringComparison.Ordinal);

        // The index doesn't know of the hold yet.
        var held = edition with { Holds = [new Hold(slug, "It is pleasant.", null, null, "s-heat")] };
        Assert.Equal("", Assert.Single(index.Find(SearchQuery.Parse("pleasant"), held, 1).Hits).Snippet);
        index.Update(held, TestContext.Current.CancellationToken);
        Assert.Empty(index.Find(SearchQuery.Parse("pleasant"), held, 1).Hits);

        Assert.Empty(index.Find(SearchQuery.Parse("heat"), edition with { Holds = [new Hold(slug, null, null, null, null)] }, 1).Hits);
    }

    [Fact]
    public async Task A_damaged_file_is_built_anew_and_a_deleted_one_does_no_harm()
    {
        await using var site = await ReadyAsync();
        var index = site.Services.GetRequiredService<SearchIndex>();
        var edition = site.Services.GetRequiredService<CurrentEdition>().Edition!;

        await File.WriteAllTextAsync(index.Path, new string('x', 5000), TestContext.Current.CancellationToken);
        index.Update(edition, TestContext.Current.CancellationToken);
        Assert.Single(index.Find(SearchQuery.Parse("pleasant"), edition, 1).Hits);

        File.Delete(index.Path);
        Assert.Equal(HttpStatusCode.OK, (await site.AskAsync("GET", "/search?q=heat")).StatusCode);
    }

    private static async Task<IHtmlDocument> SearchAsync(TestSite site, string typed) => new HtmlParser().ParseDocument(
        await site.Browser().GetStringAsync($"/search?q={WebUtility.UrlEncode(typed)}", TestContext.Current.CancellationToken));

    private static async Task<TestSite> ReadyAsync()
    {
        var site = new TestSite();
        _ = site.Server;
        var edition = await site.Services.GetRequiredService<CurrentEdition>().WaitForOtherThanAsync("", TestContext.Current.CancellationToken);
        site.Services.GetRequiredService<SearchIndex>().Update(edition, TestContext.Current.CancellationToken);
        return site;
    }
}
