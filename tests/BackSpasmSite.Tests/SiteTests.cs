using BackSpasmSite.Content;
using BackSpasmSite.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Serilog.Events;

namespace BackSpasmSite.Tests;

public sealed class SiteTests
{
    [Theory]
    [InlineData("", true)]
    [InlineData("https://www.example.org", false)]
    public async Task A_site_that_does_not_know_its_address_says_so_in_the_log(string baseUrl, bool warned)
    {
        await using var site = new TestSite { Settings = [("Site:BaseUrl", baseUrl)] };
        using var answer = await site.AskAsync("GET", "/about");

        Assert.Equal(warned, site.Events.Any(happened => happened.Level == LogEventLevel.Warning && happened.MessageTemplate.Text.StartsWith("Site:BaseUrl", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Nobody_is_sent_to_a_site_without_an_edition()
    {
        var result = await new ContentHealthCheck(new CurrentEdition()).CheckHealthAsync(new HealthCheckContext(), TestContext.Current.CancellationToken);

        Assert.Equal(HealthStatus.Unhealthy, result.Status);
    }
}
