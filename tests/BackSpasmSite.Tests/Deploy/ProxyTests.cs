using System.Net;
using System.Net.Http.Headers;

namespace BackSpasmSite.Tests.Deploy;

/// <summary>What a reader gets through a proxy that is set up as <c>deploy</c> says.</summary>
public abstract class ProxyTests(ProxiedSite site)
{
    private const string Article = "/articles/heat-or-ice";

    [Theory]
    [InlineData("br", "1.1")]
    [InlineData("gzip", "2.0")]
    [InlineData("identity", "2.0")]
    public async Task A_page_is_the_site_s_own_bytes_with_its_own_headers(string coding, string version)
    {
        Installed.Require(site.Program);
        using var browser = site.Browser();
        using var through = await AskAsync(browser, Article, ("Accept-Encoding", coding), version);
        using var direct = await AskAsync(site.Direct, Article, ("Accept-Encoding", coding), "1.1");

        Assert.Equal(HttpStatusCode.OK, through.StatusCode);
        Assert.Equal(version, through.Version.ToString());
        Assert.Equal(coding == "identity" ? [] : [coding], through.Content.Headers.ContentEncoding);
        Assert.Equal(await direct.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken), await through.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        foreach (var name in (string[])["ETag", "Vary", "Cache-Control", "Content-Security-Policy", "Strict-Transport-Security", "X-Content-Type-Options", "Last-Modified"])
            Assert.Equal(Header(direct, name), Header(through, name));
        Assert.Contains("max-age=", Header(through, "Strict-Transport-Security"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_browser_that_has_the_page_gets_304_and_HEAD_gets_no_body()
    {
        Installed.Require(site.Program);
        using var browser = site.Browser();
        using var first = await AskAsync(browser, Article, ("Accept-Encoding", "br"), "2.0");
        using var request = new HttpRequestMessage(HttpMethod.Get, Article) { Headers = { { "Accept-Encoding", "br" }, { "If-None-Match", Header(first, "ETag") } } };
        using var second = await browser.SendAsync(request, TestContext.Current.CancellationToken);
        using var head = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Head, Article), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Equal(Header(first, "ETag"), Header(second, "ETag"));
        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Plain_HTTP_leads_to_HTTPS()
    {
        Installed.Require(site.Program);
        using var browser = site.Browser();
        using var answer = await browser.GetAsync($"http://{ProxiedSite.Host}{Article}?q=1", TestContext.Current.CancellationToken);

        Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.MovedPermanently, HttpStatusCode.PermanentRedirect });
        Assert.Equal($"https://{ProxiedSite.Host}{Article}?q=1", answer.Target());
    }

    [Fact]
    public async Task The_desk_s_cookies_are_secure()
    {
        Installed.Require(site.Program);
        using var browser = site.Browser();
        using var answer = await browser.GetAsync("/editor/sign-in", TestContext.Current.CancellationToken);

        Assert.All(answer.Headers.GetValues("Set-Cookie"), cookie => Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>One report an hour for each address: what a sender claims in X-Forwarded-For makes no other sender of it.</summary>
    [Fact]
    public async Task Readers_are_told_apart_by_the_address_that_the_proxy_saw()
    {
        Installed.Require(site.Program);
        using var one = site.Browser("127.0.0.21");
        using var other = site.Browser("127.0.0.22");

        Assert.Equal(HttpStatusCode.SeeOther, await ReportAsync(one, "First.", "198.51.100.1"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await ReportAsync(one, "Second.", "198.51.100.2"));
        Assert.Equal(HttpStatusCode.SeeOther, await ReportAsync(other, "Third.", "198.51.100.1"));
    }

    private static async Task<HttpStatusCode> ReportAsync(HttpClient browser, string message, string claimed)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/feedback") { Content = Reader.UrlEncoded(("article", Reader.Article), ("message", message)) };
        request.Headers.Add("X-Forwarded-For", claimed);
        request.Headers.Add("Origin", $"https://{ProxiedSite.Host}");
        using var answer = await browser.SendAsync(request, TestContext.Current.CancellationToken);
        if (answer.StatusCode is HttpStatusCode.SeeOther) Assert.StartsWith("/feedback/", answer.Target(), StringComparison.Ordinal);
        return answer.StatusCode;
    }

    private static Task<HttpResponseMessage> AskAsync(HttpClient browser, string address, (string Name, string Value) header, string version)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address) { Version = Version.Parse(version), VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        request.Headers.Add(header.Name, header.Value);
        return browser.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static string Header(HttpResponseMessage answer, string name) =>
        ((HttpHeaders[])[answer.Headers, answer.Content.Headers]).SelectMany(headers => headers.TryGetValues(name, out var values) ? values : []).Aggregate("", (all, value) => $"{all}{value}");
}

public sealed class NginxTests(NginxSite site) : ProxyTests(site), IClassFixture<NginxSite>
{
    private readonly NginxSite _site = site;

    [Theory]
    [InlineData("https", HttpStatusCode.OK)]
    [InlineData("http", HttpStatusCode.MovedPermanently)]
    public async Task It_listens_at_the_addresses_of_IPv6_too(string scheme, HttpStatusCode status)
    {
        Installed.Require(_site.Program);
        using var browser = _site.Browser($"{NginxSite.Second}", NginxSite.Second);
        using var answer = await browser.GetAsync(new Uri($"{scheme}://{ProxiedSite.Host}/articles/heat-or-ice"), TestContext.Current.CancellationToken);

        Assert.Equal(status, answer.StatusCode);
    }
}

public sealed class ComposedNginxTests(ComposedNginxSite site) : ProxyTests(site), IClassFixture<ComposedNginxSite>;

public sealed class CaddyTests(CaddySite site) : ProxyTests(site), IClassFixture<CaddySite>;

public sealed class CaddyWithTwoUpstreamsTests(CaddyWithTwoUpstreams site) : IClassFixture<CaddyWithTwoUpstreams>
{
    [Fact]
    public async Task A_process_that_has_ended_costs_no_read_and_no_report()
    {
        Installed.Require(site.Program);
        using var browser = site.Browser();
        for (var number = 0; number < 10; number++)
            Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/articles/heat-or-ice", TestContext.Current.CancellationToken)).StatusCode);

        using var report = await browser.ReportAsync("Through the one that is left.");
        Assert.Equal(HttpStatusCode.SeeOther, report.StatusCode);
    }
}
