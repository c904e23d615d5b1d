using System.Globalization;
using System.Text.RegularExpressions;

namespace BackSpasmSite.Reports.Intake;

/// <summary>
/// Finds what looks like an e-mail address or a telephone number. A hint, not a filter: the reader may send the message as it is. When in
/// doubt, a number is a reference or an amount.
/// </summary>
internal static partial class PersonalData
{
    /// <summary>Each match once, as typed and in order.</summary>
    public static IReadOnlyList<string> FindIn(string message)
    {
        var found = new List<Range>();
        // Replaces characters one for one, so that a match can be shown as it was typed.
        var text = Web().Replace(string.Concat(message.Select(Plain)), Blank);
        text = Email().Replace(text, match => Find(match, isPersonal: true));
        text = Dates().Replace(Identifiers().Replace(text, Blank), Blank);
        Number().Replace(text, match => Find(match, IsTelephone(match.Value)));
        return [.. found.OrderBy(range => range.Start.Value).Select(range => message[range]).Distinct()];

        string Find(Match match, bool isPersonal)
        {
            if (isPersonal) found.Add(match.Index..(match.Index + match.Length));
            return Blank(match);
        }
    }

    /// <summary>Keeps the text around the match apart.</summary>
    private static string Blank(Match match) => new('\0', match.Length);

    // Unifies digits, dashes and spaces. Invisible direction marks, which address books put around numbers, become spaces.
    private static char Plain(char c) => char.GetUnicodeCategory(c) switch
    {
        UnicodeCategory.DecimalDigitNumber => (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(c)),
        UnicodeCategory.DashPunctuation => '-',
        UnicodeCategory.SpaceSeparator or UnicodeCategory.Format => ' ',
        // Full-width forms are in the order of ASCII.
        _ => c is '\t' ? ' ' : c is '−' ? '-' : char.ToLowerInvariant(c is >= '\uFF01' and <= '\uFF5E' ? (char)(c - '\uFF01' + '!') : c),
    };

    private static bool IsTelephone(string number)
    {
        var groups = Digits().Matches(number).Select(match => match.Value).ToList();
        var digits = string.Concat(groups);
        // A plus, or a zero before another digit, begins a telephone number but never an amount.
        var isMarked = number.Contains('+', StringComparison.Ordinal) || (digits[0] == '0' && groups[0].Length > 1);
        return digits.Length is >= 9 and <= 19
            && groups.Count(group => group.Length == 1) <= 2
            && !IsReference(groups, digits)
            && !IsSeries(groups.ConvertAll(group => decimal.Parse(group)), isMarked)
            && (isMarked || !IsAmount(number, groups, digits));
    }

    // Year, volume and pages (2018 391 10137-10145), and an ISBN without its name.
    private static bool IsReference(List<string> groups, string digits) =>
        (groups[0].Length == 4 && groups[0][..2] is "19" or "20") || (digits.Length == 13 && digits[..3] is "978" or "979");

    // Doses (800 600 400 200) and counts (02-04-06-08-10) rise or fall.
    private static bool IsSeries(List<decimal> amounts, bool isMarked)
    {
        var steps = amounts.Zip(amounts.Skip(1), (one, next) => next - one).ToList();
        return steps.Count > 1 && steps.TrueForAll(step => Math.Sign(step) == Math.Sign(steps[0])) && steps[0] != 0
            && (amounts.TrueForAll(amount => amount % 5 == 0) || steps.TrueForAll(step => step == steps[0] && Math.Abs(step) < 10) || (!isMarked && steps.Count > 3));
    }

    // A round number (8000000000), thousands (1 234 567 890), and a range (4500-11000, 12 500-15 000).
    private static bool IsAmount(string number, List<string> groups, string digits)
    {
        if (digits.EndsWith("00000", StringComparison.Ordinal) || groups.Contains("000")) return true;
        var ends = number.Split('-', StringSplitOptions.TrimEntries);
        if (ends.Length == 2 && groups.Count == 2) return decimal.Parse(groups[0]) < decimal.Parse(groups[1]);
        // Three groups of three may be a telephone number, such as 612 345 678 in Spain.
        return Array.TrueForAll(ends, end => Thousands().IsMatch(end)) && (ends.Length == 2 || groups.Count > 3 || (groups.Count == 3 && groups[0].Length < 3));
    }

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Digits();

