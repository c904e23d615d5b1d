using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Tests.Http;

public sealed class TrustedProxiesTests
{
    [Fact]
    public async Task Nobody_is_trusted_unless_named()
    {
        await using var site = new TestSite { Settings = [("FORWARDEDHEADERS_ENABLED", "true")] };
        using var answer = await site.AskAsync("GET", "/about", ("X-Forwarded-Proto", "https"));

        Assert.Equal(ForwardedHeaders.None, Options(site).ForwardedHeaders);
        Assert.False(answer.Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task Only_the_named_are_believed_who_asks_and_how_and_never_for_which_host()
    {
        await using var site = new TestSite { Settings = [("Site:TrustedProxies", "10.0.0.7, 192.168.0.0/16")] };
        var options = Options(site);

        Assert.Equal(ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, options.ForwardedHeaders);
        Assert.Equal("10.0.0.7", Assert.Single(options.KnownProxies).ToString());
        Assert.Equal("192.168.0.0/16", Assert.Single(options.KnownIPNetworks).ToString());
    }

    private static ForwardedHeadersOptions Options(TestSite site) =>
        site.Services.GetRequiredService<IOptions<ForwardedHeadersOptions>>().Value;
}
