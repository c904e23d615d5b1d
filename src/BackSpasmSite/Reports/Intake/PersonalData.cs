using System.Globalization;
using System.Text.RegularExpressions;

namespace BackSpasmSite.Reports.Intake;

/// <summary>Finds what in a reader's own words looks like an e-mail address, a telephone number or the like.</summary>
/// <remarks>
/// It is a hint, not a filter: who is warned may send the message as it is. So it would rather miss an unusual number
/// than alarm at a reference, a date or a dose. Whatever has a form of its own is taken out first; the numbers that are
/// left are judged by <see cref="PersonalNumbers"/>. No pattern backtracks, and what a match looked at beyond its end
/// the next ones do not look at again and again: the work grows with the message's length, whatever it says.
/// </remarks>
internal static partial class PersonalData
{
    /// <summary>What takes the place of a stretch that has been read: no letter, no digit, no space.</summary>
    private const char Taken = '\0';

    /// <summary>The stretches as they were typed, in their order, each once; none when there is nothing to warn of.</summary>
    public static IReadOnlyList<string> FindIn(string message)
    {
        var found = new List<Range>();
        var text = PlainCharacters.Of(message);

        text = Web().Replace(text, match => match.Index > 0 && text[match.Index - 1] == '@' ? match.Value : Take(match, match.Length));
        text = Mail().Replace(text, match => Find(match, match.Length));
        text = Iban().Replace(text, match => Find(match, CheckDigits.IbanLength(match.ValueSpan)));
        text = Identifier().Replace(text, match => Take(match, match.Length));
        text = Time().Replace(text, match => Take(match, match.Length));
        found.AddRange(PersonalNumbers.In(text));

        return [.. found.OrderBy(range => range.Start.Value).Select(range => message[range]).Distinct()];

        string Find(Match match, int length)
        {
            if (length > 0) found.Add(match.Index..(match.Index + length));
            return Take(match, length);
        }
    }

    private static string Take(Match match, int length) => string.Concat(new string(Taken, length), match.ValueSpan[length..]);

