using System.Text;
using BackSpasmSite.Email;
using BackSpasmSite.Telemetry;
using BackSpasmSite.Tests.Accounts;
using BackSpasmSite.Tests.Email;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Serilog.Events;

namespace BackSpasmSite.Tests.Telemetry;

/// <summary>A site with both exporters on, after readers and an editor have used everything that is measured.</summary>
public sealed class WatchedSite : IAsyncLifetime
{
    /// <summary>In all that a reader sends and nobody else may read.</summary>
    public const string Telling = "Xanthippe";

    /// <summary>As a browser might send it, with words in its state.</summary>
    public const string TraceId = "0af7651916cd43dd8448eb211c80319c";

    private readonly MailboxServer _mailbox = new();
    private TestSite _site = null!;

    internal Collector Collector { get; private set; } = null!;

    /// <summary>What Prometheus gets.</summary>
    public string Scraped { get; private set; } = "";

    public string Receipt { get; private set; } = "";

    public Uri Metrics { get; private set; } = null!;

    /// <summary>The names in <see cref="Scraped"/>, histograms with their suffixes.</summary>
    public IReadOnlySet<string> Names => Scraped.Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split('{', ' ')[0]).ToHashSet();

    public async ValueTask InitializeAsync()
    {
        Collector = await Collector.StartAsync();
        _site = new TestSite
        {
            Settings =
            [
                ("OTEL_EXPORTER_OTLP_ENDPOINT", Collector.Address), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"), ("Telemetry:PrometheusAddress", "http://127.0.0.1:0"),
                ("Smtp:Host", "127.0.0.1"), ("Smtp:Port", $"{_mailbox.Port}"), ("Smtp:Security", "None"), ("Smtp:From", "site@example.org"), ("Smtp:To", "editors@example.org"),
                ("Site:TrustedProxies", "10.0.0.7"),
            ],
            Instead = services => services.AddSingleton<IStartupFilter>(new FromAddress("10.0.0.7")),
        };
        await UseAsync();
        var services = _site.Services;
        await services.GetRequiredService<EmailSender>().SendDueAsync(TestContext.Current.CancellationToken);
        await services.GetRequiredService<DatabaseGauges>().CountAsync(TestContext.Current.CancellationToken);
        // Its result says that the reader for Prometheus can't be flushed.
        services.GetRequiredService<MeterProvider>().ForceFlush();
        Assert.True(services.GetRequiredService<TracerProvider>().ForceFlush());

        Metrics = new Uri((string)((ScalarValue)(await _site.HearAsync("Metrics for Prometheus are at ")).Properties["Address"]).Value!);
        using var prometheus = new HttpClient();
        Scraped = await prometheus.GetStringAsync(Metrics, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _site.DisposeAsync();
        await Collector.DisposeAsync();
        _mailbox.Dispose();
    }

    private async Task UseAsync()
    {
        using var reader = _site.Browser();
        reader.DefaultRequestHeaders.Add("User-Agent", Telling);
        reader.DefaultRequestHeaders.Add("Referer", $"http://localhost/{Telling}");
        reader.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.77");
        reader.DefaultRequestHeaders.Add("traceparent", $"00-{TraceId}-b7ad6b7169203331-01");
        reader.DefaultRequestHeaders.Add("tracestate", $"words={Telling}");
        reader.DefaultRequestHeaders.Add("baggage", $"words={Telling}");
        await _site.UntilReadyAsync();
        foreach (var address in (string[])
            ["/", "/articles/heat-or-ice", $"/articles/heat-or-ice?{Telling}={Telling}", $"/{Telling}", $"/articles/{Telling.ToLowerInvariant()}", $"/{Telling}/{Telling}/{Telling}",
             "/search?q=heat", $"/search?q={Telling}", $"/search/suggestions?q={Telling}", $"/feedback/{Telling}", "/feed.xml"])
        {
            using var answer = await reader.GetAsync(address, TestContext.Current.CancellationToken);
        }

        using (var report = await reader.ReportAsync($"My name is {Telling}.", ("concern", "harmful"), ("quote", "It is pleasant."), ("email", $"{Telling}@example.org")))
            Receipt = report.Target()["/feedback/".Length..];
        using (await reader.FillInAsync(("article", Reader.Article), ("helpful", "no"))) { }
        using (await reader.GetAsync($"/feedback/{Receipt}", TestContext.Current.CancellationToken)) { }
        using var editor = await _site.SignInAsync();
        await editor.OpenAsync("/editor");
    }

    /// <summary>A whole string in a message of OTLP: the field's number and type, the length, and the characters.</summary>
    public static string Field(int number, string text) => $"{(char)((number << 3) | 2)}{(char)text.Length}{text}";

    /// <summary>Bytes as text, one character each, so that text and numbers in binary data are found alike.</summary>
    public static string Text(byte[] data) => Encoding.Latin1.GetString(data);
}
