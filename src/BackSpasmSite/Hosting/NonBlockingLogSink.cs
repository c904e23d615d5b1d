using System.Threading.Channels;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Parsing;

namespace BackSpasmSite.Hosting;

/// <summary>Writes on its own thread, so that nothing waits for a slow reader of the log. If nobody reads, the newest events are dropped.</summary>
internal sealed class NonBlockingLogSink : ILogEventSink, IDisposable
{
    private const int Most = 2_000;

    /// <summary>How long the program's end waits for the last lines.</summary>
    private static readonly TimeSpan LastPatience = TimeSpan.FromSeconds(1);

    private static readonly MessageTemplate DroppedTemplate = new MessageTemplateParser().Parse("{Dropped} lines of the log were dropped because nobody read standard output");

    private readonly Channel<LogEvent> _waiting = Channel.CreateBounded<LogEvent>(Most);
    private readonly ITextFormatter _formatter;
    private readonly TextWriter _output;
    private readonly Thread _writer;
    private long _dropped;

    public NonBlockingLogSink(ITextFormatter formatter, TextWriter output)
    {
        (_formatter, _output) = (formatter, output);
        // A background thread: a blocked write must not keep the program from ending.
        _writer = new Thread(Write) { IsBackground = true, Name = "Log" };
        _writer.Start();
    }

    public void Emit(LogEvent logEvent)
    {
        if (!_waiting.Writer.TryWrite(logEvent)) Interlocked.Increment(ref _dropped);
    }

    public void Dispose()
    {
        _waiting.Writer.TryComplete();
        _writer.Join(LastPatience);
    }

    private void Write()
    {
        try
        {
            while (_waiting.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
                while (_waiting.Reader.TryRead(out var happened))
                {
                    Write(happened);
                    if (Interlocked.Exchange(ref _dropped, 0) is > 0 and var dropped)
                        Write(new LogEvent(happened.Timestamp, LogEventLevel.Warning, null, DroppedTemplate, [new LogEventProperty("Dropped", new ScalarValue(dropped))]));
                }
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException)
        {
            // Standard output is closed. Only the log ends.
        }
    }

    private void Write(LogEvent happened)
    {
        using var line = new StringWriter();
        _formatter.Format(happened, line);
        _output.Write(line.ToString());
        _output.Flush();
    }
}
