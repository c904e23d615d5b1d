using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.Markdown;

namespace BackSpasmSite.Content.Citations;

/// <summary>
/// Finds numbers of the article's papers that are no citation only because of a sign: <c>(1—3)</c>, <c>(1 and 2)</c>, <c>（1）</c>,
/// <c>(ref. 1)</c>. Whatever would still be text with our own signs is left alone, so that this is wrong no more often than a citation is.
/// </summary>
internal static partial class ForeignNumbers
{
    /// <param name="text">What is left of a block; citations in our own forms are not.</param>
    /// <param name="papers">How many papers the article lists, or cites by key.</param>
    public static void Report(LeftText text, SourceText source, int offset, int papers, bool citesByKey, ICollection<Diagnostic> diagnostics)
    {
        if (papers == 0) return;
        foreach (Match group in Group().Matches(text.Text))
        {
            var ours = $"({InOurSigns(group.Groups["inside"].Value)})";
            if (CitationSyntax.Read(ours) is not { Flaw: CitationError.None } numbers || numbers.Length != ours.Length || numbers.Highest > papers) continue;
            var (start, end) = (offset + text.PositionOf(group.Index), offset + text.PositionOf(group.Index + group.Length - 1) + 1);
            if (end > source.Text.Length || start >= end) continue;
            var written = source.Text[start..end];
            // Read already, and perhaps reported for its place.
            if (CitationSyntax.Read(written) is not null) continue;
            diagnostics.Add(CitationDiagnostics.OtherNumbers(source, start, written, ours, citesByKey));
        }
    }

    /// <summary>With our commas, hyphens, digits and spaces; the word or page beside the numbers is left out.</summary>
    private static string InOurSigns(string inside)
    {
        var ours = new StringBuilder(inside.Length);
        foreach (var sign in Page().Replace(Label().Replace(And().Replace(inside, ", "), ""), ""))
        {
            ours.Append(sign switch
            {
                '⁰' or '¹' or '²' or '³' or (>= '⁴' and <= '⁹') => DigitOf(sign),
                _ when char.IsDigit(sign) => DigitOf(sign),
                '，' or '、' or '،' or '˒' => ',',
                '；' or '؛' => ';',
                '−' or '⁻' => '-',
                _ when CharUnicodeInfo.GetUnicodeCategory(sign) == UnicodeCategory.DashPunctuation => '-',
                _ when char.IsWhiteSpace(sign) => ' ',
                _ => sign,
            });
        }

        return Dashes().Replace(ours.ToString(), "-").Trim();
    }

    private static char DigitOf(char sign) => (char)('0' + (int)char.GetNumericValue(sign));

    /// <summary>Directly after a digit it is the issue of a journal, and after other characters it may end an address.</summary>
    [GeneratedRegex(@"(?<!\p{Nd})(?<!(?:://|\bwww\.)\S{0,200})[(（［【](?<inside>[^()（）［］【】\uFFFA\uFFFC]{1,100})[)）］】]", RegexOptions.CultureInvariant)]
    private static partial Regex Group();

    /// <summary>1 and 2; 1 &amp; 2; 1, 2, and 3</summary>
    [GeneratedRegex(@"(?<=\p{N}\s?),?\s*(?:\band\b|&)\s*(?=\p{N})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex And();

    /// <summary>ref. 1; references 1, 2</summary>
    [GeneratedRegex(@"\A\s*(?:refs?\.?|references?)\s*(?=\p{N})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Label();

    /// <summary>1, p. 12; 1, pages 3-5; 1, table 2</summary>
    [GeneratedRegex(@"[,:;]?\s+(?:pp?\.?|pages?|ch(?:ap(?:ter)?)?\.?|fig(?:ure)?\.?|table|sect(?:ion)?\.?)\s*\p{N}[\p{N}\s–-]*\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Page();

    /// <summary>Two or three hyphens are a dash on old keyboards.</summary>
    [GeneratedRegex("-{2,3}", RegexOptions.CultureInvariant)]
    private static partial Regex Dashes();
}
