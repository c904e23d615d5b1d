namespace BackSpasmSite.Content.Diagnostics;

internal sealed class SourceText
{
    private readonly int[] _lineStarts;
    private readonly int[]? _origin;

    /// <param name="path">The file, relative to the content folder, with <c>/</c>.</param>
    /// <param name="text">With LF as the only line end.</param>
    /// <param name="origin">
    /// The offset in the file of each character and of the end, if something was removed from the text; never a line end.
    /// </param>
    public SourceText(string path, string text, int[]? origin = null)
    {
        Path = path;
        Text = text;
        _lineStarts = LineStarts(text);
        _origin = origin;
    }

    public string Path { get; }

    public string Text { get; }

    /// <summary>Both from 1, in the file.</summary>
    public (int Line, int Column) PositionOf(int offset)
    {
        offset = Math.Clamp(offset, 0, Text.Length);
        var found = Array.BinarySearch(_lineStarts, offset);
        var line = found >= 0 ? found : ~found - 1;
        var start = _lineStarts[line];
        if (_origin is null) return (line + 1, offset - start + 1);
        return (line + 1, _origin[offset] - (start == 0 ? 0 : _origin[start - 1] + 1) + 1);
    }

    /// <summary>The offset of a line's first character; lines count from 1 and are clamped to the text.</summary>
    public int OffsetOf(int line) => _lineStarts[Math.Clamp(line, 1, _lineStarts.Length) - 1];

    /// <summary>Without the line end; lines count from 1.</summary>
    public string Line(int line)
    {
        var start = OffsetOf(line);
        var end = Text.IndexOf('\n', start);
        return end < 0 ? Text[start..] : Text[start..end];
    }

    public Diagnostic Error(int offset, string code, string message) => At(offset, code, Severity.Error, message);

    public Diagnostic Warning(int offset, string code, string message) => At(offset, code, Severity.Warning, message);

    private Diagnostic At(int offset, string code, Severity severity, string message)
    {
        var (line, column) = PositionOf(offset);
        return new Diagnostic(Path, line, column, code, severity, message);
    }

    private static int[] LineStarts(string text)
    {
        var starts = new List<int> { 0 };
        for (var i = 0; i < text.Length; i++)
            if (text[i] == '\n')
                starts.Add(i + 1);
        return [.. starts];
    }
}
