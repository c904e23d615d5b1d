using System.Net;
using BackSpasmSite.Content;
using BackSpasmSite.Pages;
using BackSpasmSite.Tests.Accounts;
using Microsoft.Extensions.DependencyInjection;

namespace BackSpasmSite.Tests.Pages;

public sealed class StylesheetTests(SharedSite shared) : IClassFixture<SharedSite>
{
    [Theory]
    [InlineData("/")]
    [InlineData("/nothing")]
    [InlineData("/editor/sign-in")]
    public async Task A_page_loads_a_stylesheet_that_never_has_to_be_asked_for_again(string address)
    {
        using var page = await shared.Site.AskAsync("GET", address);
        var sheet = (await page.ReadPageAsync()).QuerySelector("link[rel=stylesheet]")!.GetAttribute("href")!;
        using var answer = await shared.Site.AskAsync("GET", sheet, ("Accept-Encoding", "br"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/css; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        Assert.Equal(TimeSpan.FromDays(365), answer.Headers.CacheControl!.MaxAge);
        Assert.Contains("immutable", answer.Headers.CacheControl.ToString(), StringComparison.Ordinal);
        Assert.Equal("br", Assert.Single(answer.Content.Headers.ContentEncoding));
        Assert.InRange((await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length, 1, 6 * 1024);
    }

    [Fact]
    public async Task A_page_of_an_earlier_edition_finds_its_colour_and_one_of_another_version_the_current_one()
    {
        await using var site = new TestSite();
        var current = site.Services.GetRequiredService<CurrentEdition>();
        var edition = current.Edition!;
        var red = Stylesheet.For("#c00000");
        current.Publish(edition with { Site = edition.Site with { Accent = "#0000c0" }, Hash = "blue" });
        using var earlier = await site.AskAsync("GET", red.Href);
        using var unknown = await site.AskAsync("GET", "/site.css?v=0123456789");

        Assert.Equal(red.Text, await TextAsync(earlier));
        Assert.Equal(Stylesheet.For("#0000c0").Text, await TextAsync(unknown));
        Assert.Equal("no-cache", unknown.Headers.CacheControl?.ToString());
    }

    [Fact]
    public async Task It_takes_only_reading_and_is_not_sent_again()
    {
        using var post = await shared.Site.AskAsync("POST", "/site.css");
        using var first = await shared.Site.AskAsync("GET", Stylesheet.Default.Href);
        using var again = await shared.Site.AskAsync("GET", Stylesheet.Default.Href, ("If-None-Match", first.Headers.ETag!.ToString()));

        Assert.Equal((HttpStatusCode.MethodNotAllowed, HttpStatusCode.NotModified), (post.StatusCode, again.StatusCode));
    }

    private static Task<string> TextAsync(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
}