    // Web addresses, with or without https://, and DOIs, https://www.doi.org/doi-handbook/HTML/doi-name-syntax.html: to the next space.
    [GeneratedRegex(
        @"(?:[a-z]+://|www\.|[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}(?::[0-9]+)?[/?#]|10\.[0-9]{4,9}(?:\.[0-9]+)*/)\S*",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Web();

    // Looser than RFC 5321 and 6531, for people also write “jane (at) example dot org”. A bare “at” counts only before
    // a well-known ending or mailbox: one looks at the dot on a picture, and at example.org.
    [GeneratedRegex(
        @"[\p{L}\p{M}\p{N}_][\p{L}\p{M}\p{N}_.%+&'-]*" +
        @"(?:(?:@ ?| @ | ?[(\[{<] ?(?:at|@) ?[)\]}>] ?)" +
        @"(?:[\p{L}\p{M}\p{N}-]+(?:\.| \. | dot | ?[(\[{<] ?(?:dot|\.) ?[)\]}>] ?))+(?:xn--[a-z0-9-]+|[\p{L}\p{M}]{2,})" +
        @"| at [\p{L}\p{M}\p{N}-]+(?: dot [\p{L}\p{M}\p{N}-]+)* dot (?:com|org|net|edu|info|eu|uk|ie|de|fr|nl|ch|ca|au|nz)\b" +
        @"| at (?:gmail|googlemail|hotmail|outlook|yahoo|icloud|proton|protonmail|gmx|aol|btinternet)(?:\.[a-z]{2,})+)",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Mail();

    // ISO 13616, as printed in fours or in one word; it may run into words behind it.
    [GeneratedRegex(@"\b[a-z]{2}[0-9]{2}(?: ?[a-z0-9]{4}){2,7}(?: ?[a-z0-9]{1,3})?\b", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Iban();

    // Numbers of papers, books, trials and goods that say what they are. One that hangs on a letter (NCT01234567) needs no rule.
    [GeneratedRegex(
        @"\bisbn(?:[ -]?1[03])?[^0-9\n]{0,12}(?:97[89][ -]?)?[0-9](?:[ -]?[0-9]){8}[ -]?[0-9x]" +
        @"|\b(?:(?:pmid|pmcid|pmc|[ep]?-?issn|arxiv|orcid|nct|isrctn|[a-z]{0,4}ctr[in]?|drks|umin|irct|utn|eudract|prospero|crd" +
        @"|omim|snomed|sctid|ndc|cas|ean|gtin|upc)s?(?:[ :.#(]+(?:ct|id|identifier|no|nr|number|registration))*" +
        @"|(?:trial|registration|registry|protocol|study|grant|accession|article|paper|reference|ref|product|model|batch|lot)" +
        @"(?:[ :.#(]+(?:id|identifier|no|nr|number|registration))+)[ :.#(-]*[0-9][0-9x/-]*",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Identifier();

    // Days (in any order, ISO 8601 also without hyphens), months and spans of years, times of day, and “24/7”.
    [GeneratedRegex(
        @"\b(?:(?:19|20)[0-9]{2}[-/.](?:0?[1-9]|1[0-2])(?:[-/.][0-9]{1,2}(?:t[0-9:.]+z?)?)?" +
        @"|(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?:t?[0-9]{4}(?:[0-9]{2})?z?)?" +
        @"|(?:19|20)[0-9]{2} ?[-/] ?(?:19|20)?[0-9]{2}" +
        @"|(?:[0-9]{1,2}[-/. ])?[0-9]{1,2}[-/. ](?:19|20)[0-9]{2}" +
        @"|[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?|24/7)\b",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Time();
}

/// <summary>The many ways to type a digit, a hyphen or a space, as one.</summary>
internal static class PlainCharacters
{
    /// <summary>
    /// The text in small letters, with ASCII digits, hyphens and spaces, and full-width forms as plain ones. Every
    /// character keeps its place, so that what is found can be shown as it was typed.
    /// </summary>
    public static string Of(string text) => string.Create(text.Length, text, static (plain, typed) =>
    {
        for (var i = 0; i < plain.Length; i++) plain[i] = Of(typed[i]);
    });

    private static char Of(char c) => c switch
    {
        // Unicode's block of full-width forms stands in the order of ASCII.
        >= '\uFF01' and <= '\uFF5E' => Of((char)(c - '\uFF01' + '!')),
        // It parts sentences, never a number.
        '—' => c,
        '−' => '-',
        '\t' => ' ',
        _ => CharUnicodeInfo.GetUnicodeCategory(c) switch
        {
            UnicodeCategory.DecimalDigitNumber => (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(c)),
            UnicodeCategory.DashPunctuation => '-',
            // Address books wrap numbers in invisible marks of direction.
            UnicodeCategory.SpaceSeparator or UnicodeCategory.Format => ' ',
            _ => char.ToLowerInvariant(c),
        },
    };
}

/// <summary>Tells a number with a check digit from any other of its length.</summary>
internal static class CheckDigits
{
    /// <summary>Whether these digits can be a payment card's: a first digit that is given out, and Luhn's sum (ISO/IEC 7812-1).</summary>
    public static bool IsCard(string digits)
    {
        var isIssued = digits[0] is >= '3' and <= '6' || int.Parse(digits.AsSpan(0, 4), CultureInfo.InvariantCulture) is >= 2221 and <= 2720;
        if (!isIssued) return false;

        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var value = digits[^(i + 1)] - '0';
            sum += i % 2 == 0 ? value : value < 5 ? 2 * value : 2 * value - 9;
        }

        return sum % 10 == 0;
    }

    /// <summary>How much of the beginning is an IBAN (ISO 13616: 15 to 34 characters, modulo 97); 0 for nothing.</summary>
    /// <param name="text">Small letters and digits in words, the first of which has two letters and two digits or begins so.</param>
    public static int IbanLength(ReadOnlySpan<char> text)
    {
        var head = Append(Append(Append(Append(0, text[0]), text[1]), text[2]), text[3]);
        var (rest, characters, digits) = (0, 4, 2);
        for (var end = 4; end < text.Length;)
        {
            var c = text[end++];
            if (c == ' ') continue;
            rest = Append(rest, c);
            characters++;
            if (char.IsAsciiDigit(c)) digits++;

            // Every country's has ten digits or more, which no sentence has; behind it, other words may follow.
            if ((end == text.Length || text[end] == ' ') && characters is >= 15 and <= 34 && digits >= 10 &&
                (rest * 1_000_000 + head) % 97 == 1) return end;
        }

        return 0;
    }

    // A letter counts as 10 to 35.
    private static int Append(int remainder, char c) =>
        char.IsAsciiDigit(c) ? (remainder * 10 + c - '0') % 97 : (remainder * 100 + c - 'a' + 10) % 97;
}
