using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.Markdown;

namespace BackSpasmSite.Content.Citations;

/// <summary>Finds citations in the forms of other styles, which this site prints as text: <c>[3]</c>, pain², <c>(Dahm 2010)</c>.</summary>
internal static partial class ForeignCitations
{
    public const string Code = "CIT012";

    private static readonly SearchValues<char> Signs = SearchValues.Create("[(¹²³⁰⁴⁵⁶⁷⁸⁹");

    /// <summary>Raised digits after these are powers or names of statistics.</summary>
    private static readonly HashSet<string> Powers = new(StringComparer.OrdinalIgnoreCase)
    {
        "min", "sec", "mol", "inch", "inches", "foot", "feet", "yard", "yards", "mile", "miles", "metre", "metres", "meter", "meters", "chi", "eta", "tau", "phi",
    };

    /// <summary>Words that stand before a year and are no authors.</summary>
    private static readonly HashSet<string> NoAuthors = new(StringComparer.OrdinalIgnoreCase)
    {
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
        "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec", "Spring", "Summer", "Autumn", "Fall", "Winter",
        "In", "Since", "From", "Until", "Before", "After", "About", "Around", "Circa", "By", "To", "Of", "The", "Version", "Edition", "Updated", "Reviewed", "Olympics",
    };

    /// <param name="text">What is left of a block; citations in our own forms are not.</param>
    public static void Report(LeftText text, SourceText source, int offset, ICollection<Diagnostic> diagnostics)
    {
        if (!text.Text.AsSpan().ContainsAny(Signs)) return;
        var words = text.Text.Replace('\n', ' ');
        if (InBrackets().Match(words) is { Success: true } numbers)
            Add(numbers, $"{numbers.Value} looks like a citation, but is printed as text. A citation is the paper's key, such as [@dahm-2010], or its number in round brackets. Write \\[ to print the bracket.");
        if (Raised().Matches(words).FirstOrDefault(raised => !Powers.Contains(raised.Groups["word"].Value)) is { } digits)
            Add(digits.Groups["digits"], $"The raised {digits.Groups["digits"].Value} looks like a citation, but links to nothing. A citation is the paper's key, such as [@dahm-2010], or its number in round brackets.");
        foreach (Match author in AuthorAndYear().Matches(words))
        {
            var name = author.Groups["name"].Value;
            // A citation right behind these words makes them an introduction of the paper.
            if (NoAuthors.Contains(name) || text.IsCitation(author.Index + author.Length) || text.IsCitation(author.Index + author.Length + 1)) continue;
            Add(author, $"“{author.Value}” looks like a citation, but links to nothing. Cite the paper by its key, such as [@{KeyOf(name)}-{author.Groups["year"].Value}], or by its number in round brackets. Put a backslash before the bracket if it is none.");
            break;
        }

        void Add(Group found, string message) => diagnostics.Add(source.Warning(offset + text.PositionOf(found.Index), Code, message));
    }

    /// <summary>The name as keys are usually written.</summary>
    private static string KeyOf(string name) => Slug.TryFrom(name, out var slug) ? slug.ToString() : "dahm";

    /// <summary>Numbers up to 999: a larger one is a year.</summary>
    [GeneratedRegex(@"(?<!CI:? ?)\[ ?[1-9][0-9]{0,2}(?: ?(?:[,;‐-―−-]|and|&) ?[1-9][0-9]{0,2}){0,20} ?\]", RegexOptions.CultureInvariant)]
    private static partial Regex InBrackets();

    /// <summary>After a word of three letters or more, or after a mark that ends one: “m²” and “10⁻³” are none.</summary>
    [GeneratedRegex(@"(?:(?<![\p{L}\p{N}/])(?<word>\p{L}{3,40})|(?<=[\p{L})”’""])[.,;:!?)”’""]{1,2})(?<digits>[¹²³⁴⁵⁶⁷⁸⁹][¹²³⁰⁴⁵⁶⁷⁸⁹]{0,2}(?:[,‐-―−⁻˒ -]{1,2}[¹²³⁴⁵⁶⁷⁸⁹][¹²³⁰⁴⁵⁶⁷⁸⁹]{0,2}){0,20})", RegexOptions.CultureInvariant)]
    private static partial Regex Raised();

    /// <summary>(Dahm 2010), (see Dahm et al., 2010a; Chou 2011), Dahm et al. (2010), Dahm and Chou (2010), Dahm (2010).</summary>
    [GeneratedRegex(
        $@"\((?:(?:see|e\.g\.|cf\.|also|from|by),? ){{0,2}}(?:(?:van|von|de|der|den|du|la|le|di|da|dos|ter) ){{0,3}}{Name}(?:{Others}|(?: {Capital}| (?:of|for|the|and)){{1,6}})?,? {Year}(?:[,:;] ?[^()\uFFFA]{{1,120}})?\)"
        + $@"|(?<![\p{{L}}\p{{N}}(]|\b[Ii]n |\b[Aa]t ){Name}(?:{Others})? \({Year}\)",
        RegexOptions.CultureInvariant)]
    private static partial Regex AuthorAndYear();

    private const string Capital = @"\p{Lu}[\p{L}'’-]{1,40}";
    private const string Name = $"(?<name>{Capital})";
    private const string Year = "(?<year>(?:19|20)[0-9]{2})[a-z]?";
    private const string Others = $@" \uFFFC?(?:et al\.?|and colleagues|(?:and|&) (?:\p{{Ll}}{{1,4}} ){{0,2}}{Capital})";
}

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
