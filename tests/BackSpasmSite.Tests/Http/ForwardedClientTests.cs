using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace BackSpasmSite.Tests.Http;

/// <summary>Forwarded headers are trusted only from the proxies that the operator configured.</summary>
public sealed class ForwardedClientTests
{
    [Theory]
    [InlineData("", "10.0.0.7", 429)]
    [InlineData("10.0.0.8", "10.0.0.7", 429)]
    [InlineData("10.0.0.7", "10.0.0.7", 303)]
    [InlineData("10.0.0.0/8", "10.0.0.7", 303)]
    [InlineData("10.0.0.0/8", "::ffff:10.0.0.7", 303)]
    [InlineData("127.0.0.1", "10.0.0.7", 429)]
    public async Task The_thirty_first_report_is_refused_unless_a_trusted_proxy_names_another_client(string trusted, string from, int status)
    {
        await using var site = new TestSite
        {
            Settings = [("Site:TrustedProxies", trusted)],
            Instead = services => services.AddSingleton<IStartupFilter>(new FromAddress(from)),
        };
        using var reader = site.Browser();
        reader.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.1");
        for (var number = 1; number <= 30; number++) Assert.Equal(303, await SendAsync(reader, number));
        Assert.Equal(429, await SendAsync(reader, 31));

        using var other = site.Browser();
        other.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.2");
        Assert.Equal(status, await SendAsync(other, 31));
    }

    [Fact]
    public async Task What_a_reader_writes_before_the_proxy_s_own_word_is_not_believed()
    {
        await using var site = new TestSite
        {
            Settings = [("Site:TrustedProxies", "10.0.0.0/8"), ("Feedback:ReportsPerHour", "1")],
            Instead = services => services.AddSingleton<IStartupFilter>(new FromAddress("10.0.0.7")),
        };
        var statuses = new List<int>();
        foreach (var invented in (string[])["198.51.100.1", "198.51.100.2", "nonsense"])
        {
            using var reader = site.Browser();
            // The last one is what the first proxy in the chain saw; 10.0.0.6 is another of ours.
            reader.DefaultRequestHeaders.Add("X-Forwarded-For", $"{invented}, 203.0.113.1, 10.0.0.6");
            statuses.Add(await SendAsync(reader, statuses.Count));
        }

        Assert.Equal([303, 429, 429], statuses);
    }

    private static async Task<int> SendAsync(HttpClient reader, int number)
    {
        using var answer = await reader.ReportAsync($"Number {number}.");
        return (int)answer.StatusCode;
    }
}
