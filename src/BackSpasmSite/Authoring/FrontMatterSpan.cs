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

    [GeneratedRegex(@"\A\uFEFF?---[ \t]*(?<end>\r\n|\n|\r)(?<yaml>(?:.|[\r\n])*?)(?<=[\r\n])(?<close>---)[ \t]*(?:[\r\n]|\z)", RegexOptions.CultureInvariant)]
    private static partial Regex Fences();
}
