using BackSpasmSite.Options;
using Microsoft.Extensions.Configuration;

namespace BackSpasmSite.Tests.Cli;

/// <summary>Where <c>health</c> asks; what it says of a running site is in <c>InstalledSiteTests</c>.</summary>
public sealed class HealthCommandTests
{
    [Theory]
    [InlineData("urls", null, "http://localhost:5080/")]
    [InlineData("urls", "http://*:8080", "http://localhost:8080/")]
    [InlineData("urls", "http://+:8080", "http://localhost:8080/")]
    [InlineData("urls", "http://0.0.0.0:8080", "http://localhost:8080/")]
    [InlineData("urls", "http://[::]:8080", "http://localhost:8080/")]
    [InlineData("urls", "http://127.0.0.1:8080", "http://127.0.0.1:8080/")]
    [InlineData("urls", "https://*:8443;http://*:8080", "http://localhost:8080/")]
    [InlineData("http_ports", "8080", "http://localhost:8080/")]
    [InlineData("Kestrel:Endpoints:Web:Url", "http://10.0.0.7:81", "http://10.0.0.7:81/")]
    [InlineData("urls", "http://unix:/run/site.sock", null)]
    public void It_asks_where_the_site_listens(string key, string? value, string? address) => Assert.Equal(
        address,
        ListenAddresses.OnThisMachine(new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create(key, value)]).Build())?.ToString());

    [Theory]
    [InlineData("--urls=nonsense", "urls: ")]
    [InlineData("--urls=http://unix:/run/site.sock", "The site listens on a socket in the file system only")]
    public async Task What_it_can_t_ask_is_told(string setting, string said)
    {
        var answer = await CommandOutput.ByAsync(Path.GetTempPath(), "health", setting);

        Assert.Equal(2, answer.ExitCode);
        Assert.StartsWith(said, Assert.Single(answer.ErrorLines), StringComparison.Ordinal);
    }
}
