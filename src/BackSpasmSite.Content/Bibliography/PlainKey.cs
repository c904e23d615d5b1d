using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace BackSpasmSite.Content.Bibliography;

/// <summary>An id in the characters that every program takes.</summary>
internal static partial class PlainKey
{
    /// <summary>Its ASCII letters and digits, accents taken off, with <c>-</c> in the place of anything else; empty when nothing is left.</summary>
    public static string Of(string id)
    {
        var letters = id.Normalize(NormalizationForm.FormD).Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark);
        return Other().Replace(string.Concat(letters), "-").Trim('-');
    }

    [GeneratedRegex("[^A-Za-z0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Other();
}
