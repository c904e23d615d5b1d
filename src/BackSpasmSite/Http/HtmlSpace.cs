namespace BackSpasmSite.Http;

/// <summary>Saves bytes that no reader sees.</summary>
internal static class HtmlSpace
{
    /// <summary>In these, white space counts or is not ours.</summary>
    private static readonly byte[][] Kept = Names("pre textarea code script style");

    /// <summary>Browsers show no white space at the beginning and the end of these: they are blocks in our stylesheet too, or not shown at all. Elements without an end tag lose the white space after them.</summary>
    private static readonly byte[][] Blocks = Names(
        "html head meta link body title header nav ul ol li main article section div p h1 h2 h3 h4 details summary form fieldset legend figure figcaption table thead tbody tr td th footer option select dl dt dd blockquote");

    /// <summary>
    /// Makes each run of white space that contains a line break one line break, or nothing at the beginning and the end of a block. Between two
    /// elements it stays, because whoever reads the text without its layout would run their words together.
    /// </summary>
    public static byte[] Collapse(ReadOnlySpan<byte> html)
    {
        var collapsed = new byte[html.Length];
        var (length, at) = (0, 0);
        var (isInStart, isAfterStart) = (false, false);
        while (at < html.Length)
        {
            if (html[at] == '<' && KeptElement(html[(at + 1)..]) is { } name)
            {
                var end = EndOf(html[at..], name);
                html.Slice(at, end).CopyTo(collapsed.AsSpan(length));
                (length, at, isAfterStart) = (length + end, at + end, false);
                continue;
            }

            var run = html[at..].IndexOfAnyExcept(" \n\r\t"u8) is var found and >= 0 ? found : html.Length - at;
            if (run > 0 && (isAfterStart || IsEnd(html[(at + run)..])))
            {
                at += run;
                continue;
            }

            if (run > 1 && html.Slice(at, run).Contains((byte)'\n'))
            {
                collapsed[length++] = (byte)'\n';
                at += run;
                continue;
            }

            run = Math.Max(run, 1);
            (isInStart, isAfterStart) = html[at] switch
            {
                (byte)'<' => (Find(Blocks, html[(at + 1)..]) is not null, false),
                (byte)'>' => (false, isInStart),
                _ => (isInStart, false),
            };
            html.Slice(at, run).CopyTo(collapsed.AsSpan(length));
            (length, at) = (length + run, at + run);
        }

        return collapsed[..length];
    }

    private static byte[]? KeptElement(ReadOnlySpan<byte> tag) => Find(Kept, tag);

    private static bool IsEnd(ReadOnlySpan<byte> html) => html is [(byte)'<', (byte)'/', ..] && Find(Blocks, html[2..]) is not null;

    private static byte[]? Find(byte[][] names, ReadOnlySpan<byte> tag)
    {
        foreach (var name in names)
            if (tag.StartsWith(name) && tag.Length > name.Length && " >\n"u8.Contains(tag[name.Length])) return name;
        return null;
    }

    private static byte[][] Names(string names) => [.. names.Split(' ').Select(System.Text.Encoding.ASCII.GetBytes)];

    /// <summary>Or the end of the text, if the element is not closed.</summary>
    private static int EndOf(ReadOnlySpan<byte> html, byte[] name)
    {
        Span<byte> close = [(byte)'<', (byte)'/', .. name, (byte)'>'];
        return html.IndexOf(close) is var end and >= 0 ? end + close.Length : html.Length;
    }
}
