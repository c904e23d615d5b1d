using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Serilog.Events;

namespace BackSpasmSite.Tests.Http;

/// <summary>What only the real server can show: bytes that are not valid HTTP, and bodies that never end.</summary>
public sealed class RealServerTests : IAsyncDisposable
{
    private const string Start = "POST /feedback HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n";
    private const string Form = "article=heat-or-ice&message=Words.";

    private readonly TestSite _site = new() { Settings = [("Site:ShutdownSeconds", "2")] };
    private readonly Uri _address;

    public RealServerTests()
    {
        _site.UseKestrel(0);
        _site.StartServer();
        _address = _site.ClientOptions.BaseAddress;
    }

    [Fact]
    public async Task A_report_arrives_and_its_receipt_can_be_asked_for_without_a_body()
    {
        var sent = await SendAsync($"{Start}Content-Length: {Form.Length}\r\nConnection: close\r\n\r\n{Form}");
        Assert.StartsWith("HTTP/1.1 303 ", sent, StringComparison.Ordinal);
        var receipt = sent.Split('\n').Single(line => line.StartsWith("Location: ", StringComparison.Ordinal))[10..].Trim();

        var head = await SendAsync($"HEAD {receipt} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 200 ", head, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n", head, StringComparison.Ordinal);
    }

    [Theory]
    // A body that is too long is refused without reading it.
    [InlineData("Content-Length: 65537", "", 413)]
    [InlineData("Content-Length: 99999999999", "", 413)]
    [InlineData("Content-Length: -1", "", 400)]
    [InlineData("Content-Length: 3\r\nContent-Length: 4", "a=b", 400)]
    [InlineData("Transfer-Encoding: chunked", "nonsense", 400)]
    [InlineData("Transfer-Encoding: gzip, chunked", "0\r\n\r\n", 400)]
    [InlineData("Accept-Language: \u00FF\u00FE", "", 400)]
    [InlineData("Accept-Language: a\0b", "", 400)]
    [InlineData("No colon", "", 400)]
    public async Task A_body_or_header_that_is_wrong_is_refused(string header, string body, int status)
    {
        Assert.StartsWith($"HTTP/1.1 {status} ", await SendAsync($"{Start}{header}\r\nConnection: close\r\n\r\n{body}"), StringComparison.Ordinal);
        Assert.Empty(_site.Database.Read("SELECT Receipt FROM Reports"));
    }

    [Fact]
    public async Task A_body_in_chunks_that_grows_too_long_is_refused_with_a_page()
    {
        var chunk = $"1000\r\n{new string('a', 0x1000)}\r\n";
        var answer = await SendAsync($"{Start}Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n{string.Concat(Enumerable.Repeat(chunk, 20))}0\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 413 ", answer, StringComparison.Ordinal);
        Assert.Contains("Please shorten it", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/feedback/%00")]
    [InlineData("/feedback/\u00FF")]
    [InlineData("/feedback/a b")]
    public async Task An_address_that_is_none_is_refused(string address) =>
        Assert.StartsWith("HTTP/1.1 400 ", await SendAsync($"GET {address} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"), StringComparison.Ordinal);

    [Fact]
    public async Task A_reader_whose_network_goes_in_the_middle_is_no_fault_of_the_site()
    {
        using (var client = await ConnectAsync())
        {
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"{Start}Content-Length: 1000\r\n\r\n{Form}"), TestContext.Current.CancellationToken);
            // Resets the connection without closing it properly.
            client.LingerState = new LingerOption(true, 0);
        }

        while (!_site.Events.Any(happened => happened.Properties.ContainsKey("Elapsed"))) await SendAsync("GET /healthz/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        Assert.DoesNotContain(_site.Events, happened => happened.Level >= LogEventLevel.Error || happened.Exception is not null);
        Assert.Empty(_site.Database.Read("SELECT Receipt FROM Reports"));
    }

    [Fact]
    public async Task An_upload_that_stalls_until_the_site_stops_is_no_fault()
    {
        using var client = await ConnectAsync();
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"{Start}Content-Length: 1000\r\nExpect: 100-continue\r\n\r\n"), TestContext.Current.CancellationToken);
        // Sent when the body is first read.
        var begun = new byte[12];
        await stream.ReadExactlyAsync(begun, TestContext.Current.CancellationToken);
        Assert.Equal("HTTP/1.1 100", Encoding.ASCII.GetString(begun));

        _site.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        await Polling.UntilAsync(() => _site.Events.Any(IsAnswer));

        Assert.Equal("499", Assert.Single(_site.Events, IsAnswer).Properties["StatusCode"].ToString());
        Assert.DoesNotContain(_site.Events, happened => happened.Level >= LogEventLevel.Error || happened.Exception is not null);

        static bool IsAnswer(LogEvent happened) => happened.Properties.ContainsKey("Elapsed");
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    /// <summary>Sends each character as the byte with its number, and reads to the end.</summary>
    private async Task<string> SendAsync(string request)
    {
        using var client = await ConnectAsync();
        using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    private async Task<TcpClient> ConnectAsync()
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _address.Port, TestContext.Current.CancellationToken);
        return client;
    }
}
