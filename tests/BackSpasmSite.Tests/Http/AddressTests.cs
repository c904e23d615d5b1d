using System.Net;
using BackSpasmSite.Content;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;

namespace BackSpasmSite.Tests.Http;

/// <summary>The response to each method at each address, and the headers that every response has.</summary>
public sealed class AddressTests(SharedSite shared) : IClassFixture<SharedSite>
{
    private static readonly string[] EveryAnswer =
    [
        "Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "Permissions-Policy",
        "Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy", "Cache-Control",
    ];

    [Theory]
    [InlineData("GET", "/", 200)]
    [InlineData("HEAD", "/", 200)]
    [InlineData("GET", "/articles/heat-or-ice", 200)]
    [InlineData("HEAD", "/articles/heat-or-ice", 200)]
    [InlineData("GET", "/articles", 200)]
    [InlineData("HEAD", "/articles", 200)]
    [InlineData("GET", "/articles?page=1", 301)]
    [InlineData("HEAD", "/topics/heat?page=1", 301)]
    [InlineData("GET", "/articles?page=2", 404)]
    [InlineData("GET", "/people/ann?page=x", 404)]
    [InlineData("GET", "/topics", 200)]
    [InlineData("HEAD", "/topics/heat", 200)]
    [InlineData("GET", "/people/ann", 200)]
    [InlineData("HEAD", "/people/rita", 200)]
    [InlineData("GET", "/topics/nothing", 404)]
    [InlineData("GET", "/people/nobody", 404)]
    [InlineData("GET", "/people", 404)]
    [InlineData("POST", "/people/nobody", 405)]
    [InlineData("POST", "/topics/nothing", 405)]
    [InlineData("POST", "/articles", 405)]
    [InlineData("PUT", "/topics", 405)]
    [InlineData("OPTIONS", "/topics/heat", 405)]
    [InlineData("DELETE", "/people/ann", 405)]
    [InlineData("GET", "/about", 200)]
    [InlineData("GET", "/images/dot.svg", 200)]
    [InlineData("HEAD", "/images/dot.svg", 200)]
    [InlineData("GET", "/healthz/live", 200)]
    [InlineData("HEAD", "/healthz/ready", 200)]
    [InlineData("GET", "/healthz/ready?for=reports", 200)]
    [InlineData("GET", "/healthz/ready?for=reading", 400)]
    [InlineData("GET", "/healthz/ready?for=", 400)]
    [InlineData("GET", "/healthz/ready?for=reports&for=reports", 400)]
    [InlineData("GET", "/articles/Heat-Or-Ice", 301)]
    [InlineData("GET", "/nothing", 404)]
    [InlineData("GET", "/articles/nothing", 404)]
    [InlineData("GET", "/images/nothing.svg", 404)]
    [InlineData("GET", "/error/500", 404)]
    [InlineData("GET", "/articles/..%2f..%2fetc", 404)]
    [InlineData("GET", "/images/%2e%2e/site.yaml", 404)]
    [InlineData("GET", "/images/..%5csite.yaml", 404)]
    [InlineData("GET", "/images/..%2fsite.yaml", 404)]
    [InlineData("POST", "/nothing", 405)]
    [InlineData("POST", "/articles/nothing", 405)]
    [InlineData("DELETE", "/a/b/c", 404)]
    [InlineData("POST", "/images/nothing.svg", 405)]
    [InlineData("POST", "/", 405)]
    [InlineData("POST", "/articles/heat-or-ice", 405)]
    [InlineData("OPTIONS", "/articles/heat-or-ice", 405)]
    [InlineData("PUT", "/about", 405)]
    [InlineData("POST", "/images/dot.svg", 405)]
    [InlineData("POST", "/healthz/ready", 405)]
    [InlineData("GET", "/healthz/live/", 200)]
    [InlineData("POST", "/healthz/live/", 405)]
    [InlineData("POST", "/healthz/x", 404)]
    [InlineData("POST", "http://localhost//", 404)]
    public async Task An_address_answers_as_promised_and_with_every_header(string method, string address, int status)
    {
        var site = shared.Site;
        using var answer = await site.AskAsync(method, address);

        Assert.Equal((HttpStatusCode)status, answer.StatusCode);
        Assert.All(EveryAnswer, name => Assert.True(answer.Headers.Contains(name), name));
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.False(answer.Headers.Contains("Server"));
        Assert.Equal(status == 405 ? ["GET", "HEAD"] : [], answer.Content.Headers.Allow);
        if (status >= 400 && method != "HEAD") Assert.Equal(address.StartsWith("/healthz/ready?", StringComparison.Ordinal) ? "text/plain" : "text/html", answer.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("/articles/HEAT-or-ice", "/articles/heat-or-ice")]
    [InlineData("/articles/heat-or-ice/", "/articles/heat-or-ice")]
    [InlineData("/Articles/heat-or-ice//?from=a", "/articles/heat-or-ice?from=a")]
    [InlineData("/ABOUT/", "/about")]
    [InlineData("/articles/", "/articles")]
    [InlineData("/Topics", "/topics")]
    [InlineData("/topics/HEAT/", "/topics/heat")]
    [InlineData("/People/Ann", "/people/ann")]
    [InlineData("/articles?page=1&from=a", "/articles")]
    [InlineData("/Articles/?page=1", "/articles")]
    [InlineData("/ARTICLES?page=1&from=a%20b", "/articles?from=a%20b")]
    [InlineData("/Topics/Heat/?page=1", "/topics/heat")]
    [InlineData("/People/Ann/?page=1", "/people/ann")]
    [InlineData("/old-heat", "/articles/heat-or-ice")]
    [InlineData("/OLD-heat", "/articles/heat-or-ice")]
    [InlineData("/old-heat/?from=a", "/articles/heat-or-ice?from=a")]
    [InlineData("/OLD-Heat//?q=%2F%2Fevil.example&q=a%20b", "/articles/heat-or-ice?q=%2F%2Fevil.example&q=a%20b")]
    [InlineData("/k%C3%B6ln", "/articles/heat-or-ice")]
    [InlineData("/Corrections/", "/corrections")]
    [InlineData("/CORRECTIONS", "/corrections")]
    [InlineData("/Feed.xml", "/feed.xml")]
    [InlineData("/feedback/Thanks/?article=heat-or-ice&helpful=no", "/feedback/thanks?article=heat-or-ice&helpful=no")]
    [InlineData("/Editor/Sign-In", "/editor/sign-in")]
    [InlineData("/Old/Cold.HTML", "/articles/heat-or-ice")]
    [InlineData("/old/cold.html/", "/articles/heat-or-ice")]
    public async Task Another_spelling_and_an_old_address_lead_to_the_article(string address, string target)
    {
        var site = shared.Site;
        using var answer = await site.AskAsync("GET", address);

        Assert.Equal(HttpStatusCode.MovedPermanently, answer.StatusCode);
        Assert.Equal(target, answer.Headers.Location?.OriginalString);
        using var arrived = await site.AskAsync("HEAD", target);
        Assert.Equal(HttpStatusCode.OK, arrived.StatusCode);
    }

    [Theory]
    [InlineData("/Articles/?page=2", "/articles?page=2")]
    [InlineData("/topics/Heat/?page=2", "/topics/heat?page=2")]
    [InlineData("/People/ann/?page=3", "/people/ann?page=3")]
    public async Task Another_spelling_of_a_long_list_keeps_the_page_that_is_asked_for(string address, string target)
    {
        var site = shared.Site;
        using var answer = await site.AskAsync("GET", address);

        Assert.Equal((HttpStatusCode.MovedPermanently, target), (answer.StatusCode, answer.Target()));
    }

    [Theory]
    [InlineData("/people/Ann", 200, null)]
    [InlineData("/people/ann", 301, "/people/Ann")]
    [InlineData("/people/ANN/?from=a", 301, "/people/Ann?from=a")]
    [InlineData("/people/Ann/", 301, "/people/Ann")]
    [InlineData("/people/J.%20Lee%2FB", 301, "/people/j-lee-b-")]
    [InlineData("/people/J.%20Lee", 404, null)]
    public async Task Whatever_key_somebody_has_they_have_one_address(string address, int status, string? target)
    {
        await using var site = new TestSite();
        site.Content.Write("people.yaml", "Ann: { name: Ann }\n\"J. Lee/B\": { name: Lee }\n");
        using var answer = await site.AskAsync("GET", address);

        Assert.Equal(status, (int)answer.StatusCode);
        if (target is null) return;
        Assert.StartsWith(target, answer.Target(), StringComparison.Ordinal);
        using var arrived = await site.AskAsync("GET", answer.Target());
        Assert.Equal(HttpStatusCode.OK, arrived.StatusCode);
    }

    [Fact]
    public async Task An_old_address_of_a_withdrawn_article_leads_to_what_says_so()
    {
        await using var site = new TestSite();
        site.Content.Write("articles/heat-or-ice.md", site.Content.Read("articles/heat-or-ice.md")
            .Replace("topics:", "withdrawn: { date: 2026-11-21, note: It was wrong. }\ntopics:", StringComparison.Ordinal));

        using var moved = await site.AskAsync("GET", "/Old-heat/");
        using var gone = await site.AskAsync("GET", $"{moved.Headers.Location}");

        Assert.Equal((HttpStatusCode.MovedPermanently, HttpStatusCode.Gone), (moved.StatusCode, gone.StatusCode));
    }

    [Fact]
    public async Task An_old_address_of_an_article_that_readers_cannot_see_leads_nowhere()
    {
        await using var site = new TestSite();
        site.Content.Write("articles/heat-or-ice.md", site.Content.Read("articles/heat-or-ice.md")
            .Replace("topics:", "draft: true\ntopics:", StringComparison.Ordinal));

        using var answer = await site.AskAsync("GET", "/old-heat");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Nothing_of_the_software_can_be_taken_for_an_old_address()
    {
        var site = shared.Site;
        using var browser = site.Browser();
        var routes = site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(route => route.RoutePattern.PathSegments is [{ Parts: [RoutePatternLiteralPart] }, ..] && !route.RoutePattern.RawText!.Contains("articles/{slug}", StringComparison.Ordinal))
            // A script's compressed copy and the one with a fingerprint in its name are not canonical addresses.
            .Where(route => !route.Metadata.OfType<StaticAssetDescriptor>().Any(asset => asset.Route != asset.AssetPath || asset.Route.EndsWith(".gz", StringComparison.Ordinal)))
            .Select(route => $"/{route.RoutePattern.RawText!.TrimStart('/')}")
            .ToList();

        Assert.NotEmpty(routes);
        Assert.All(routes, route => Assert.True(SiteAddresses.IsBuiltIn(SiteAddresses.Canonical(route)), route));
    }

    [Theory]
    [InlineData("/Nothing/")]
    [InlineData("/articles/Nothing")]
    [InlineData("//about/")]
    [InlineData("//old-heat")]
    [InlineData("//")]
    [InlineData("/%2fexample.org/About")]
    public async Task What_does_not_exist_in_any_spelling_leads_nowhere(string address)
    {
        var site = shared.Site;
        using var answer = await site.AskAsync("GET", $"http://localhost{address}");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task The_policy_allows_nothing_inline()
    {
        var site = shared.Site;
        using var answer = await site.AskAsync("GET", "/nothing");
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));

        Assert.Equal("default-src 'none';script-src 'self';style-src 'self';img-src 'self';connect-src 'self';form-action 'self';base-uri 'none';frame-ancestors 'none'", policy);
        Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
    }

    [Theory]
    [InlineData("http://localhost/", false)]
    [InlineData("https://localhost/", true)]
    public async Task Only_an_answer_over_HTTPS_asks_to_stay_there(string address, bool asked)
    {
        var site = shared.Site;
        using var answer = await site.AskAsync("GET", address);

        Assert.Equal(asked, answer.Headers.Contains("Strict-Transport-Security"));
    }

    [Theory]
    [InlineData("/healthz/live")]
    [InlineData("/healthz/ready")]
    public async Task Health_is_never_kept(string address)
    {
        var site = shared.Site;
        using var answer = await site.AskAsync("GET", address);

        Assert.True(answer.Headers.CacheControl?.NoStore);
    }
}
