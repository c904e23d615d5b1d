using System.Globalization;

namespace BackSpasmSite.Reports.Intake;

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
