using System.Net;

namespace BackSpasmSite.Tests.Http;

/// <summary>Only our own pages, and clients that are not browsers, may post.</summary>
public sealed class CrossOriginPostGuardTests(CrossOriginPostGuardTests.NamedSite shared) : IClassFixture<CrossOriginPostGuardTests.NamedSite>
{
    [Theory]
    [InlineData("same-origin", null, "localhost", true)]
    [InlineData("none", null, "localhost", true)]
    [InlineData("same-site", null, "localhost", false)]
    [InlineData("cross-site", null, "localhost", false)]
    [InlineData("", null, "localhost", false)]
    [InlineData("nonsense", null, "localhost", false)]
    [InlineData("Same-Origin", null, "localhost", false)]
    [InlineData("same-origin, cross-site", null, "localhost", false)]
    // Sec-Fetch-Site takes precedence over the origin.
    [InlineData("same-origin", "http://evil.example", "localhost", true)]
    [InlineData("cross-site", "http://localhost", "localhost", false)]
    [InlineData(null, null, "localhost", true)]
    [InlineData(null, "null", "localhost", false)]
    [InlineData(null, "", "localhost", false)]
    [InlineData(null, "nonsense", "localhost", false)]
    [InlineData(null, "/", "localhost", false)]
    [InlineData(null, "file:///", "localhost", false)]
    [InlineData(null, "http://localhost", "localhost", true)]
    [InlineData(null, "http://LOCALHOST", "localhost", true)]
    [InlineData(null, "http://localhost:80", "localhost", true)]
    [InlineData(null, "http://localhost", "localhost:80", true)]
    [InlineData(null, "http://localhost:5080", "localhost:5080", true)]
    [InlineData(null, "http://localhost:5081", "localhost:5080", false)]
    [InlineData(null, "http://localhost", "localhost:5080", false)]
    [InlineData(null, "http://localhost:5080", "localhost", false)]
    // A proxy terminates HTTPS and forwards the original host.
    [InlineData(null, "https://www.example.org", "www.example.org", true)]
    [InlineData(null, "https://www.example.org", "www.example.org:443", true)]
    [InlineData(null, "https://www.example.org:8443", "www.example.org", false)]
    [InlineData(null, "https://example.org", "www.example.org", false)]
    [InlineData(null, "https://www.example.org.evil.example", "www.example.org", false)]
    [InlineData(null, "https://www.example.org@evil.example", "www.example.org", false)]
    [InlineData(null, "http://[::1]:5080", "[::1]:5080", true)]
    [InlineData(null, "http://[::2]:5080", "[::1]:5080", false)]
    [InlineData(null, "http://[0:0:0:0:0:0:0:1]:5080", "[::1]:5080", true)]
    [InlineData(null, "http://[::1]:5080", "[0:0::1]:5080", true)]
    [InlineData(null, "http://spine.example.", "spine.example", true)]
    [InlineData(null, "http://spine.example", "spine.example.", true)]
    [InlineData(null, "http://spine.example..", "spine.example", false)]
    [InlineData(null, "https://rücken.example", "xn--rcken-kva.example", true)]
    [InlineData(null, "https://xn--rcken-kva.example", "rücken.example", true)]
    [InlineData(null, "https://RÜCKEN.example", "xn--rcken-kva.example", true)]
    // A proxy that sends another host, and a browser without Sec-Fetch-Site: the site's own address counts.
    [InlineData(null, "http://bäcks.example:8080", "127.0.0.1:8080", true)]
    [InlineData(null, "http://BÄCKS.example:8080", "127.0.0.1:8080", true)]
    [InlineData(null, "http://xn--bcks-loa.example:8080", "127.0.0.1:8080", true)]
    [InlineData(null, "http://xn--bcks-loa.example.:8080", "127.0.0.1:8080", true)]
    [InlineData(null, "https://bäcks.example:8080", "127.0.0.1:8080", false)]
    [InlineData(null, "http://bäcks.example", "127.0.0.1:8080", false)]
    [InlineData(null, "http://www.bäcks.example:8080", "127.0.0.1:8080", false)]
    [InlineData(null, "http://bäcks.example:8080.evil.example", "127.0.0.1:8080", false)]
    [InlineData(null, "http://bäcks.example:8080@evil.example", "127.0.0.1:8080", false)]
    [InlineData(null, "http://user@xn--bcks-loa.example:8080", "127.0.0.1:8080", false)]
    [InlineData(null, "http://xn--bcks-loa.example:8080/path", "127.0.0.1:8080", false)]
    [InlineData(null, "http://xn--bcks-loa.example:8080 http://evil.example", "127.0.0.1:8080", false)]
    [InlineData(null, "http://xn--bcks-loa.example:8080, http://evil.example", "127.0.0.1:8080", false)]
    [InlineData(null, "ftp://localhost", "localhost", false)]
    [InlineData(null, "chrome-extension://localhost", "localhost", false)]
    [InlineData(null, "null", "null", false)]
    [InlineData(null, "NULL", "127.0.0.1:8080", false)]
    [InlineData("same-site", "http://xn--bcks-loa.example:8080", "127.0.0.1:8080", false)]
    [InlineData("cross-site", "http://xn--bcks-loa.example:8080", "127.0.0.1:8080", false)]
    public async Task Where_it_comes_from_decides(string? site, string? origin, string host, bool isOurs)
    {
        var headers = new List<(string, string)> { ("Host", host) };
        if (site is not null) headers.Add(("Sec-Fetch-Site", site));
        if (origin is not null) headers.Add(("Origin", origin));

        foreach (var address in (string[])["/feedback", $"/feedback/{new string('0', 32)}"])
        {
            var answer = await SendAsync(address, headers);
            // Even a post that passes the guard fails here.
            Assert.Equal(!isOurs ? 403 : address == "/feedback" ? 415 : 404, answer.Response.StatusCode);
            Assert.StartsWith("text/html", answer.Response.ContentType, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Another_site_changes_and_erases_nothing()
    {
        using var sent = await shared.Browser.ReportAsync("Stays.");
        using var erasing = await shared.Site.AskAsync("POST", sent.Target(), ("Sec-Fetch-Site", "cross-site"));
        Assert.Equal(HttpStatusCode.Forbidden, erasing.StatusCode);

        Assert.Contains("Stays.", (await shared.Browser.PageAsync(sent.Target())).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reading_is_open_to_everybody()
    {
        using var answer = await shared.Site.AskAsync("GET", "/articles/heat-or-ice", ("Sec-Fetch-Site", "cross-site"), ("Origin", "null"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    /// <summary>One site for all rows, with a non-ASCII name and its own port.</summary>
    public sealed class NamedSite : IAsyncDisposable
    {
        internal TestSite Site { get; } = new() { Settings = [("Site:BaseUrl", "http://bäcks.example:8080")] };

        internal HttpClient Browser => Site.Browser();

        public ValueTask DisposeAsync() => Site.DisposeAsync();
    }

    /// <summary>Not through a client, which would set some of these headers itself.</summary>
    private Task<Microsoft.AspNetCore.Http.HttpContext> SendAsync(string address, List<(string Name, string Value)> headers) =>
        shared.Site.Server.SendAsync(context =>
        {
            context.Request.Method = "POST";
            context.Request.Path = address;
            foreach (var (name, value) in headers) context.Request.Headers[name] = value;
        }, TestContext.Current.CancellationToken);
}
