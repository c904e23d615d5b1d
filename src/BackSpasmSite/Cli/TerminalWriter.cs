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
