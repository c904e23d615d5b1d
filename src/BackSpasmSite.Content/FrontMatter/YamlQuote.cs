using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace BackSpasmSite.Content.FrontMatter;

/// <summary>YAML reads quoted values back unchanged.</summary>
internal static partial class YamlQuote
{
    /// <summary>
    /// On one line in double quotation marks. What YAML treats as a line end or forbids in a file becomes a numeric escape (YAML 1.2, 5.7); an
    /// unpaired surrogate, which no file can hold, becomes U+FFFD.
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

    /// <summary>Quotes anything but a plain word, because YAML might read it as something else.</summary>
    public static string Word(string value) => PlainWord().IsMatch(value) ? value : Of(value);

    [GeneratedRegex(@"\A(?!(?:true|false|null|yes|no|on|off)\z)[a-z][a-z0-9-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex PlainWord();
}
