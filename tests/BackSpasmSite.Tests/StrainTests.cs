using System.Net;
using System.Net.Sockets;

namespace BackSpasmSite.Tests;

/// <summary>The real program under stress, bounded and on this machine only.</summary>
public sealed class StrainTests : IDisposable
{
    private readonly ContentOnDisk _content = ContentOnDisk.Small();

    private string Data => Path.Combine(_content.Parent, "data");

    public void Dispose() => _content.Dispose();

    [Fact]
    public async Task With_few_descriptors_it_refuses_connections_and_lives_on_and_with_too_few_it_says_so()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux says how many descriptors there are.");
        var (code, error) = await SiteProcess.FailWithAsync(_content.Path, Data, 256);
        Assert.Equal(2, code);
        Assert.Contains("Raise the limit", Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);

        await using var site = await SiteProcess.StartWithAsync(_content.Path, Data, 450);
        var address = site.Browser.BaseAddress!;
        var held = new List<TcpClient>();
        for (var number = 0; number < 200; number++)
        {
            var client = new TcpClient();
            await client.ConnectAsync(address.Host, address.Port, TestContext.Current.CancellationToken);
            held.Add(client);
        }

        Assert.InRange(site.Descriptors, 1, 450);
        held.ForEach(client => client.Dispose());

        foreach (var page in (string[])["/", "/articles/heat-or-ice", "/feed.xml", "/editor/sign-in", "/healthz/ready?for=reports"])
            Assert.Equal(HttpStatusCode.OK, await PatientlyAsync(site, page));
        Assert.False(site.HasExited);
    }

    [Fact]
    public async Task It_stops_in_ten_seconds_although_an_upload_stalls_and_nobody_reads_its_log()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGTERM.");
        await using var site = await SiteProcess.StartUnreadAsync(_content.Path, Data);
        // More than any pipe and the log's queue hold.
        for (var number = 0; number < 3_000; number++)
            using (var answer = await site.Browser.GetAsync("/healthz/live", TestContext.Current.CancellationToken))
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using var stalled = new TcpClient();
        await stalled.ConnectAsync(site.Browser.BaseAddress!.Host, site.Browser.BaseAddress.Port, TestContext.Current.CancellationToken);
        await stalled.GetStream().WriteAsync("POST /feedback HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 60000\r\n\r\narticle="u8.ToArray(), TestContext.Current.CancellationToken);

        Assert.Equal(0, await site.StopAsync(TimeSpan.FromSeconds(25)));
    }

    [Theory]
    // Early, while the services start one after the other, and late.
    [InlineData("Migrating the database")]
    [InlineData("Published an edition")]
    [InlineData("Now listening on")]
    public async Task Told_to_stop_while_it_starts_it_ends_well_and_without_an_error(string words)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGTERM.");
        var (code, output, error) = await SiteProcess.StopAtAsync(_content.Path, Data, words, TimeSpan.FromSeconds(30));

        Assert.Equal(0, code);
        Assert.Empty(error);
        Assert.DoesNotContain("\"@l\":\"Error\"", output, StringComparison.Ordinal);
        Assert.DoesNotContain("\"@l\":\"Fatal\"", output, StringComparison.Ordinal);
    }

    /// <summary>A connection that has just been closed may still count for a moment.</summary>
    private static async Task<HttpStatusCode> PatientlyAsync(SiteProcess site, string page)
    {
        HttpStatusCode status = default;
        await Polling.UntilAsync(async () =>
        {
            try
            {
                using var answer = await site.Browser.GetAsync(page, TestContext.Current.CancellationToken);
                status = answer.StatusCode;
                // A busy machine may ask for another attempt.
                return status != HttpStatusCode.ServiceUnavailable;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        });
        return status;
    }
}
