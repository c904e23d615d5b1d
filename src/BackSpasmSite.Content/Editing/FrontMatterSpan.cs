using BackSpasmSite.Content.FrontMatter;

namespace BackSpasmSite.Content.Editing;

/// <summary>The range of the lines between the two fences of an article's front matter.</summary>
/// <param name="Start">The offset of the first character after the first fence's line.</param>
/// <param name="End">The offset of the second fence.</param>
/// <param name="LineEnd">The file's line end.</param>
internal readonly record struct FrontMatterSpan(int Start, int End, string LineEnd)
{
    public static FrontMatterSpan Of(string text)
    {
        if (FrontMatterSplit.Fences(text) is not var (start, end, _))
            throw new FormatException("The front matter must be between two lines of three hyphens, and one of them is missing. Put it back first.");
        // The first fence's line ends as the file's lines do.
        return new FrontMatterSpan(start, end, text[start - 1] == '\r' ? "\r" : text[start - 2] == '\r' ? "\r\n" : "\n");
    }

    public string In(string text) => text[Start..End];

    /// <summary>The text with a range of its front matter replaced.</summary>
    public string Replace(string text, int from, int to, string by) =>
        string.Concat(text.AsSpan(0, Start + from), by, text.AsSpan(Start + to));

    /// <summary>The offset at which the line with another offset begins.</summary>
    public static int LineStart(string yaml, int offset) =>
        offset == 0 ? 0 : yaml.LastIndexOfAny(['\r', '\n'], offset - 1) + 1;

    /// <summary>The offset at which the next line begins.</summary>
    public static int NextLine(string yaml, int offset) => FrontMatterSplit.NextLine(yaml, offset);
}
