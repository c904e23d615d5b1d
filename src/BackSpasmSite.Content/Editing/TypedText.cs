using BackSpasmSite.Content.Text;
using DiffPlex;
using DiffPlex.Chunkers;

namespace BackSpasmSite.Content.Editing;

/// <summary>Browsers send every line end as CRLF and drop the byte-order mark; here, unedited lines come back as they were.</summary>
internal static class TypedText
{
    private const char ByteOrderMark = '\uFEFF';

    /// <summary>As a text area shows it, with LF.</summary>
    public static string Shown(string file) => AsParsed(file.TrimStart(ByteOrderMark));

    /// <summary>The typed text with the file's own line ends and byte-order mark.</summary>
    public static string Over(string file, string typed)
    {
        var mark = file.StartsWith(ByteOrderMark) ? ByteOrderMark.ToString() : "";
        var (shown, wanted) = (Shown(file), AsParsed(typed.TrimStart(ByteOrderMark)));
        if (shown == wanted) return file;

        var before = Lines(file[mark.Length..]);
        var kept = Kept(shown, wanted);
        var lines = wanted.Split('\n');
        var text = new System.Text.StringBuilder(mark);
        var lineEnd = before[0].End is { Length: > 0 } first ? first : "\n";
        for (var i = 0; i < lines.Length; i++)
        {
            var old = kept.TryGetValue(i, out var at) ? before[at] : (Text: lines[i], End: "");
            // A new line gets the line end of the one above.
            if (old.End.Length > 0) lineEnd = old.End;
            text.Append(old.Text).Append(i < lines.Length - 1 ? lineEnd : "");
        }

        return text.ToString();
    }

    private static Dictionary<int, int> Kept(string before, string after)
    {
        var blocks = Differ.Instance.CreateDiffs(before, after, ignoreWhiteSpace: false, ignoreCase: false, LineChunker.Instance).DiffBlocks;
        var (oldLines, newLines) = (before.Split('\n').Length, after.Split('\n').Length);
        var kept = new Dictionary<int, int>();
        var (oldAt, newAt) = (0, 0);
        foreach (var block in blocks)
        {
            while (newAt < block.InsertStartB) kept[newAt++] = oldAt++;
            (oldAt, newAt) = (block.DeleteStartA + block.DeleteCountA, block.InsertStartB + block.InsertCountB);
        }

        while (newAt < newLines && oldAt < oldLines) kept[newAt++] = oldAt++;
        return kept;
    }

    private static List<(string Text, string End)> Lines(string text)
    {
        var lines = new List<(string, string)>();
        for (var start = 0; ;)
        {
            var end = text.AsSpan(start).IndexOfAny('\r', '\n');
            if (end < 0)
            {
                lines.Add((text[start..], ""));
                return lines;
            }

            end += start;
            var next = end + (text.AsSpan(end).StartsWith("\r\n") ? 2 : 1);
            lines.Add((text[start..end], text[end..next]));
            start = next;
        }
    }

    /// <summary>As an HTML parser reads it, which also replaces null characters.</summary>
    private static string AsParsed(string text) => LineText.WithLineFeeds(text).Replace('\0', '\uFFFD');
}
