using BackSpasmSite.Cli;

namespace BackSpasmSite.Tests;

/// <summary>An invalid setting stops the start, with one line that begins with its key.</summary>
public sealed class SettingsTests : IDisposable
{
    private readonly ContentOnDisk _content = ContentOnDisk.Small();

    [Theory]
    [InlineData("Feedback:ReportsPerHour", "-1")]
    [InlineData("Feedback:ReportsPerHour", "100001")]
    [InlineData("Feedback:ReportsPerHour", "many")]
    [InlineData("Feedback:ReportsPerHour", "1.5")]
    [InlineData("Feedback:ReportsPerHour", "99999999999")]
    [InlineData("Feedback:VotesPerHour", "-1")]
    [InlineData("Feedback:NetworkReportsPerDay", "-1")]
    [InlineData("Feedback:NetworkKilobytesPerDay", "100001")]
    [InlineData("Feedback:SiteReportsPerDay", "-1")]
    [InlineData("Feedback:SiteVotesPerDay", "many")]
    [InlineData("Feedback:SiteMegabytesPerDay", "-1")]
    [InlineData("Feedback:LeastFreeMegabytes", "-1")]
    [InlineData("Feedback:VotesPerHour", "12O")]
    [InlineData("Search:RequestsPerMinute", "-1")]
    [InlineData("Search:RequestsPerMinute", "100001")]
    [InlineData("Search:CountMisses", "perhaps")]
    [InlineData("Feedback:KeepReportsDays", "-730")]
    [InlineData("Feedback:KeepReportsDays", "two years")]
    [InlineData("Feedback:KeepSpamDays", "-1")]
    [InlineData("Feedback:KeepVotesDays", "100001")]
    [InlineData("Desk:SecondPairOfEyes", "perhaps")]
    [InlineData("Desk:VersionsPerArticle", "-1")]
    [InlineData("Desk:HistoryMegabytes", "1000001")]
    [InlineData("Lookup:TimeoutSeconds", "0")]
    [InlineData("Lookup:RequestsPerSecond", "51")]
    [InlineData("Lookup:CacheDays", "-1")]
    [InlineData("Site:LogFormat", "7")]
    public Task A_number_has_to_be_one_and_within_its_range(string key, string value) => AssertRefusedAsync(key, $"--{key}={value}");

    [Theory]
    [InlineData("Smtp:From", "--Smtp:Host=mail.example.org")]
    [InlineData("Smtp:From", "--Smtp:Host=mail.example.org", "--Smtp:From=editors")]
    [InlineData("Smtp:From", "--Smtp:Host=mail.example.org", "--Smtp:From=")]
    [InlineData("Smtp:Port", "--Smtp:Host=mail.example.org", "--Smtp:From=editors@example.org", "--Smtp:Port=0")]
    [InlineData("Smtp:Port", "--Smtp:Host=mail.example.org", "--Smtp:From=editors@example.org", "--Smtp:Port=65536")]
    [InlineData("Smtp:Port", "--Smtp:Host=mail.example.org", "--Smtp:From=editors@example.org", "--Smtp:Port=smtp")]
    [InlineData("Smtp:Security", "--Smtp:Host=mail.example.org", "--Smtp:From=editors@example.org", "--Smtp:Security=Strong")]
    [InlineData("Smtp:Security", "--Smtp:Host=mail.example.org", "--Smtp:From=editors@example.org", "--Smtp:Security=7")]
    [InlineData("Smtp:To", "--Smtp:Host=mail.example.org", "--Smtp:From=editors@example.org", "--Smtp:To=ann@example.org, ben")]
    [InlineData("Smtp:To", "--Smtp:Host=mail.example.org", "--Smtp:From=editors@example.org", "--Smtp:To:0=ann")]
    [InlineData("Smtp:Password", "--Smtp:Host=mail.example.org", "--Smtp:From=editors@example.org", "--Smtp:UserName=editors")]
    public Task A_mail_server_is_named_with_all_that_it_needs(string key, params string[] settings) => AssertRefusedAsync(key, settings);

    [Theory]
    [InlineData("Lookup:Crossref", "crossref.org")]
    [InlineData("Lookup:PubMed", "ftp://eutils.example.org")]
    [InlineData("Lookup:Doi", "https://ann:secret@doi.example.org")]
    [InlineData("Lookup:Contact", "the editors")]
    public Task A_service_has_an_address_and_a_contact_is_one(string key, string value) => AssertRefusedAsync(key, $"--{key}={value}");

