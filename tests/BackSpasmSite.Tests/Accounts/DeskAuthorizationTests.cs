using System.Net;
using BackSpasmSite.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace BackSpasmSite.Tests.Accounts;

public sealed class DeskAuthorizationTests(SharedSite shared) : IClassFixture<SharedSite>
{
    [Theory]
    [InlineData("GET", "/editor", 302)]
    [InlineData("HEAD", "/editor", 302)]
    [InlineData("GET", "/EDITOR/Account", 301)]
    [InlineData("GET", "/editor/", 301)]
    [InlineData("GET", "/editor/account/", 301)]
    [InlineData("GET", "/editor/nothing", 302)]
    [InlineData("GET", "/editor/nothing/at/all", 302)]
    [InlineData("GET", "/editor/sign-in", 200)]
    [InlineData("GET", "/editor/sign-in-again", 303)]
    [InlineData("GET", "/editor/second-factor", 303)]
    [InlineData("GET", "/editor/sign-out", 302)]
    [InlineData("PUT", "/editor", 405)]
    [InlineData("PUT", "/editor/account", 405)]
    [InlineData("OPTIONS", "/editor/sign-in", 405)]
    [InlineData("POST", "/editor/account", 303)]
    [InlineData("POST", "/editor/reports/1", 307)]
    [InlineData("POST", "/editor/sign-in-again", 400)]
    [InlineData("POST", "/editor/sign-in", 400)]
    [InlineData("DELETE", "/editor/nothing", 405)]
    public async Task Nothing_at_the_desk_is_kept_or_listed_and_nobody_is_let_in_signed_out(string method, string address, int status)
    {
        var site = shared.Site;
        using var answer = await site.AskAsync(method, address);

        Assert.Equal((HttpStatusCode)status, answer.StatusCode);
        AssertKeptOut(answer);
        if (status == 405) Assert.Equal(["GET", "HEAD", "POST"], answer.Content.Headers.Allow);
    }

