using System.Net;

namespace BackSpasmSite.Tests.Data;

/// <summary>On a full disk, a report is handed back to its sender, and everybody else can go on reading.</summary>
public sealed class FullDiskTests
{
    private static readonly string Filler = new('x', 3900);

    [Fact]
    public async Task What_was_acknowledged_stays_and_reading_goes_on()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no limit on the size of a file.");
        using var content = ContentOnDisk.Small();
        var data = Path.Combine(content.Parent, "data");
        var receipts = new List<string>();
        await using (var site = await SiteProcess.StartAsync(content.Path, data, largestFile: 700))
        {
            HttpResponseMessage answer;
            var sent = 0;
            do
            {
                answer = await site.Browser.ReportAsync($"Report {receipts.Count} {Filler}");
                if (answer.StatusCode == HttpStatusCode.SeeOther) receipts.Add(answer.Target());
                Assert.True(++sent < 1000, "The disk is never full, or always.");
            }
            // A busy machine may be too slow for the first one.
            while (answer.StatusCode == HttpStatusCode.SeeOther || receipts.Count == 0);

            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.Contains($"Report {receipts.Count} {Filler}", (await answer.PageAsync()).QuerySelector("#f-message")!.TextContent, StringComparison.Ordinal);
            await AssertKeptAsync(site, receipts);
        }

        Assert.NotEmpty(receipts);
        await using var roomy = await SiteProcess.StartAsync(content.Path, data);
        await AssertKeptAsync(roomy, receipts);
        Assert.Equal(HttpStatusCode.SeeOther, (await roomy.Browser.ReportAsync("There is room again.")).StatusCode);
        Assert.Equal(receipts.Count + 1, new DatabaseFile(Path.Combine(data, "site.db")).Read("SELECT Receipt FROM Reports").Count);
    }

    private static async Task AssertKeptAsync(SiteProcess site, List<string> receipts)
    {
        Assert.Contains("pleasant", (await site.Browser.PageAsync("/articles/heat-or-ice")).Body!.TextContent, StringComparison.Ordinal);
        for (var number = 0; number < receipts.Count; number++)
            Assert.Contains($"Report {number} ", (await site.Browser.PageAsync(receipts[number])).Body!.TextContent, StringComparison.Ordinal);
    }
}
