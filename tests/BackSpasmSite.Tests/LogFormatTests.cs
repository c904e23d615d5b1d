using System.Text.Json;
using BackSpasmSite.Hosting;
using Microsoft.Extensions.Configuration;
using Serilog.Events;
using Serilog.Parsing;

namespace BackSpasmSite.Tests;

/// <summary>A line of the log says in words what happened, in either format.</summary>
public sealed class LogFormatTests
{
    private static readonly LogEvent Answered = new(
        new DateTimeOffset(2026, 11, 29, 10, 30, 0, 250, TimeSpan.FromHours(1)),
        LogEventLevel.Warning,
        null,
        new MessageTemplateParser().Parse("{Method} {Address} answered {StatusCode} in {Elapsed:0.0} ms"),
        [Property("Method", "GET"), Property("Address", "/about \u001b[31m“it's”"), Property("StatusCode", 200), Property("Elapsed", 1.26), Property("@Odd", null)]);

    [Theory]
    [InlineData(null)]
    [InlineData("Json")]
    [InlineData("json")]
    public void In_production_a_line_is_JSON_with_the_message_as_people_read_it(string? format)
    {
        var line = Line(format, isDevelopment: false);

        Assert.DoesNotContain('\u001b', line);
        using var json = JsonDocument.Parse(line);
        Assert.Equal(["@t", "@m", "@i", "@l", "Method", "Address", "StatusCode", "Elapsed", "@@Odd"], json.RootElement.EnumerateObject().Select(property => property.Name));
        Assert.Equal("2026-11-29T09:30:00.2500000Z", json.RootElement.GetProperty("@t").GetString());
        Assert.Equal("GET /about \u001b[31m“it's” answered 200 in 1.3 ms", json.RootElement.GetProperty("@m").GetString());
        Assert.Equal(200, json.RootElement.GetProperty("StatusCode").GetInt32());
    }

    [Fact]
    public void An_exception_is_in_the_line_of_its_event()
    {
        var failed = new LogEvent(DateTimeOffset.UnixEpoch, LogEventLevel.Error, new InvalidOperationException("broken\non purpose"), new MessageTemplateParser().Parse("It failed"), []);
        using var line = new StringWriter();
        Logs.Formatter(new ConfigurationBuilder().Build(), isDevelopment: false).Format(failed, line);

        Assert.Single(line.ToString().TrimEnd().Split('\n'));
        Assert.Contains("broken\non purpose", JsonDocument.Parse(line.ToString()).RootElement.GetProperty("@x").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Text_has_the_time_in_UTC_the_level_and_the_message() =>
        Assert.Equal("2026-11-29T09:30:00.250Z WRN GET /about \uFFFD[31m“it's” answered 200 in 1.3 ms\n", Line("Text", isDevelopment: false));

    [Theory]
    [InlineData(null, " WRN GET /about")]
    [InlineData("Json", "{\"@t\":")]
    public void Development_reads_text_unless_it_is_told_otherwise(string? format, string part) =>
        Assert.Contains(part, Line(format, isDevelopment: true), StringComparison.Ordinal);

    private static string Line(string? format, bool isDevelopment)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create("Site:LogFormat", format)]).Build();
        using var line = new StringWriter();
        Logs.Formatter(configuration, isDevelopment).Format(Answered, line);
        return line.ToString().ReplaceLineEndings("\n");
    }

    private static LogEventProperty Property(string name, object? value) => new(name, new ScalarValue(value));
}
