using BackSpasmSite.Content.Diagnostics;

namespace BackSpasmSite.Content.FrontMatter;

/// <summary>The YAML is between two lines of three hyphens.</summary>
internal sealed record FrontMatterSplit(YamlText Yaml, int TextStart)
{
    /// <summary>Null, with the reason reported, if there are no two fences.</summary>
    public static FrontMatterSplit? Of(SourceText source, ICollection<Diagnostic> diagnostics)
    {
        if (Fences(source.Text) is var (start, end, after))
            return new FrontMatterSplit(new YamlText(source, start, source.Text[start..end]), after);
        diagnostics.Add(source.Line(1).TrimEnd() == "---"
            ? ArticleDiagnostics.FrontMatterNotClosed(source)
            : ArticleDiagnostics.NoFrontMatter(source));
        return null;
    }

    /// <summary>
    /// The lines between the two fences, and the start of the text after them; null if a fence is missing. Allows a byte-order mark and any
    /// line ends.
    /// </summary>
    public static (int Start, int End, int After)? Fences(string text)
    {
        var first = text.StartsWith('\uFEFF') ? 1 : 0;
        var start = NextLine(text, first);
        if (!IsFence(text.AsSpan(first, start - first))) return null;
        for (var at = start; at < text.Length;)
        {
            var next = NextLine(text, at);
            if (IsFence(text.AsSpan(at, next - at))) return (start, at, next);
            at = next;
        }

        return null;
    }

    /// <summary>After any kind of line end.</summary>
    public static int NextLine(string text, int offset)
    {
        var end = text.AsSpan(offset).IndexOfAny('\r', '\n');
        if (end < 0) return text.Length;
        end += offset;
        return end + (text.AsSpan(end).StartsWith("\r\n") ? 2 : 1);
    }

    private static bool IsFence(ReadOnlySpan<char> line) => line.TrimEnd() is "---";
}
