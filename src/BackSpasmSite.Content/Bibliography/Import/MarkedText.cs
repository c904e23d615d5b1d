using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using BackSpasmSite.Content.Files;
using BackSpasmSite.Content.Text;

namespace BackSpasmSite.Content.Bibliography.Import;

/// <summary>Turns publishers' HTML, JATS and MathML into the few tags that CSL-JSON knows.</summary>
internal static partial class MarkedText
{
    /// <summary>A title: entities decoded, tags that CSL-JSON lacks removed, white space collapsed, without a full stop at its end.</summary>
    public static string Title(string text)
    {
        text = Clean(text);
        // PubMed prints a translated title in brackets.
        if (text is ['[', .., ']'] or ['[', .., ']', '.'] && text.IndexOf('[', 1) < 0) text = text.TrimEnd('.')[1..^1];
        return text.EndsWith('.') && !text.EndsWith("..", StringComparison.Ordinal) && !Initials().IsMatch(text) ? text[..^1].TrimEnd() : text;
    }

    public static string Words(string text) => RichText.WordsOf(Clean(text)).Trim();

    private static string Clean(string text)
    {
        // Some databases encode twice: &amp;lt;i&amp;gt;
        for (var times = 0; times < 2 && text.Contains('&'); times++) text = Decoded(text);
        text = Tag().Replace(text, tag => tag.Groups[2].Value.ToLowerInvariant() switch
        {
            "i" or "em" or "italic" => $"<{tag.Groups[1].Value}i>",
            "b" or "strong" or "bold" => $"<{tag.Groups[1].Value}b>",
            "sub" or "inf" => $"<{tag.Groups[1].Value}sub>",
            "sup" => $"<{tag.Groups[1].Value}sup>",
            // Crossref's small capitals; CSL's own two uses of span.
            "scp" or "sc" => tag.Groups[1].Length > 0 ? "</span>" : "<span style=\"font-variant:small-caps;\">",
            "span" when tag.Groups[1].Length > 0 || tag.Value.Contains("nocase", StringComparison.Ordinal) || tag.Value.Contains("small-caps", StringComparison.Ordinal) => tag.Value,
            "br" or "p" or "title" or "break" => " ",
            _ => "",
        });
        // A span whose opening tag was dropped.
        if (text.Contains("</span>", StringComparison.OrdinalIgnoreCase) && !text.Contains("<span", StringComparison.OrdinalIgnoreCase)) text = text.Replace("</span>", "", StringComparison.OrdinalIgnoreCase);
        return UnprintableCharacters.RemoveFrom(Space().Replace(Invisible().Replace(UnicodeText.Normalized(text, NormalizationForm.FormC), ""), " ")).Text.Trim();
    }

    private static string Decoded(string text) => Entity().Replace(text, static entity =>
        WebUtility.HtmlDecode(entity.Value) is var decoded && decoded.Any(char.IsControl) ? " " : decoded);

    /// <summary>Only names that are tags: “p&lt;a and b&gt;c” is none.</summary>
    [GeneratedRegex(@"<(/?)(?:[a-z]{2,5}:)?(italic|bold|i|em|b|strong|sub|sup|inf|scp|sc|span|br|p|title|break|u|underline|font|div|a|small|big|tt|monospace|sans-serif|roman|styled-content|named-content|ext-link|xref|fn|math|mrow|mi|mo|mn|msub|msup|msubsup|mtext|mstyle|mspace|mfrac|mover|munder|semantics|annotation|inline-formula|alternatives|tex-math|inline-graphic)(?:\s[^<>]*)?/?>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Tag();

    [GeneratedRegex("&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});", RegexOptions.CultureInvariant)]
    private static partial Regex Entity();

    [GeneratedRegex(@"[\s\p{Cc}]+")]
    private static partial Regex Space();

    [GeneratedRegex(@"[\u200B\u00AD]")]
    private static partial Regex Invisible();

    /// <summary>“in the U.S.” keeps its full stop.</summary>
    [GeneratedRegex(@"\b[A-Z]\.(?:[A-Z]\.)+\z")]
    private static partial Regex Initials();
}
