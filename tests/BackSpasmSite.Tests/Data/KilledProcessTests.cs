using System.Collections.Concurrent;
using System.Net;

namespace BackSpasmSite.Tests.Data;

/// <summary>Whatever was acknowledged survives the death of the process.</summary>
public sealed class KilledProcessTests
{
    [Fact]
    public async Task No_acknowledged_report_is_lost_by_killing_the_program_under_load()
    {
        using var content = ContentOnDisk.Small();
        var data = Path.Combine(content.Parent, "data");
        var acknowledged = new ConcurrentDictionary<string, string>();
        var site = await SiteProcess.StartAsync(content.Path, data);
        try
        {
            foreach (var until in (int[])[1, 40, 130])
            {
                await SendUntilKilledAsync(site, acknowledged, until);
                await site.DisposeAsync();
                site = await SiteProcess.StartAsync(content.Path, data);
                await site.UntilReadyAsync();

                Assert.True(acknowledged.Count >= until);
                await Task.WhenAll(acknowledged.Select(report => AssertKeptAsync(site, report.Key, report.Value)));
                Assert.True(new DatabaseFile(Path.Combine(data, "site.db")).Read("SELECT Receipt FROM Reports").Count >= acknowledged.Count);
            }
        }
        finally
        {
            await site.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_program_that_is_killed_while_it_makes_the_database_keeps_the_next_from_nothing()
    {
        using var content = ContentOnDisk.Small();
        var data = Path.Combine(content.Parent, "data");
        await SiteProcess.KillAtAsync(content.Path, data, "Migrating the database");

        await using var site = await SiteProcess.StartAsync(content.Path, data);
        await site.UntilReadyAsync();
        Assert.Equal(HttpStatusCode.SeeOther, (await site.Browser.ReportAsync("Words.")).StatusCode);
    }

    /// <summary>Several clients send different reports at once until one answer more than allowed has come, and the program is killed.</summary>
    private static async Task SendUntilKilledAsync(SiteProcess site, ConcurrentDictionary<string, string> acknowledged, int until)
    {
        var sent = 0;
        await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
        {
            try
            {
                while (true)
                {
                    var message = $"Until {until}, report {Interlocked.Increment(ref sent)}: {new string('x', 500)}";
                    var receipt = await site.Browser.ReportPatientlyAsync(message);
                    Assert.Matches("^/feedback/[0-9a-f]{32}$", receipt);
                    acknowledged[receipt] = message;
                    if (acknowledged.Count >= until) site.Kill();
                }
            }
            catch (HttpRequestException)
            {
                // The program is dead, and this report was not acknowledged.
            }
        }));
    }

    private static async Task AssertKeptAsync(SiteProcess site, string receipt, string message)
    {
        using var answer = await site.Browser.GetAsync(receipt, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains(message, (await answer.PageAsync()).Body!.TextContent, StringComparison.Ordinal);
    }
}
