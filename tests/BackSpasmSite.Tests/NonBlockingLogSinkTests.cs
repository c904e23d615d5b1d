using BackSpasmSite.Hosting;
using Serilog.Events;
using Serilog.Formatting.Display;
using Serilog.Parsing;

namespace BackSpasmSite.Tests;

public sealed class NonBlockingLogSinkTests
{
    [Fact]
    public void Nobody_waits_for_a_reader_of_the_log_and_what_was_dropped_is_counted()
    {
        using var output = new Blocked();
        using (var log = new NonBlockingLogSink(new MessageTemplateTextFormatter("{Message:lj}\n"), output))
        {
            for (var number = 0; number < 10_000; number++) log.Emit(Event($"Line {number}"));
            output.Open.Set();
        }

        var lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var dropped = int.Parse(Assert.Single(lines, line => line.Contains("were dropped", StringComparison.Ordinal)).Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal("Line 0", lines[0]);
        Assert.Equal(10_000, lines.Length - 1 + dropped);
    }

    [Fact]
    public void A_log_that_is_never_read_does_not_keep_the_program_from_ending()
    {
        using var output = new Blocked();
        using (var log = new NonBlockingLogSink(new MessageTemplateTextFormatter("{Message:lj}\n"), output)) log.Emit(Event("Line"));

        Assert.Equal("", output.ToString());
        output.Open.Set();
    }

    private static LogEvent Event(string words) =>
        new(DateTimeOffset.UnixEpoch, LogEventLevel.Information, null, new MessageTemplateParser().Parse(words), []);

    /// <summary>Accepts nothing until it is opened, like a full pipe.</summary>
    private sealed class Blocked : StringWriter
    {
        public Blocked()
            : base(System.Globalization.CultureInfo.InvariantCulture)
        {
        }

        public ManualResetEventSlim Open { get; } = new();

        public override void Write(string? value)
        {
            Open.Wait();
            base.Write(value);
        }
    }
}
