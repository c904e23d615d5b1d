using System.Text;

namespace BackSpasmSite.Content.Text;

/// <summary>Normalises text of which nobody knows whether it is well formed.</summary>
internal static class UnicodeText
{
    /// <summary>
    /// The normalised text. Halves of surrogate pairs and noncharacters (Unicode, 23.7), at which the framework throws,
    /// become U+FFFD first.
    /// </summary>
    public static string Normalized(string text, NormalizationForm form)
    {
        // Everything below is a character by itself.
        if (!text.AsSpan().ContainsAnyInRange('\uD800', '\uFFFF')) return text.Normalize(form);
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            clean.Append((rune.Value & 0xFFFE) == 0xFFFE || rune.Value is >= 0xFDD0 and <= 0xFDEF ? Rune.ReplacementChar : rune);
        return clean.ToString().Normalize(form);
    }
}
