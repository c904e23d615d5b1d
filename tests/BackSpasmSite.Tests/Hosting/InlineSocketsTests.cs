using System.Net.Sockets;
using System.Text;

namespace BackSpasmSite.Tests.Hosting;

/// <summary>Pages in memory are sent by the threads that listen to the sockets, and nothing that waits may run there.</summary>
public sealed class InlineSocketsTests : IDisposable
{
    private const string Article = "/articles/heat-or-ice";
    private const int Attempts = 3;

    private readonly ContentOnDisk _content = ContentOnDisk.Small();

    public void Dispose() => _content.Dispose();

    [Fact]
    public async Task Readers_of_pages_in_memory_do_not_wait_for_reports_that_wait_for_the_database()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Other systems wait for sockets in other ways.");
        var data = Path.Combine(_content.Parent, "data");
        await using var site = await SiteProcess.StartAsync(_content.Path, data, null, "--Feedback:NetworkReportsPerDay=0");
        await site.UntilReadyAsync();
        await site.Browser.GetStringAsync(Article, TestContext.Current.CancellationToken);
        // By default there would be one for all cores.
        Assert.Equal(Environment.ProcessorCount, site.Threads.Count(name => name == ".NET Sockets"));

        // A machine that stops for three seconds lets the reports end first, which proves nothing.
        for (var attempt = 1; !await ReadBesideReportsAsync(site, new DatabaseFile(Path.Combine(data, "site.db"))); attempt++)
            Assert.True(attempt < Attempts, "Pages came only after the reports.");
    }

    /// <returns>True if pages were sent on new connections while reports on others waited.</returns>
    private static async Task<bool> ReadBesideReportsAsync(SiteProcess site, DatabaseFile database)
    {
        var address = site.Browser.BaseAddress!;
        var waiting = new List<(TcpClient Client, Task<string?> Answer)>();
        using var locked = database.LockWrites();
        try
        {
            // More than there are threads that listen, each with a body that comes in two parts.
            var rest = new List<Func<Task>>();
            for (var number = 0; number < 4 * Environment.ProcessorCount; number++)
            {
                var body = $"article=heat-or-ice&concern=inaccurate&message=Report+number+{number}";
                var client = new TcpClient();
                await client.ConnectAsync(address.Host, address.Port);
                var stream = client.GetStream();
                await SendAsync(stream, $"POST /feedback HTTP/1.1\r\nHost: {address.Authority}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {body.Length}\r\n\r\n{body[..20]}");
                waiting.Add((client, new StreamReader(stream, Encoding.UTF8).ReadLineAsync(TestContext.Current.CancellationToken).AsTask()));
                rest.Add(() => SendAsync(stream, body[20..]));
            }

            foreach (var send in rest) await send();
            for (var reader = 0; reader < 4 * Environment.ProcessorCount; reader++)
            {
                using var browser = new HttpClient { BaseAddress = address };
                Assert.Contains("Heat", await browser.GetStringAsync(Article), StringComparison.Ordinal);
            }

            var isFirst = waiting.All(report => !report.Answer.IsCompleted);
            locked.Dispose();
            foreach (var (_, answer) in waiting) Assert.StartsWith(isFirst ? "HTTP/1.1 303" : "HTTP/1.1 ", await answer, StringComparison.Ordinal);
            return isFirst;
        }
        finally
        {
            foreach (var (client, _) in waiting) client.Dispose();
        }
    }

    private static async Task SendAsync(NetworkStream stream, string text) => await stream.WriteAsync(Encoding.ASCII.GetBytes(text));
}
