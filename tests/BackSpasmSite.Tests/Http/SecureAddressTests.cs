using System.Net;
using BackSpasmSite.Options;
using Serilog.Events;

namespace BackSpasmSite.Tests.Http;

/// <summary>What follows from an https address of the site, however a request arrives.</summary>
public sealed class SecureAddressTests
{
    private const string Warning = "Site:TrustedProxies is empty although Site:BaseUrl is https";

    [Theory]
    [InlineData("https://spine.example", null, true)]
    [InlineData("HTTPS://spine.example:8443", "10.0.0.7", true)]
    [InlineData("http://spine.example", null, false)]
    public async Task Cookies_are_Secure_and_browsers_told_to_come_by_HTTPS(string baseUrl, string? proxy, bool isSecure)
    {
        await using var site = new TestSite { Settings = proxy is null ? [("Site:BaseUrl", baseUrl)] : [("Site:BaseUrl", baseUrl), ("Site:TrustedProxies", proxy)] };
        await site.UntilReadyAsync();

        using var page = await site.AskAsync("GET", "/editor/sign-in");

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        var cookies = page.Headers.GetValues("Set-Cookie").ToList();
        Assert.NotEmpty(cookies);
        Assert.All(cookies, cookie => Assert.Equal(isSecure, cookie.Contains("; secure", StringComparison.OrdinalIgnoreCase)));
        foreach (var address in (string[])["/", "/nowhere", "/editor", "/feed.xml"])
        {
            using var answer = await site.AskAsync("GET", address);
            Assert.Equal(isSecure, answer.Headers.Contains("Strict-Transport-Security"));
        }

        Assert.Equal(isSecure && proxy is null, site.Events.Any(said => said.Level == LogEventLevel.Warning && said.RenderMessage(null).StartsWith(Warning, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("urls", "http://127.0.0.1:8080;https://127.0.0.1:8443", true)]
    [InlineData("https_ports", "443", true)]
    [InlineData("Kestrel:Endpoints:Web:Url", "HTTPS://*:443", true)]
    [InlineData("urls", "http://127.0.0.1:8080", false)]
    [InlineData("http_ports", "443", false)]
    public void A_program_that_speaks_HTTPS_itself_needs_no_proxy(string key, string value, bool speaks)
    {
        var configuration = new Microsoft.Extensions.Configuration.ConfigurationBuilder();
        Microsoft.Extensions.Configuration.MemoryConfigurationBuilderExtensions.AddInMemoryCollection(configuration, [new(key, value)]);

        Assert.Equal(speaks, ListenAddresses.SpeakHttps(configuration.Build()));
    }
}