    [Theory]
    [InlineData("nonsense")]
    [InlineData("=")]
    [InlineData("Data Source=")]
    [InlineData("Data Source=\"")]
    [InlineData("Data Source=:memory:")]
    [InlineData("Data Source=site.db;Mode=Memory")]
    [InlineData("Data Source=site.db;Mode=Nonsense")]
    [InlineData("Data Source=site.db;Cache=7x")]
    [InlineData("Data Source=site.db;Default Timeout=soon")]
    [InlineData("Data Source=site.db;Default Timeout=99999999999")]
    [InlineData("Data Source=site.db;Pooling=perhaps")]
    [InlineData("Data Source=file:site.db?mode=memory")]
    [InlineData("Data Source=/")]
    [InlineData("Data Source=data/")]
    [InlineData("Data Source=a\0b")]
    [InlineData("Server=localhost;Database=site")]
    public Task A_connection_names_a_file(string connection) => AssertRefusedAsync("ConnectionStrings:Database", $"--ConnectionStrings:Database={connection}");

    [Theory]
    [InlineData("Feedback:VotesPerHour", "12O", "is not a whole number")]
    [InlineData("Feedback:VotesPerHour", "", "is not a whole number")]
    [InlineData("Site:ShutdownSeconds", "ten", "is not a whole number")]
    [InlineData("Smtp:Security", "Strong", "is not one of StartTls, Tls, None")]
    [InlineData("Site:LogFormat", "Xml", "is not one of Json, Text")]
    public async Task A_value_of_the_wrong_type_is_told_with_what_is_right(string key, string value, string reason)
    {
        var (_, lines) = await RunAsync($"--{key}={value}");

        Assert.Equal($"{key}: “{value}” {reason}", Assert.Single(lines));
    }

    [Theory]
    [InlineData("Telemetry:PrometheusAddress", "9464")]
    [InlineData("Telemetry:PrometheusAddress", "127.0.0.1:9464")]
    [InlineData("Telemetry:PrometheusAddress", "https://127.0.0.1:9464")]
    [InlineData("Telemetry:PrometheusAddress", "http://127.0.0.1:9464/metrics")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "localhost:4317")]
    [InlineData("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "collector")]
    [InlineData("OTEL_EXPORTER_OTLP_PROTOCOL", "http")]
    public Task Telemetry_goes_where_there_is_an_address(string key, string value) => AssertRefusedAsync(key, $"--{key}={value}");

    [Fact]
    public async Task Numbers_out_of_range_are_all_said_at_once()
    {
        var (_, lines) = await RunAsync("--Feedback:ReportsPerHour=-1", "--Feedback:VotesPerHour=-1");

        Assert.Equal(["Feedback:ReportsPerHour", "Feedback:VotesPerHour"], lines.Select(line => line.Split(": ")[0]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_mistake_is_said_at_once()
    {
        var (exit, lines) = await RunAsync("--Feedback:ReportsPerHour=-1", "--Feedback:VotesPerHour=-1", "--Database:Provider=Oracle", "--Site:BaseUrl=nonsense",
            "--Smtp:Port=smtp", "--Smtp:Security=Strong", "--Feedback:KeepVotesDays=long");

        Assert.Equal(2, exit);
        Assert.Equal(
            ["Database:Provider", "Feedback:KeepVotesDays", "Site:BaseUrl", "Smtp:Port", "Smtp:Security"],
            lines.Select(line => line.Split(": ")[0]).Order(StringComparer.Ordinal));
    }

    public void Dispose() => _content.Dispose();

    private async Task AssertRefusedAsync(string key, params string[] settings)
    {
        var (exit, lines) = await RunAsync(settings);

        Assert.Equal(2, exit);
        Assert.StartsWith($"{key}: ", Assert.Single(lines), StringComparison.Ordinal);
    }

    private async Task<(int Exit, string[] Lines)> RunAsync(params string[] settings)
    {
        using var error = new StringWriter();
        // If it starts after all, it disturbs nobody, and its port shows that it did.
        string[] all = [.. settings, $"--Site:ContentPath={_content.Path}", $"--Site:DataPath={Path.Combine(_content.Parent, "data")}", "--urls=http://127.0.0.1:0"];
        var exit = await CommandLine.RunAsync(all, new CommandContext(TextWriter.Null, Stream.Null, error, _content.Parent, TimeProvider.System))
            .WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        return (exit, error.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }
}
