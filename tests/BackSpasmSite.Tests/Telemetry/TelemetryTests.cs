using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using BackSpasmSite.Cli;
using BackSpasmSite.Data;
using BackSpasmSite.Hosting;
using BackSpasmSite.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Serilog.Events;

namespace BackSpasmSite.Tests.Telemetry;

public sealed partial class TelemetryTests(WatchedSite site) : IClassFixture<WatchedSite>
{
    /// <summary>Fields of the messages of OTLP: Metric, Span and AnyValue.</summary>
    private const int NameOfMetric = 1, NameOfSpan = 5, TextOfAttribute = 1;

    [Fact]
    public void Every_metric_is_documented_and_every_documented_one_is_exported()
    {
        var documented = Row().Matches(Deployed("metrics.md")).Select(row => (Prometheus: row.Groups[1].Value, Otlp: row.Groups[2].Value)).ToList();
        var exported = site.Names.Where(name => name.StartsWith("backspasm_", StringComparison.Ordinal)).Select(name => HistogramPart().Replace(name, "")).Distinct();
        var sent = WatchedSite.Text(site.Collector.Received("/v1/metrics"));

        Assert.Equal(documented.Select(row => row.Prometheus).Order(), exported.Order());
        Assert.All(documented, row => Assert.Contains(WatchedSite.Field(NameOfMetric, row.Otlp), sent, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("grafana-dashboard.json", 25)]
    [InlineData("prometheus-alerts.yaml", 8)]
    public void What_is_deployed_asks_only_for_metrics_that_there_are(string file, int least)
    {
        var asked = Metric().Matches(Deployed(file)).Select(match => match.Value).ToList();

        Assert.True(asked.Count >= least);
        Assert.Empty(asked.Except(site.Names));
    }

    [Fact]
    public void The_dashboard_is_JSON_and_shows_every_metric_of_ours()
    {
        var dashboard = Deployed("grafana-dashboard.json");
        using var json = JsonDocument.Parse(dashboard);

        Assert.NotEmpty(json.RootElement.GetProperty("panels").EnumerateArray());
        var shown = Metric().Matches(dashboard).Select(match => HistogramPart().Replace(match.Value, "")).ToHashSet();
        Assert.Empty(Row().Matches(Deployed("metrics.md")).Select(row => row.Groups[1].Value).Except(shown));
    }

    [Theory]
    // Without numbers where the sites of other tests, in the same process, may count too.
    [InlineData("""backspasm_request_duration_seconds_count{otel_scope_name="BackSpasmSite",kind="article",status="2xx"}""")]
    [InlineData("""backspasm_request_duration_seconds_count{otel_scope_name="BackSpasmSite",kind="article",status="4xx"}""")]
    [InlineData("""backspasm_request_duration_seconds_count{otel_scope_name="BackSpasmSite",kind="report",status="3xx"}""")]
    [InlineData("""backspasm_search_duration_seconds_count{otel_scope_name="BackSpasmSite",result="none"}""")]
    [InlineData("""backspasm_search_duration_seconds_count{otel_scope_name="BackSpasmSite",result="hits"}""")]
    [InlineData("""backspasm_reports{otel_scope_name="BackSpasmSite",harmful="yes",state="new"}""", "1")]
    [InlineData("""backspasm_reports_received_total{otel_scope_name="BackSpasmSite",concern="harmful"}""")]
    [InlineData("""backspasm_votes_total{otel_scope_name="BackSpasmSite",helpful="no"}""")]
    [InlineData("""backspasm_emails_total{otel_scope_name="BackSpasmSite",result="sent"}""")]
    [InlineData("""backspasm_database_available{otel_scope_name="BackSpasmSite"}""", "1")]
    [InlineData("""backspasm_edition_articles{otel_scope_name="BackSpasmSite"}""", "1")]
    public void Prometheus_gets_what_happened(string series, string? number = null)
    {
        var line = Assert.Single(site.Scraped.Split('\n'), scraped => scraped.StartsWith($"{series} ", StringComparison.Ordinal));
        var value = line[(series.Length + 1)..].Split(' ')[0];

        if (number is null) Assert.NotEqual("0", value);
        else Assert.Equal(number, value);
    }

    [Theory]
    [InlineData("article")]
    [InlineData("render page")]
    [InlineData("search")]
    [InlineData("store report")]
    [InlineData("store vote")]
    [InlineData("send e-mail")]
    [InlineData("build edition")]
    public void The_collector_gets_traces_of(string name) =>
        Assert.Contains(WatchedSite.Field(NameOfSpan, name), WatchedSite.Text(site.Collector.Received("/v1/traces")), StringComparison.Ordinal);

    [Fact]
    public void A_trace_has_the_route_and_not_the_address() =>
        Assert.Contains(WatchedSite.Field(TextOfAttribute, "/articles/{slug}"), WatchedSite.Text(site.Collector.Received("/v1/traces")), StringComparison.Ordinal);

    [Fact]
    public async Task A_collector_that_is_only_named_is_spoken_to_by_gRPC()
    {
        await using var collector = await Collector.StartAsync(speaksGrpc: true);
        await using var site = new TestSite { Settings = [("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Address)] };
        using (await site.AskAsync("GET", "/articles/heat-or-ice")) { }
        Assert.True(site.Services.GetRequiredService<TracerProvider>().ForceFlush());
        Assert.True(site.Services.GetRequiredService<MeterProvider>().ForceFlush());

        Assert.Contains(WatchedSite.Field(TextOfAttribute, "/articles/{slug}"), WatchedSite.Text(collector.Received("/opentelemetry.proto.collector.trace.v1.TraceService/Export")), StringComparison.Ordinal);
        Assert.Contains(WatchedSite.Field(NameOfMetric, "backspasm.edition.articles"), WatchedSite.Text(collector.Received("/opentelemetry.proto.collector.metrics.v1.MetricsService/Export")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_takes_no_writes_is_told_although_nobody_has_tried()
    {
        await using var site = new TestSite { Settings = [("Telemetry:PrometheusAddress", "http://127.0.0.1:0")] };
        await site.UntilReadyAsync();
        using var prometheus = new HttpClient();
        var address = new Uri((string)((ScalarValue)(await site.HearAsync("Metrics for Prometheus are at ")).Properties["Address"]).Value!);
        var gauges = site.Services.GetRequiredService<DatabaseGauges>();
        await gauges.CountAsync(TestContext.Current.CancellationToken);
        Assert.Matches("(?m)^backspasm_database_available\\S* 1( |$)", await ScrapeAsync());

        await using (var lost = new FileStream(site.Database.Path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete)) lost.SetLength(0);
        await Assert.ThrowsAsync<DatabaseUnavailableException>(() => gauges.CountAsync(TestContext.Current.CancellationToken));

        // The exporter gives the same answer for a moment.
        await Polling.UntilAsync(async () => Unavailable().IsMatch(await ScrapeAsync()));

        Task<string> ScrapeAsync() => prometheus.GetStringAsync(address, TestContext.Current.CancellationToken);
    }

    [Fact]
    public void The_version_is_told() => Assert.Contains($"service_version=\"{ProgramVersion.Text}\"", site.Scraped, StringComparison.Ordinal);

    [Fact]
    public void Nothing_that_a_reader_sent_is_in_any_of_it()
    {
        string[] all = [site.Scraped, WatchedSite.Text(site.Collector.Received("/v1/metrics")), WatchedSite.Text(site.Collector.Received("/v1/traces"))];

        Assert.Matches("^[0-9a-f]{32}$", site.Receipt);
        foreach (var sent in (string[])[WatchedSite.Telling, site.Receipt, "203.0.113.77", WatchedSite.TraceId, WatchedSite.Text(Convert.FromHexString(WatchedSite.TraceId)), "example.org"])
            Assert.All(all, exported => Assert.DoesNotContain(sent, exported, StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("GET", "/")]
    [InlineData("GET", "/articles/heat-or-ice")]
    [InlineData("GET", "/metrics/x")]
    [InlineData("POST", "/metrics")]
    public async Task The_port_has_nothing_else(string method, string path)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(site.Metrics, path));
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task By_default_there_is_none_of_it_and_its_libraries_are_not_loaded()
    {
        using var content = ContentOnDisk.Small();
        content.Age();
        await using var process = await SiteProcess.StartAsync(content.Path, Path.Combine(content.Parent, "data"));
        await process.Browser.GetStringAsync("/articles/heat-or-ice", TestContext.Current.CancellationToken);

        Assert.Contains("Markdig.dll", process.Maps, StringComparison.Ordinal);
        Assert.DoesNotContain("OpenTelemetry", process.Maps, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_is_taken_ends_the_start_with_one_line()
    {
        using var content = ContentOnDisk.Small();
        using var taken = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        using var error = new StringWriter();
        var exit = await CommandLine.RunAsync(
            [$"--Site:ContentPath={content.Path}", $"--Site:DataPath={Path.Combine(content.Parent, "data")}", "--urls=http://127.0.0.1:0", $"--Telemetry:PrometheusAddress=http://{taken.LocalEndpoint}"],
            new CommandContext(TextWriter.Null, Stream.Null, error, content.Parent, TimeProvider.System));

        Assert.Equal(2, exit);
        Assert.StartsWith("Telemetry:PrometheusAddress: ", Assert.Single(error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    private static string Deployed(string file) => File.ReadAllText(Path.Combine(Repository.Root, "deploy", file));

    [GeneratedRegex(@"(?m)^\| `(backspasm_[a-z_]+)` \| `(backspasm\.[a-z.]+)` \|")]
    private static partial Regex Row();

    [GeneratedRegex("(?m)^backspasm_database_available\\S* 0( |$)")]
    private static partial Regex Unavailable();

    [GeneratedRegex("_(bucket|sum|count)$")]
    private static partial Regex HistogramPart();

    [GeneratedRegex("(backspasm|dotnet)_[a-z_]+")]
    private static partial Regex Metric();
}
