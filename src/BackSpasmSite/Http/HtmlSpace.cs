namespace BackSpasmSite.Http;

/// <summary>Saves bytes that no reader sees.</summary>
internal static class HtmlSpace
{
    /// <summary>In these, white space counts or is not ours.</summary>
    private static readonly byte[][] Kept = [.. new[] { "pre", "textarea", "code", "script", "style" }.Select(name => System.Text.Encoding.ASCII.GetBytes(name))];

    /// <summary>Makes each run of white space that contains a line break one line break.</summary>
    public static byte[] Collapse(ReadOnlySpan<byte> html)
    {
        var collapsed = new byte[html.Length];
        var (length, at) = (0, 0);
        while (at < html.Length)
        {
            if (html[at] == '<' && KeptElement(html[(at + 1)..]) is { } name)
            {
                var end = EndOf(html[at..], name);
                html.Slice(at, end).CopyTo(collapsed.AsSpan(length));
                (length, at) = (length + end, at + end);
                continue;
            }

            var run = html[at..].IndexOfAnyExcept(" \n\r\t"u8) is var found and >= 0 ? found : html.Length - at;
            if (run > 1 && html.Slice(at, run).Contains((byte)'\n'))
            {
                collapsed[length++] = (byte)'\n';
                at += run;
                continue;
            }

            run = Math.Max(run, 1);
            html.Slice(at, run).CopyTo(collapsed.AsSpan(length));
            (length, at) = (length + run, at + run);
        }

        return collapsed[..length];
    }

    private static byte[]? KeptElement(ReadOnlySpan<byte> tag)
    {
        foreach (var name in Kept)
            if (tag.StartsWith(name) && tag.Length > name.Length && " >\n"u8.Contains(tag[name.Length])) return name;
        return null;
    }

    /// <summary>Or the end of the text, if the element is not closed.</summary>
    private static int EndOf(ReadOnlySpan<byte> html, byte[] name)
    {
        Span<byte> close = [(byte)'<', (byte)'/', .. name, (byte)'>'];
        return html.IndexOf(close) is var end and >= 0 ? end + close.Length : html.Length;
    }
}
