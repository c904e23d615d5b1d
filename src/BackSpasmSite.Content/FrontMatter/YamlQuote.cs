using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace BackSpasmSite.Content.FrontMatter;

/// <summary>Quotes a value so that YAML reads it back unchanged.</summary>
internal static partial class YamlQuote
{
    /// <summary>
    /// The value on one line in double quotation marks, escaped. Characters that YAML treats as line ends or forbids in a file become
    /// numeric escapes (YAML 1.2, 5.7); an unpaired surrogate, which no file can hold, becomes U+FFFD.
    /// </summary>
    public static string Of(string value)
    {
        var quoted = new StringBuilder("\"");
        foreach (var rune in value.EnumerateRunes())
        {
            quoted.Append(rune.Value switch
            {
                '\\' => @"\\",
                '"' => "\\\"",
                '\n' => @"\n",
                '\r' => @"\r",
                '\t' => @"\t",
                0x2028 or 0x2029 or 0xFEFF or 0xFFFE or 0xFFFF => $@"\u{rune.Value:X4}",
                _ when Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control => $@"\u{rune.Value:X4}",
                _ => rune.ToString(),
            });
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>Leaves a plain word unquoted; quotes anything that YAML might read as something else.</summary>
    public static string Word(string value) => PlainWord().IsMatch(value) ? value : Of(value);

    [GeneratedRegex(@"\A(?!(?:true|false|null|yes|no|on|off)\z)[a-z][a-z0-9-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex PlainWord();
}
