using BackSpasmSite.Content.Diagnostics;

namespace BackSpasmSite.Content.FrontMatter;

/// <summary>A Markdown file cut in two: the YAML between two lines of three hyphens, and the text after them.</summary>
internal sealed record FrontMatterSplit(YamlText Yaml, int TextStart)
{
    /// <summary>The two parts, or null with the reason added to the problems.</summary>
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
    /// Where the lines between the two fences begin and end, and where the text after them begins; null when the first
    /// line is no fence or the second fence is missing. A byte-order mark and any line ends are allowed.
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

    /// <summary>The offset at which the next line begins, whatever ends this one.</summary>
    public static int NextLine(string text, int offset)
    {
        var end = text.AsSpan(offset).IndexOfAny('\r', '\n');
        if (end < 0) return text.Length;
        end += offset;
        return end + (text.AsSpan(end).StartsWith("\r\n") ? 2 : 1);
    }

    private static bool IsFence(ReadOnlySpan<char> line) => line.TrimEnd() is "---";
}
