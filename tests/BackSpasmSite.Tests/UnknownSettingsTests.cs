using System.Reflection;
using BackSpasmSite.Cli;
using BackSpasmSite.Options;
using Microsoft.Extensions.Configuration;

namespace BackSpasmSite.Tests;

/// <summary>A misspelt setting has no effect, and causes a warning.</summary>
public sealed class UnknownSettingsTests
{
    [Theory]
    [InlineData("Site:BaseUlr", "Site:BaseUrl")]
    [InlineData("Site:ContntPath", "Site:ContentPath")]
    [InlineData("site:trustedproxy:0", "Site:TrustedProxies")]
    [InlineData("Feedback:ReportPerHour", "Feedback:ReportsPerHour")]
    [InlineData("Smtp:Hots", "Smtp:Host")]
    [InlineData("Smtp:Username1", "Smtp:UserName")]
    [InlineData("Database:Providr", "Database:Provider")]
    [InlineData("Database:ConnectionString", "ConnectionStrings:Database")]
    [InlineData("ConnectionStrings:Databse", "ConnectionStrings:Database")]
    [InlineData("ConnectionString:Database", "ConnectionStrings:Database")]
    [InlineData("Sites:BaseUrl", "Site:BaseUrl")]
    [InlineData("Feedbak:VotesPerHour", "Feedback:VotesPerHour")]
    [InlineData("Smpt:Host", "Smtp:Host")]
    [InlineData("Mail:Host", "Smtp:Host")]
    [InlineData("Email:Username", "Smtp:UserName")]
    [InlineData("Website:BaseUrl", "Site:BaseUrl")]
    [InlineData("Reports:KeepSpamDays", "Feedback:KeepSpamDays")]
    [InlineData("ASPNETCORE_URL", "ASPNETCORE_URLS")]
    [InlineData("ASPNETCORE_HTTP_PORT", "ASPNETCORE_HTTP_PORTS")]
    [InlineData("DOTNET_ENVIROMENT", "DOTNET_ENVIRONMENT")]
    [InlineData("Site_BaseUrl", "Site__BaseUrl")]
    [InlineData("SITE_BASEURL", "Site__BaseUrl")]
    [InlineData("Smtp.Host", "Smtp__Host")]
    [InlineData("Search:RequestPerMinute", "Search:RequestsPerMinute")]
    [InlineData("Lookup:CrossRefs", "Lookup:Crossref")]
    [InlineData("Telemetry:PrometheusAdress", "Telemetry:PrometheusAddress")]
    [InlineData("Telemetri:PrometheusAddress", "Telemetry:PrometheusAddress")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPONT", "OTEL_EXPORTER_OTLP_ENDPOINT")]
    [InlineData("OTEL_EXPORTER_OTLP_TRACE_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")]
    [InlineData("OTEL_EXPORTER_OLTP_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT")]
    public void A_misspelt_name_is_told_with_the_likely_one(string key, string likely)
    {
        var said = Assert.Single(UnknownSettings.Of(Configuration((key, "x"))));

        Assert.StartsWith($"{(key.EndsWith(":0", StringComparison.Ordinal) ? key[..^2] : key)}: ", said, StringComparison.OrdinalIgnoreCase);
        Assert.Contains($"Did you mean “{likely}”?", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_LOGS_ENDPOINT", "http://localhost:4317")]
    [InlineData("OTEL_EXPORTER_OTLP_LOGS_HEADERS", "key=x")]
    [InlineData("OTEL_LOGS_EXPORTER", "otlp")]
    public void That_logs_are_not_exported_is_told_to_who_asks_for_it(string key, string value) =>
        Assert.Equal([$"{key}: this setting has no effect, because only metrics and traces are exported. The log goes to standard output."], UnknownSettings.Of(Configuration((key, value))));

    [Fact]
    public void A_name_like_no_other_is_told_with_those_there_are() =>
        Assert.Contains("Site has the settings ", Assert.Single(UnknownSettings.Of(Configuration(("Site:Colour", "x")))), StringComparison.Ordinal);

    [Theory]
    [InlineData("urls")]
    [InlineData("PATH")]
    [InlineData("SMTP_SERVER_OF_ANOTHER_PROGRAM")]
    [InlineData("SITE")]
    [InlineData("DATABASE_URL")]
    [InlineData("Logging:LogLevel:Default")]
    [InlineData("Kestrel:Endpoints:Http:Url")]
    [InlineData("AllowedHosts")]
    [InlineData("ConnectionStrings:Warehouse")]
    [InlineData("Serilog:MinimumLevel")]
    [InlineData("Sitemap:Host")]
    [InlineData("Mail:Queue")]
    [InlineData("URL")]
    [InlineData("ASPNETCORE_URLS")]
    [InlineData("ASPNETCORE_HTTPS_PORT")]
    [InlineData("ASPNETCORE_CONTENTROOT")]
    [InlineData("DOTNET_ROOT")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT")]
    [InlineData("OTEL_LOGS_EXPORTER")]
    [InlineData("OTEL_EXPORTER_OTLP_METRICS_CLIENT_KEY")]
    [InlineData("OTEL_EXPORTER_ZIPKIN_ENDPOINT")]
    [InlineData("OTEL_SERVICE_NAME")]
    [InlineData("Site:TrustedProxies:0")]
    [InlineData("Site:TrustedProxies")]
    public void What_belongs_to_the_framework_or_to_others_is_no_alarm(string key) =>
        Assert.Empty(UnknownSettings.Of(Configuration((key, "x"))));

    [Theory]
    [InlineData("Site:BaseUrl:0", "Site:BaseUrl is a single value")]
    [InlineData("Smtp:Host:Name", "Smtp:Host is a single value")]
    [InlineData("Smtp:To:0:Address", "Each entry of Smtp:To is a single value.")]
    public void What_is_deeper_than_a_setting_is_told(string key, string mend)
    {
        var said = Assert.Single(UnknownSettings.Of(Configuration((key, "x"))));

        Assert.StartsWith($"{key}: ", said, StringComparison.Ordinal);
        Assert.Contains(mend, said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--url=http://localhost:1", "urls")]
    [InlineData("--http_port=1", "http_ports")]
    [InlineData("--enviroment=Development", "environment")]
    public void A_slip_in_an_option_of_the_host_is_told(string option, string likely) =>
        Assert.Contains($"Did you mean “{likely}”?", Assert.Single(UnknownSettings.Of(new ConfigurationBuilder().AddCommandLine([option]).Build())), StringComparison.Ordinal);

    [Fact]
    public void Every_setting_there_is_is_known()
    {
        var keys = typeof(SiteOptions).Assembly.GetTypes()
            .Where(type => type.GetField("Section", BindingFlags.Public | BindingFlags.Static) is { IsLiteral: true } && type.Name.EndsWith("Options", StringComparison.Ordinal))
            .SelectMany(type => type.GetProperties().Where(property => property.CanWrite).Select(property => $"{type.GetField("Section")!.GetRawConstantValue()}:{property.Name}"))
            .Where(key => key != "Database:ConnectionString")
            .ToList();

        Assert.Contains("Site:BaseUrl", keys);
        Assert.Contains("Smtp:To", keys);
        Assert.Empty(UnknownSettings.Of(Configuration([("ConnectionStrings:Database", "x"), .. keys.Select(key => (key, "x"))])));
    }

    [Fact]
    public void The_site_says_it_at_its_start()
    {
        using var site = new TestSite { Settings = [("Site:BaseUlr", "https://backs.example")] };
        using var browser = site.Browser();

        Assert.Contains(site.Events, said => said.Level == Serilog.Events.LogEventLevel.Warning && said.RenderMessage(null).Contains("Site:BaseUlr", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_command_says_it_and_runs()
    {
        using var content = ContentOnDisk.Small();
        using var error = new StringWriter();

        var exit = await CommandLine.RunAsync(
            ["check", $"--Site:ContentPath={content.Path}", "--Site:ContntPath=elsewhere"],
            new CommandContext(TextWriter.Null, Stream.Null, error, content.Parent, TimeProvider.System));

        Assert.Equal(0, exit);
        Assert.StartsWith("warning: Site:ContntPath: ", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_program_says_it_of_its_environment_in_a_log_that_people_can_read()
    {
        using var content = ContentOnDisk.Small();
        content.Age();

        var said = await SiteProcess.LinesOfStartAsync(
            content.Path, Path.Combine(content.Parent, "data"), [("Site__BaseUlr", "https://backs.example"), ("SITE__LOGFORMT", "Json"), ("Site__LogFormat", "Text")], "--Feedbak:VotesPerHour=1");

        Assert.All(said, line => Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z (INF|WRN) \S", line));
        Assert.Contains(said, line => line.EndsWith("WRN Site:BaseUlr: this setting does not exist and has no effect. Did you mean “Site:BaseUrl”?", StringComparison.OrdinalIgnoreCase));
        Assert.Contains(said, line => line.EndsWith("WRN SITE:LOGFORMT: this setting does not exist and has no effect. Did you mean “Site:LogFormat”?", StringComparison.OrdinalIgnoreCase));
        Assert.Contains(said, line => line.EndsWith("WRN Feedbak:VotesPerHour: this setting does not exist and has no effect. Did you mean “Feedback:VotesPerHour”?", StringComparison.Ordinal));
        Assert.Single(said, line => line.EndsWith($"INF BackSpasmSite {BackSpasmSite.Hosting.ProgramVersion.Text} is starting", StringComparison.Ordinal));
    }

    private static IConfiguration Configuration(params IEnumerable<(string Key, string Value)> settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build();
}
