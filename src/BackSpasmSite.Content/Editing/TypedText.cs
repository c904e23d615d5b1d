using BackSpasmSite.Content.Text;
using DiffPlex;
using DiffPlex.Chunkers;

namespace BackSpasmSite.Content.Editing;

/// <summary>
/// A file's text on its way through a text area and back. Browsers send every line end as CRLF and know no byte-order
/// mark; every line that nobody touched comes out as it went in.
/// </summary>
internal static class TypedText
{
    private const char ByteOrderMark = '\uFEFF';

    /// <summary>The text as a text area shows it: lines end with LF.</summary>
    public static string Shown(string file) => AsParsed(file.TrimStart(ByteOrderMark));

    /// <summary>The file's new text.</summary>
    /// <param name="file">The text it had, as it was.</param>
    /// <param name="typed">What came back from the text area.</param>
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
            // A new line ends as the one above it.
            if (old.End.Length > 0) lineEnd = old.End;
            text.Append(old.Text).Append(i < lines.Length - 1 ? lineEnd : "");
        }

        return text.ToString();
    }

    /// <summary>Which line of the old text each line of the new one is, where it is one.</summary>
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

    /// <summary>As an HTML parser does; it also puts a replacement character where there is a null.</summary>
    private static string AsParsed(string text) => LineText.WithLineFeeds(text).Replace('\0', '\uFFFD');
}
