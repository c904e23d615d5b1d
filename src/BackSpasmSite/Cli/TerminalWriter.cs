using System.Text;
using BackSpasmSite.Content.Diagnostics;

namespace BackSpasmSite.Cli;

/// <summary>Writes to standard output or standard error without control sequences that a terminal would obey.</summary>
internal sealed class TerminalWriter : TextWriter
{
    private readonly TextWriter _inner;

    private TerminalWriter(TextWriter inner) : base(inner.FormatProvider)
    {
        _inner = inner;
        CoreNewLine = inner.NewLine.ToCharArray();
    }

    public override Encoding Encoding => _inner.Encoding;

    public static TextWriter Around(TextWriter inner) => inner is TerminalWriter ? inner : new TerminalWriter(inner);

    public override void Write(char value) => _inner.Write(TerminalText.Clean(value.ToString()));

    public override void Write(char[] buffer, int index, int count) => _inner.Write(TerminalText.Clean(new string(buffer, index, count)));

    public override void Write(ReadOnlySpan<char> buffer) => _inner.Write(TerminalText.Clean(new string(buffer)));

    public override void Write(string? value) => _inner.Write(value is null ? null : TerminalText.Clean(value));

    /// <summary>Writes words in a colour. Only this method writes a sequence that a terminal obeys, and only ours.</summary>
    public void Write(string words, TerminalColour colour) => _inner.Write($"\u001B[{(int)colour}m{TerminalText.Clean(words)}\u001B[0m");

    /// <summary>Clears the terminal and what was scrolled out of it.</summary>
    public void ClearScreen() => _inner.Write("\u001B[2J\u001B[3J\u001B[H");

    public override void Flush() => _inner.Flush();
}

/// <summary>The number of a colour in ECMA-48. Terminals give each a shade that can be read on their background.</summary>
internal enum TerminalColour
{
    Bold = 1,
    Red = 31,
    Green = 32,
    Yellow = 33,
}

/// <summary>Shows on a terminal how far a command is, if it takes longer than half a second.</summary>
/// <param name="steps">How many steps there will be, as far as is known.</param>
internal sealed class ProgressBar(CommandContext commandContext, string what, int steps) : IDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(0.5);

    private const int Width = 30;

    private readonly Lock _drawing = new();
    private readonly long _start = commandContext.Time.GetTimestamp();
    private int _done;
    private int _drawn = -1;
    private int _length;

    /// <summary>One more step is done. May be called from any thread.</summary>
    public void Step()
    {
        if (!commandContext.ShowsProgress) return;
        lock (_drawing)
        {
            _done++;
            var percent = (int)Math.Min(100, 100L * _done / Math.Max(1, steps));
            if (percent == _drawn || commandContext.Time.GetElapsedTime(_start) < Patience) return;
            _drawn = percent;
            var line = $"{what} [{new string('#', percent * Width / 100).PadRight(Width, '-')}] {percent,3}%";
            commandContext.Error.Write($"\r{line}");
            _length = line.Length;
        }
    }

    /// <summary>Takes the bar away.</summary>
    public void Dispose()
    {
        lock (_drawing)
            if (_length > 0) commandContext.Error.Write($"\r{new string(' ', _length)}\r");
    }
}
