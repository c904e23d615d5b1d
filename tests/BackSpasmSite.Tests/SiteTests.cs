using System.Net;
using BackSpasmSite.Content;
using BackSpasmSite.Http;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
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
    public async Task Nothing_reads_the_keys_of_the_desks_cookies_while_the_site_starts()
    {
        await using var site = new TestSite();

        Assert.DoesNotContain(site.Services.GetServices<IHostedService>(), service => service.GetType().Assembly == typeof(KeyManagementOptions).Assembly);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_site_starts_with_a_folder_that_is_empty_or_full_of_broken_files(bool isBroken)
    {
        await using var site = new TestSite();
        foreach (var file in Directory.EnumerateFiles(site.Content.Path, "*", SearchOption.AllDirectories).ToList())
        {
            if (isBroken) await File.WriteAllTextAsync(file, "{ \"[: \0\n---\n\t- :::", TestContext.Current.CancellationToken);
            else File.Delete(file);
        }

        foreach (var address in (string[])["/", "/articles", "/topics", "/corrections", "/feed.xml", "/sitemap.xml", "/robots.txt", "/healthz/ready"])
        {
            using var answer = await site.AskAsync("GET", address);
            Assert.Equal((address, HttpStatusCode.OK), (address, answer.StatusCode));
        }

        site.Content.Write("articles/new.md", "---\ntitle: New\ndescription: What is new.\nauthor: ann\npublished: 2026-11-01\ntopics: [heat]\n---\nNew.\n");
        Assert.NotNull(await site.Services.GetRequiredService<CurrentEdition>().WaitUntilAsync(edition => edition.Find("new") is not null));
    }

    [Fact]
    public async Task Nobody_is_sent_to_a_site_without_an_edition()
    {
        var result = await new ContentHealthCheck(new CurrentEdition()).CheckHealthAsync(new HealthCheckContext(), TestContext.Current.CancellationToken);

        Assert.Equal(HealthStatus.Unhealthy, result.Status);
    }
}
