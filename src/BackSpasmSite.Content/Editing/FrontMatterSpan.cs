using BackSpasmSite.Content.FrontMatter;

namespace BackSpasmSite.Content.Editing;

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

    /// <param name="from">An offset in the front matter, as is <paramref name="to"/>.</param>
    public string Replace(string text, int from, int to, string by) =>
        string.Concat(text.AsSpan(0, Start + from), by, text.AsSpan(Start + to));

    public static int LineStart(string yaml, int offset) =>
        offset == 0 ? 0 : yaml.LastIndexOfAny(['\r', '\n'], offset - 1) + 1;

    public static int NextLine(string yaml, int offset) => FrontMatterSplit.NextLine(yaml, offset);
}
