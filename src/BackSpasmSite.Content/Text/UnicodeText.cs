using System.Text;

namespace BackSpasmSite.Content.Text;

internal static class UnicodeText
{
    /// <summary>Unpaired surrogates and noncharacters (Unicode, 23.7), for which the framework throws, become U+FFFD first.</summary>
    public static string Normalized(string text, NormalizationForm form)
    {
        // Below U+D800 every code unit is a valid character.
        if (!text.AsSpan().ContainsAnyInRange('\uD800', '\uFFFF')) return text.Normalize(form);
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            clean.Append((rune.Value & 0xFFFE) == 0xFFFE || rune.Value is >= 0xFDD0 and <= 0xFDEF ? Rune.ReplacementChar : rune);
        return clean.ToString().Normalize(form);
    }
}