    [Theory]
    [InlineData("GET", "/editor", 200)]
    [InlineData("HEAD", "/editor/account", 200)]
    [InlineData("GET", "/editor/nothing", 404)]
    [InlineData("POST", "/editor/nothing", 404)]
    [InlineData("PUT", "/editor/nothing", 404)]
    [InlineData("PUT", "/editor/account", 405)]
    [InlineData("GET", "/editor/sign-out", 405)]
    [InlineData("GET", "/editor/account/second-factor", 303)]
    public async Task The_same_is_true_signed_in(string method, string address, int status)
    {
        var site = shared.Site;
        using var browser = await site.SignInAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        using var answer = await browser.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode)status, answer.StatusCode);
        AssertKeptOut(answer);
        if (status == 405) Assert.Equal(address == "/editor/sign-out" ? ["POST"] : ["GET", "HEAD", "POST"], answer.Content.Headers.Allow);
    }

    [Fact]
    public async Task Every_page_of_the_desk_asks_for_an_editor_unless_it_is_the_way_in()
    {
        var site = shared.Site;
        using var browser = site.SignedOut();
        var routes = site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Select(endpoint => $"/{endpoint.RoutePattern.RawText?.TrimStart('/')}")
            .Where(route => route.StartsWith("/editor", StringComparison.Ordinal))
            .Distinct().ToList();

        Assert.NotEmpty(routes);
        foreach (var route in routes.Except(["/editor/sign-in", "/editor/sign-in-again", "/editor/second-factor", "/editor/sign-out"]))
        {
            using var answer = await browser.GetAsync(System.Text.RegularExpressions.Regex.Replace(route, @"\{[^}]*\}", "1"), TestContext.Current.CancellationToken);
            Assert.True(answer.StatusCode is HttpStatusCode.Found or HttpStatusCode.MethodNotAllowed, $"{route} answers {answer.StatusCode}");
        }
    }

    [Theory]
    [InlineData("/editor", true)]
    [InlineData("/EDITOR/account", true)]
    [InlineData("/editor/nothing/at/all", true)]
    [InlineData("/editor//x", true)]
    [InlineData("/editorial-policy", false)]
    [InlineData("/articles/editor", false)]
    [InlineData("/", false)]
    public async Task Every_path_below_the_desk_is_closed_whatever_answers_there_and_no_other_path(string path, bool isClosed)
    {
        var accessor = new HttpContextAccessor { HttpContext = new DefaultHttpContext { Request = { Path = path } } };
        var policies = new DeskPolicyProvider(Microsoft.Extensions.Options.Options.Create(new AuthorizationOptions()), accessor);

        Assert.Equal(isClosed, await policies.GetFallbackPolicyAsync() is not null);
    }

    [Fact]
    public async Task A_reader_page_neither_reads_nor_sets_a_cookie()
    {
        var time = new SetTime(new(2026, 11, 24, 8, 0, 0, TimeSpan.Zero));
        await using var site = new TestSite { Time = time };
        using var browser = await site.SignInAsync();
        using var inside = await browser.GetAsync("/editor", TestContext.Current.CancellationToken);
        var cookie = inside.RequestMessage!.Headers.GetValues("Cookie").Single();
        var seen = Assert.Single(site.Database.Read("SELECT SeenAt FROM DeskSessions"));
        time.Now += TimeSpan.FromHours(3);

        foreach (var address in (string[])["/", "/articles/heat-or-ice", "/nothing", "/editorial-policy", "/feedback/thanks?article=heat-or-ice&helpful=yes", "/feed.xml"])
        {
            using var answer = await site.AskAsync("GET", address, ("Cookie", cookie));
            Assert.False(answer.Headers.Contains("Set-Cookie"));
        }

        Assert.Equal([seen], site.Database.Read("SELECT SeenAt FROM DeskSessions"));
        using var desk = await site.AskAsync("GET", "/editor", ("Cookie", cookie));
        Assert.NotEqual([seen], site.Database.Read("SELECT SeenAt FROM DeskSessions"));
    }

    [Theory]
    [InlineData("/editor/account", "/editor/sign-in?return=%2Feditor%2Faccount")]
    [InlineData("/editor?state=new&page=2", "/editor/sign-in?return=%2Feditor%3Fstate%3Dnew%26page%3D2")]
    [InlineData("/editor", "/editor/sign-in")]
    [InlineData("/editor/%2f%2fevil.example", "/editor/sign-in")]
    public async Task A_signed_out_address_leads_back_after_sign_in(string address, string target)
    {
        var site = shared.Site;
        using var answer = await site.AskAsync("GET", address);

        Assert.Equal(target, answer.Headers.Location?.OriginalString);
    }

    [Theory]
    [InlineData("/editor", "/editor")]
    [InlineData("/editor/articles/heat-or-ice", "/editor/articles/heat-or-ice")]
    [InlineData("/editor/reports/12?from=%2Feditor", "/editor/reports/12?from=%2Feditor")]
    [InlineData("//evil.example", "/editor")]
    [InlineData("/\\evil.example", "/editor")]
    [InlineData("\\\\evil.example", "/editor")]
    [InlineData("https://evil.example/editor", "/editor")]
    [InlineData("javascript:alert(1)", "/editor")]
    [InlineData("/%2fevil.example", "/editor")]
    [InlineData("%2f%2fevil.example", "/editor")]
    [InlineData("/editor//evil.example", "/editor")]
    [InlineData("/editor/../..//evil.example", "/editor")]
    [InlineData("/editor/%2e%2e//evil.example", "/editor")]
    [InlineData("/editor\\..\\evil", "/editor")]
    [InlineData("/editor@evil.example", "/editor")]
    [InlineData("/editorial", "/editor")]
    [InlineData("/articles/heat-or-ice", "/editor")]
    [InlineData("/editor/sign-out", "/editor")]
    [InlineData("/editor/Sign-In?return=/editor/sign-in", "/editor")]
    [InlineData("/editor\n", "/editor")]
    [InlineData("/\t/evil.example", "/editor")]
    [InlineData("", "/editor")]
    public async Task Sign_in_leads_to_an_address_of_the_desk_and_nowhere_else(string asked, string led)
    {
        Assert.Equal(led, ReturnAddress.Of(asked));

        var site = shared.Site;
        using var browser = await site.SignInAsync();
        using var answer = await browser.GetAsync($"/editor/sign-in?return={Uri.EscapeDataString(asked)}", TestContext.Current.CancellationToken);
        Assert.Equal(led, answer.Headers.Location?.OriginalString);
    }

    [Theory]
    [InlineData("cross-site", true)]
    [InlineData("same-origin", false)]
    [InlineData("none", false)]
    public async Task Who_follows_a_link_on_another_site_may_be_signed_in_all_the_same(string from, bool offered)
    {
        var site = shared.Site;
        using var answer = await site.AskAsync("GET", "/editor/sign-in?return=/editor/account", ("Sec-Fetch-Site", from));

        Assert.Equal(offered, (await answer.ReadPageAsync()).QuerySelector("main a[href='/editor/account']") is not null);
    }

    private static void AssertKeptOut(HttpResponseMessage answer)
    {
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        Assert.Equal("noindex", Assert.Single(answer.Headers.GetValues("X-Robots-Tag")));
        Assert.DoesNotContain("http", answer.Headers.Location?.OriginalString ?? "", StringComparison.Ordinal);
    }
}
