using System.Globalization;
using System.Text;

namespace BackSpasmSite.Content.Diagnostics;

/// <summary>A terminal obeys some characters of untrusted text and reverses the direction of others.</summary>
internal static class TerminalText
{
    /// <summary>U+FFFD replaces every character a terminal would obey, except line ends and tabs.</summary>
    public static string Clean(string text) => Replace(text, static _ => "\uFFFD");

    /// <summary>For finished JSON: escapes replace the same characters and mean the same.</summary>
    public static string CleanJson(string json) => Replace(json, static character => $"\\u{(int)character:x4}");

    private static string Replace(string text, Func<char, string> instead)
    {
        StringBuilder? clean = null;
        for (var i = 0; i < text.Length; i++)
        {
            var obeyed = IsObeyed(text[i]);
            if (obeyed) clean ??= new StringBuilder(text, 0, i, text.Length);
            if (clean is null) continue;
            if (obeyed) clean.Append(instead(text[i]));
            else clean.Append(text[i]);
        }

        return clean?.ToString() ?? text;
    }

    /// <summary>An unpaired surrogate is never obeyed.</summary>
    private static bool IsObeyed(char c) => c is not ('\n' or '\r' or '\t') &&
        ((Rune.TryCreate(c, out var rune) && Obeyed(rune)) || c is '\u2028' or '\u2029');

    /// <summary>… marks what was cut off.</summary>
    public static string OneLine(string text, int length)
    {
        var line = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            Append(line, rune);
            if (line.Length > length + 1) break;
        }

        var shown = line.ToString().Trim();
        return shown.Length <= length ? shown : $"{WholeWords(Beginning(shown, length - 1), shown)}…";
    }

    private static void Append(StringBuilder line, Rune rune)
    {
        if (!Rune.IsWhiteSpace(rune)) line.Append(Obeyed(rune) ? "\uFFFD" : rune.ToString());
        else if (line.Length > 0 && line[^1] != ' ') line.Append(' ');
    }

    /// <summary>Control, format, private-use and unassigned characters, but not the two joiners, which some scripts and many emoji need.</summary>
    private static bool Obeyed(Rune rune) => rune.Value is not (0x200C or 0x200D) && Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control
        or UnicodeCategory.Format
        or UnicodeCategory.PrivateUse
        or UnicodeCategory.OtherNotAssigned;

    /// <summary>Drops a last word that is cut in two, unless little else would be left.</summary>
    private static string WholeWords(string beginning, string whole)
    {
        var end = whole[beginning.Length] == ' ' ? beginning.Length : beginning.LastIndexOf(' ');
        return end > beginning.Length / 2 ? beginning[..end].TrimEnd() : beginning;
    }

    /// <summary>Cut at a text element, so that no visible character is split.</summary>
    private static string Beginning(string text, int length)
    {
        var end = 0;
        while (end + StringInfo.GetNextTextElementLength(text, end) is var next && next <= length) end = next;
        return text[..end];
    }
}
