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

    public override void Flush() => _inner.Flush();
}
