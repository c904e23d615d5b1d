using System.Text.RegularExpressions;

namespace BackSpasmSite.Authoring;

/// <summary>Where the lines between the two fences of an article's front matter stand in its file.</summary>
/// <param name="Start">The offset of the first character after the first fence's line.</param>
/// <param name="End">The offset of the second fence.</param>
/// <param name="LineEnd">How the file ends its lines.</param>
internal readonly partial record struct FrontMatterSpan(int Start, int End, string LineEnd)
{
    public static FrontMatterSpan Of(string text)
    {
        var match = Fences().Match(text);
        if (!match.Success) throw new FormatException("There is no front matter between two lines of three hyphens.");
        return new FrontMatterSpan(match.Groups["yaml"].Index, match.Groups["close"].Index, match.Groups["end"].Value);
    }

    /// <summary>The front matter itself, of the text it was found in.</summary>
    public string In(string text) => text[Start..End];

    /// <summary>The text with something else in the place of a stretch of its front matter.</summary>
    public string Replace(string text, int from, int to, string by) =>
        string.Concat(text.AsSpan(0, Start + from), by, text.AsSpan(Start + to));

    /// <summary>The offset at which the line begins that holds another one.</summary>
    public static int LineStart(string yaml, int offset) =>
        offset == 0 ? 0 : yaml.LastIndexOfAny(['\r', '\n'], offset - 1) + 1;

    /// <summary>The offset at which the next line begins.</summary>
    public static int NextLine(string yaml, int offset)
    {
        var end = yaml.IndexOfAny(['\r', '\n'], offset);
        return end < 0 ? yaml.Length : end + (yaml.AsSpan(end).StartsWith("\r\n") ? 2 : 1);
    }

    [GeneratedRegex(@"\A\uFEFF?---[ \t]*(?<end>\r\n|\n|\r)(?<yaml>(?:.|[\r\n])*?)(?<=[\r\n])(?<close>---)[ \t]*(?:[\r\n]|\z)", RegexOptions.CultureInvariant)]
    private static partial Regex Fences();
}
