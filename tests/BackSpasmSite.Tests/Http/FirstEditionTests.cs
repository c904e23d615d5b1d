using System.Net;
using BackSpasmSite.Content;
using BackSpasmSite.Content.Files;
using BackSpasmSite.Hosting;
using BackSpasmSite.Reports.Holds;
using Microsoft.Extensions.DependencyInjection;

namespace BackSpasmSite.Tests.Http;

/// <summary>What readers get while the site is still reading its content.</summary>
public sealed class FirstEditionTests : IAsyncLifetime
{
    private readonly TestSite _site = new()
    {
        WaitsForContent = false,
        // The test publishes instead.
        Instead = services => services.Remove(services.Single(service => service.ImplementationType == typeof(Supervised<ContentWatcher>))),
    };

    private CurrentEdition Current => _site.Services.GetRequiredService<CurrentEdition>();

    public ValueTask InitializeAsync()
    {
        _site.Content.Write("articles/cold.md", "---\ntitle: Cold\ndescription: What cold does.\nauthor: ann\npublished: 2026-11-02\ntopics: [cold]\n---\nLittle.\n\n## Ice\n\nIt numbs.\n");
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Requests_wait_for_the_content_and_health_checks_say_that_it_is_not_there()
    {
        var page = _site.AskAsync("GET", "/articles/cold");
        using (var live = await _site.AskAsync("GET", "/healthz/live")) Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        using (var ready = await _site.AskAsync("GET", "/healthz/ready")) Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.False(page.IsCompleted);

        Current.Publish(_site.Content.Build());

        using var answer = await page;
        Assert.Contains("It numbs.", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        using (var ready = await _site.AskAsync("GET", "/healthz/ready")) Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
    }

    [Fact]
    public async Task Without_content_that_can_be_read_nobody_waits()
    {
        var page = _site.AskAsync("GET", "/articles/cold");

        Current.FirstFailed();

        using var answer = await page;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
    }

    [Fact]
    public async Task Lists_and_single_articles_are_served_before_the_whole_edition_and_no_cache_keeps_them()
    {
        Assert.True(Slug.TryParse("heat-or-ice", out var held));
        await _site.Services.GetRequiredService<HoldKeeper>().PlaceAsync(held, "rita");
        Current.PublishFronts(_site.Content.Builder().BuildFronts(new ContentFolder(_site.Content.Path).List(), ContentOnDisk.Today));

        foreach (var (address, words) in new[] { ("/", "Cold"), ("/articles", "What cold does."), ("/topics", "cold"), ("/topics/cold", "Cold"), ("/articles/cold", "It numbs."), ("/articles/heat-or-ice", "We are checking this article.") })
        {
            using var answer = await _site.AskAsync("GET", address);
            var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.Equal((address, HttpStatusCode.OK, "no-cache"), (address, answer.StatusCode, answer.Headers.CacheControl?.ToString()));
            Assert.Contains(words, text, StringComparison.Ordinal);
            Assert.DoesNotContain("It is pleasant.", text, StringComparison.Ordinal);
            Assert.DoesNotContain("about 0 min", text, StringComparison.Ordinal);
        }

        Assert.Null(Current.Edition);
        // These would say that something does not exist.
        var others = ((string[])["/feed.xml", "/sitemap.xml", "/about", "/articles/nothing", "/old-heat", "/people/ann", "/corrections", "/editor/sign-in", "/Articles"]).ToDictionary(address => address, address => _site.AskAsync("GET", address));
        using (var ready = await _site.AskAsync("GET", "/healthz/ready")) Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.All(others, other => Assert.False(other.Value.IsCompleted, other.Key));

        Current.Publish(_site.Content.Build());

        foreach (var (address, asked) in others)
        {
            using var answer = await asked;
            var expected = address switch { "/articles/nothing" => HttpStatusCode.NotFound, "/old-heat" or "/Articles" => HttpStatusCode.MovedPermanently, _ => HttpStatusCode.OK };
            Assert.Equal((address, expected), (address, answer.StatusCode));
        }

        using var home = await _site.AskAsync("GET", "/");
        Assert.Contains("s-maxage=60", home.Headers.CacheControl?.ToString(), StringComparison.Ordinal);
    }
}
