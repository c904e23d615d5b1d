using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace BackSpasmSite.Tests.Hosting;

/// <summary>Pages in memory are sent by the threads that listen to the sockets, and nothing that takes longer may run there.</summary>
public sealed class InlineSocketsTests : IDisposable
{
    private const string Listening = ".NET Sockets", Pool = ".NET TP Worker";

    /// <summary>Together they take seconds of processor time, of which the system counts hundredths.</summary>
    private const int Requests = 150;

    private readonly ContentOnDisk _content = ContentOnDisk.Small();

    public void Dispose() => _content.Dispose();

    [Fact]
    public async Task The_threads_that_listen_neither_search_nor_render_nor_handle_what_comes_in_parts()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Other systems wait for sockets in other ways.");
        await using var site = await SiteProcess.StartAsync(_content.Path, Path.Combine(_content.Parent, "data"), null, "--Search:RequestsPerMinute=0");
        await site.UntilReadyAsync();
        // By default there would be one for all cores.
        Assert.Equal(Environment.ProcessorCount, site.ProcessorTime(Listening).Count);

        var search = await ShareAsync(site, async number =>
        {
            using var found = await site.Browser.GetAsync($"/search?q=heat+{number}");
            Assert.Equal(System.Net.HttpStatusCode.OK, found.StatusCode);
        });
        Assert.True(search < 0.5, Said("searching", search));

        using var reader = new TcpClient();
        await reader.ConnectAsync(site.Browser.BaseAddress!.Host, site.Browser.BaseAddress.Port, TestContext.Current.CancellationToken);
        using var answers = new StreamReader(reader.GetStream(), Encoding.UTF8, leaveOpen: true);
        // Without a concern and words, it is not a report: the form is rendered again.
        var form = await ShareAsync(site, _ => PostInPartsAsync(reader.GetStream(), answers, "article=heat-or-ice&concern=nonsense"));
        Assert.True(form < 0.5, Said("handling forms", form));
    }

    [Fact]
    public async Task With_telemetry_whose_library_would_run_there_too_pages_are_sent_from_the_pool()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Other systems wait for sockets in other ways.");
        await using var site = await SiteProcess.StartAsync(_content.Path, Path.Combine(_content.Parent, "data"), null, "--Telemetry:PrometheusAddress=http://127.0.0.1:0");
        await site.UntilReadyAsync();

        // One for all cores, as always when they only listen.
        Assert.Single(site.ProcessorTime(Listening));
    }

    /// <param name="query">With one, Kestrel has to answer.</param>
    [Theory]
    [InlineData("")]
    [InlineData("?from=mail")]
    public async Task Clients_that_send_requests_without_waiting_for_answers_keep_no_reader_waiting(string query)
    {
        await using var site = await SiteProcess.StartAsync(_content.Path, Path.Combine(_content.Parent, "data"));
        await site.UntilReadyAsync();
        var page = $"/articles/heat-or-ice{query}";
        (await site.Browser.GetAsync(page, TestContext.Current.CancellationToken)).Dispose();

        using var enough = new CancellationTokenSource();
        // Two for each thread that listens.
        var clients = Enumerable.Range(0, 2 * Environment.ProcessorCount).Select(_ => Task.Run(() => AskAllTheTimeAsync(site.Browser.BaseAddress!, page, enough.Token))).ToArray();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        try
        {
            for (var number = 0; number < 50; number++)
            {
                using var reader = new HttpClient { BaseAddress = site.Browser.BaseAddress };
                Assert.Equal(System.Net.HttpStatusCode.OK, (await reader.GetAsync(page, patience.Token)).StatusCode);
            }
        }
        finally
        {
            await enough.CancelAsync();
        }

        // Each was answered, too.
        Assert.DoesNotContain(0, await Task.WhenAll(clients));
    }

    /// <returns>How many bytes were read.</returns>
    private static async Task<long> AskAllTheTimeAsync(Uri site, string page, CancellationToken enough)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(site.Host, site.Port, CancellationToken.None);
        var requests = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat($"HEAD {page} HTTP/1.1\r\nHost: localhost\r\n\r\n", 1000)));
        var (buffer, read) = (new byte[1 << 20], 0L);
        try
        {
            await Task.WhenAll(WriteAsync(), ReadAsync());
        }
        catch (OperationCanceledException)
        {
        }

        return read;

        async Task WriteAsync()
        {
            while (true) await client.GetStream().WriteAsync(requests, enough);
        }

        async Task ReadAsync()
        {
            while (true) read += await client.GetStream().ReadAsync(buffer, enough);
        }
    }

    private static string Said(string work, double share) => $"{share.ToString("P0", CultureInfo.InvariantCulture)} of the processor time of {work} was spent on the listening threads.";

    /// <summary>How much of the processor time of many requests, one after the other, was spent on the threads that listen.</summary>
    private static async Task<double> ShareAsync(SiteProcess site, Func<int, Task> request)
    {
        var (listening, pool) = (site.ProcessorTime(Listening).Sum(), site.ProcessorTime(Pool).Sum());
        for (var number = 0; number < Requests; number++) await request(number);
        (listening, pool) = (site.ProcessorTime(Listening).Sum() - listening, site.ProcessorTime(Pool).Sum() - pool);
        return (double)listening / (listening + pool);
    }

    /// <summary>The body follows when the headers have been handled.</summary>
    private static async Task PostInPartsAsync(NetworkStream stream, StreamReader answers, string body)
    {
        await SendAsync($"POST /feedback HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nExpect: 100-continue\r\nContent-Length: {body.Length}\r\n\r\n");
        // Sent when the form begins to be read.
        Assert.Equal("HTTP/1.1 100 Continue", await answers.ReadLineAsync());
        Assert.Equal("", await answers.ReadLineAsync());
        await SendAsync(body);

        Assert.Equal("HTTP/1.1 400 Bad Request", await answers.ReadLineAsync());
        while (await answers.ReadLineAsync() is { Length: > 0 })
        {
        }

        // In chunks, of which the last is empty.
        for (var last = ""; last != "0";) last = await answers.ReadLineAsync();
        Assert.Equal("", await answers.ReadLineAsync());

        async Task SendAsync(string text) => await stream.WriteAsync(Encoding.ASCII.GetBytes(text));
    }
}
