using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace BackSpasmSite.Content.Diagnostics;

internal sealed class SourceText
{
    /// <summary>Measured: a higher quality or a larger window takes longer and saves hardly anything.</summary>
    private const int Quality = 2, WindowBits = 16;

    private readonly int[]? _origin;

    /// <summary>Brotli; null if the text is kept as a string.</summary>
    private readonly byte[]? _packed;

    /// <summary>Of the packed text, in UTF-8.</summary>
    private readonly int _length;

    private readonly WeakReference<Lines> _lines = new(null!);
    private readonly Lines? _kept;

    /// <summary>Null unless the text itself was dropped.</summary>
    private readonly (int[] Starts, int Length)? _lineStarts;

    /// <param name="path">The file, relative to the content folder, with <c>/</c>.</param>
    /// <param name="text">With LF as the only line end.</param>
    /// <param name="origin">
    /// The offset in the file of each character and of the end, if something was removed from the text; never a line end.
    /// </param>
    public SourceText(string path, string text, int[]? origin = null)
    {
        Path = path;
        _kept = new Lines(text);
        _origin = origin;
    }

    private SourceText(SourceText source)
    {
        Path = source.Path;
        (_packed, _length) = Packed(source.Text);
        _origin = source._origin;
    }

    private SourceText(SourceText source, int[] starts, int length) => (Path, _origin, _lineStarts) = (source.Path, source._origin, (starts, length));

    public string Path { get; }

    public string Text => Unpacked.Text;

    /// <summary>
    /// The same text compressed, in a fifth of the memory; it is unpacked when it is needed. An edition has thousands of texts, and needs
    /// one when its page is rendered or a mistake in it is reported.
    /// </summary>
    public SourceText Pack() => _packed is null ? new SourceText(this) : this;

    /// <summary>Only for positions: a check of thousands of articles reads each text once, and then needs no more than the places of its lines.</summary>
    public SourceText WithoutText() => new(this, Unpacked.Starts, Text.Length);

    /// <summary>SHA-256 of the text.</summary>
    public byte[] Hash() => SHA256.HashData(_packed is null ? Encoding.UTF8.GetBytes(Text) : Unpack(_packed));

    private Lines Unpacked
    {
        get
        {
            if (_kept is not null) return _kept;
            if (_packed is null) throw new InvalidOperationException($"The text of {Path} was not kept.");
            if (_lines.TryGetTarget(out var lines)) return lines;
            lines = new Lines(Encoding.UTF8.GetString(Unpack(_packed)));
            _lines.SetTarget(lines);
            RecentlyUsed.Keep(lines);
            return lines;
        }
    }

    /// <summary>Both from 1, in the file.</summary>
    public (int Line, int Column) PositionOf(int offset)
    {
        var (starts, length) = _lineStarts ?? (Unpacked.Starts, Text.Length);
        offset = Math.Clamp(offset, 0, length);
        var found = Array.BinarySearch(starts, offset);
        var line = found >= 0 ? found : ~found - 1;
        var start = starts[line];
        if (_origin is null) return (line + 1, offset - start + 1);
        return (line + 1, _origin[offset] - (start == 0 ? 0 : _origin[start - 1] + 1) + 1);
    }

    /// <summary>The offset of a line's first character; lines count from 1 and are clamped to the text.</summary>
    public int OffsetOf(int line)
    {
        var starts = Unpacked.Starts;
        return starts[Math.Clamp(line, 1, starts.Length) - 1];
    }

    /// <summary>Without the line end; lines count from 1.</summary>
    public string Line(int line)
    {
        var start = OffsetOf(line);
        var end = Text.IndexOf('\n', start);
        return end < 0 ? Text[start..] : Text[start..end];
    }

    public Diagnostic Error(int offset, string code, string message) => At(offset, code, Severity.Error, message);

    public Diagnostic Warning(int offset, string code, string message) => At(offset, code, Severity.Warning, message);

    private static (byte[] Packed, int Length) Packed(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var packed = new byte[BrotliEncoder.GetMaxCompressedLength(bytes.Length)];
        return BrotliEncoder.TryCompress(bytes, packed, out var length, Quality, WindowBits) ? (packed[..length], bytes.Length) : throw new InvalidOperationException("The text could not be compressed.");
    }

    private byte[] Unpack(byte[] packed)
    {
        var bytes = new byte[_length];
        return BrotliDecoder.TryDecompress(packed, bytes, out _) ? bytes : throw new InvalidOperationException($"The text of {Path} could not be unpacked.");
    }

    private Diagnostic At(int offset, string code, Severity severity, string message)
    {
        var (line, column) = PositionOf(offset);
        return new Diagnostic(Path, line, column, code, severity, message);
    }

    /// <param name="text">With LF as the only line end.</param>
    private sealed class Lines(string text)
    {
        public string Text { get; } = text;

        public int[] Starts => field ??= StartsIn(Text);

        private static int[] StartsIn(string text)
        {
            var starts = new List<int> { 0 };
            for (var i = text.IndexOf('\n', StringComparison.Ordinal); i >= 0; i = text.IndexOf('\n', i + 1)) starts.Add(i + 1);
            return [.. starts];
        }
    }
}
