using System.Net.Sockets;
using System.Text;

namespace BackSpasmSite.Tests.Deploy;

/// <summary>What readers notice when the program is told to stop, as at each upgrade.</summary>
public sealed class DrainingTests : IDisposable
{
    private const string Form = "article=heat-or-ice&message=Said+while+it+stops.";

    private readonly ContentOnDisk _content = ContentOnDisk.Small();

    private string Data => Path.Combine(_content.Parent, "data");

    public void Dispose() => _content.Dispose();

    [Fact]
    public async Task Told_to_stop_it_takes_no_new_reader_and_ends_what_it_is_sending_and_receiving()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGTERM.");
        // More than the sockets of both sides hold, so it is being sent until the reader has read it.
        var picture = Photograph.Jpeg(10, 10, [], after: new byte[18 * 1024 * 1024]);
        _content.Write("images/large.jpg", picture);
        _content.Age();
        await using var site = await SiteProcess.StartAsync(_content.Path, Data, null, "--Site:ShutdownSeconds=60");
        await site.UntilReadyAsync();
        using var reporting = await ConnectAsync(site);
        await SendAsync(reporting, $"POST /feedback HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nExpect: 100-continue\r\nContent-Length: {Form.Length}\r\n\r\n");
        // The answer of a site that has begun to read the form.
        Assert.Equal("HTTP/1.1 100 Continue\r\n\r\n", await HeadAsync(reporting));
        using var reading = await ConnectAsync(site);
        await SendAsync(reading, "GET /images/large.jpg HTTP/1.1\r\nHost: localhost\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 200 OK\r\n", await HeadAsync(reading), StringComparison.Ordinal);

        var stopping = site.StopAsync(TimeSpan.FromSeconds(60));
        var read = 0;
        await Polling.UntilAsync(async () =>
        {
            // Goes on slowly: the site gives up on who does not read at all.
            read += await reading.GetStream().ReadAsync(new byte[1024], TestContext.Current.CancellationToken);
            return await IsRefusedAsync(site);
        });
        Assert.False(stopping.IsCompleted);

        await SendAsync(reporting, Form);
        Assert.StartsWith("HTTP/1.1 303 ", await HeadAsync(reporting), StringComparison.Ordinal);
        using var rest = new MemoryStream();
        await reading.GetStream().CopyToAsync(rest, TestContext.Current.CancellationToken);
        Assert.Equal(picture.Length, read + rest.Length);
        Assert.Equal(0, await stopping);
        Assert.Equal(["Said while it stops."], new DatabaseFile(Path.Combine(Data, "site.db")).Read("SELECT Message FROM Reports"));
    }

    private static async Task<TcpClient> ConnectAsync(SiteProcess site)
    {
        var client = new TcpClient { ReceiveBufferSize = 8 * 1024 };
        await client.ConnectAsync(site.Browser.BaseAddress!.Host, site.Browser.BaseAddress.Port, TestContext.Current.CancellationToken);
        return client;
    }

    private static async Task<bool> IsRefusedAsync(SiteProcess site)
    {
        try
        {
            using var client = await ConnectAsync(site);
            return false;
        }
        // Reset if it was in the queue when the site stopped listening.
        catch (SocketException refused) when (refused.SocketErrorCode is SocketError.ConnectionRefused or SocketError.ConnectionReset)
        {
            return true;
        }
    }

    private static ValueTask SendAsync(TcpClient client, string text) => client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text), TestContext.Current.CancellationToken);

    /// <summary>Reads up to the empty line, and nothing of the body.</summary>
    private static async Task<string> HeadAsync(TcpClient client)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await client.GetStream().ReadAsync(one, TestContext.Current.CancellationToken) == 1) head.Append((char)one[0]);
        return head.ToString();
    }
}