    [GeneratedRegex(@"^[1-9][0-9]{0,2}(?:[ .][0-9]{3})+$")]
    private static partial Regex Thousands();

    [GeneratedRegex(@"[\p{L}\p{N}_][\p{L}\p{M}\p{N}_.%+&'-]*(?:@ ?| @ | ?[(\[]at[)\]] ?)[\p{L}\p{M}\p{N}-]+(?:(?:\.| dot | ?[(\[]dot[)\]] ?)[\p{L}\p{M}\p{N}-]+)*(?:\.| dot | ?[(\[]dot[)\]] ?)(?:xn--[a-z0-9-]+|\p{L}[\p{L}\p{M}]+)",
        RegexOptions.NonBacktracking)]
    private static partial Regex Email();

    // Web addresses, with or without https://, and DOIs, up to the next space.
    [GeneratedRegex(@"(?:\b[a-z]+://|\bwww\.|(?<![0-9.])10\.[0-9]{4,9}(?:\.[0-9]+)*/|(?<![@\p{L}\p{N}.-])[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}(?::[0-9]+)?[/?#])\S*")]
    private static partial Regex Web();

    // Labelled numbers of papers, books, trials and goods.
    [GeneratedRegex(
        @"\bisbns?(?:[ -]?1[03])?[^0-9\n]{0,12}[0-9](?:[ -]?[0-9x])*" +
        @"|\b(?:(?:pmid|pmcid|pmc|[ep]?-?issn|doi|arxiv|orcid|nct|isrctn|[a-z]{0,4}ctr[in]?|drks|umin|irct|utn|eudract|prospero|crd|omim|snomed|cas|ean|gtin|upc)s?" +
        @"(?:[ :.#(]+(?:ct|id|identifier|no|nr|number|registration))*" +
        @"|(?:trial|registration|registry|protocol|study|grant|accession|article|paper|reference|ref|product|model|batch|lot)(?:[ :.#(]+(?:id|identifier|no|nr|number|registration))+)" +
        @"[ :.#(-]*[0-9][0-9x]*(?:[ /-][0-9][0-9x]*)*" +
        @"|\b0000-000[0-9]-[0-9]{4}-[0-9]{3}[0-9x]\b")]
    private static partial Regex Identifiers();

    // Dates in any order, months, ranges of years, times of day, 24/7; and decimals, which look like some of these.
    [GeneratedRegex(
        @"\b(?:19|20)[0-9]{2}(?:[-/.](?:0?[1-9]|1[0-2])(?:[-/.][0-9]{1,2}(?:t[0-9:.]+z?)?)?|(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?:t?[0-9]{4}(?:[0-9]{2})?z?)?| ?[-/] ?(?:(?:19|20)?[0-9]{2}))\b" +
        @"|\b(?:[0-9]{1,2}[-/. ])?[0-9]{1,2}[-/. ](?:19|20)[0-9]{2}\b" +
        @"|\b[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?\b|\b24/7\b" +
        @"|(?<![0-9][-/.]?)[0-9]{1,2}([-/.])[0-9]{1,2}\1[0-9]{2}(?!\1?[0-9])" +
        @"|(?<![0-9.])[0-9]+[.,][0-9]+(?![.,]?[0-9])")]
    private static partial Regex Dates();

    // Not if joined to a word or to another number: PMC6354893, bmj-2020-012345678, an @handle, 1234567890mg; but x12 is an extension.
    [GeneratedRegex(
        @"(?<![\p{L}\p{N}_@])(?<!\p{L}[0-9]*[-/])(?<![0-9][-.,:(])" +
        @"(?>(?:\(?(?:\+ ?)?[0-9]{1,5}\)?[ -]{0,3})?(?:\([0-9]{1,5}\)[ -]{0,3})?(?:[0-9]{1,5}\)? ?/ ?)?[0-9]+(?:(?:\.|[ -]{1,3})[0-9]+)*)(?![\p{L}_](?<!x))")]
    private static partial Regex Number();
}
