using System.Globalization;
using System.Text;

namespace BackSpasmSite.Feedback;

/// <summary>What readers typed, made safe for a terminal, which obeys some characters and turns others around.</summary>
internal static class TerminalText
{
    /// <summary>One line of at most so many characters, with … where more was cut off.</summary>
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

    /// <summary>Control and escape characters, and the invisible ones: of direction, of width, without meaning.</summary>
    /// <remarks>But not the two joiners, which some scripts and many emoji are written with.</remarks>
    private static bool Obeyed(Rune rune) => rune.Value is not (0x200C or 0x200D) && Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control
        or UnicodeCategory.Format
        or UnicodeCategory.PrivateUse
        or UnicodeCategory.OtherNotAssigned;

    /// <summary>Without a last word that is cut in two, unless little else would be left.</summary>
    private static string WholeWords(string beginning, string whole)
    {
        var end = whole[beginning.Length] == ' ' ? beginning.Length : beginning.LastIndexOf(' ');
        return end > beginning.Length / 2 ? beginning[..end].TrimEnd() : beginning;
    }

    /// <summary>Never half a character, as people see it.</summary>
    private static string Beginning(string text, int length)
    {
        var end = 0;
        while (end + StringInfo.GetNextTextElementLength(text, end) is var next && next <= length) end = next;
        return text[..end];
    }
}
