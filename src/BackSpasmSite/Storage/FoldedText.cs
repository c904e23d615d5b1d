using System.Buffers;
using System.Globalization;
using System.Text;

namespace BackSpasmSite.Storage;

/// <summary>
/// Text as a search compares it: without case and accents, with plain quotation marks and hyphens, and every white space a
/// space.
/// </summary>
internal static class FoldedText
{
    /// <summary>What has no place in folded text: marks that stand on another letter.</summary>
    private const char Nothing = '\0';

    /// <summary>For each of the 65,536 characters what it becomes. A search folds every report, so each must be one look.</summary>
    private static readonly Lazy<char[]> Table = new(() => [.. Enumerable.Range(0, char.MaxValue + 1).Select(code => Fold((char)code))]);

    public static string Of(string text)
    {
        var folded = new char[text.Length];
        return new string(folded, 0, Fold(text, folded));
    }

    /// <summary>Whether a text holds folded words; no text holds none.</summary>
    public static bool Holds(string? text, string folded)
    {
        if (text is null || text.Length < folded.Length) return false;
        var rented = ArrayPool<char>.Shared.Rent(text.Length);
        var found = rented.AsSpan(0, Fold(text, rented)).IndexOf(folded) >= 0;
        ArrayPool<char>.Shared.Return(rented);
        return found;
    }

    private static int Fold(string text, char[] into)
    {
        var table = Table.Value;
        var length = 0;
        foreach (var character in text)
            if (table[character] is not Nothing and var folded) into[length++] = folded;
        return length;
    }

    private static char Fold(char character) => character switch
    {
        _ when char.IsWhiteSpace(character) => ' ',
        '‘' or '’' or '‚' or '‛' => '\'',
        '“' or '”' or '„' or '‟' => '"',
        >= '‐' and <= '―' => '-',
        _ when IsMark(character) => Nothing,
        // Half a character, or none: the framework refuses to take it apart.
        (>= '\uD800' and <= '\uDFFF') or (>= '\uFDD0' and <= '\uFDEF') or >= '\uFFFE' => character,
        _ => char.ToLowerInvariant(Letter(character)),
    };

    /// <summary>The letter below the marks. A character that is made of several letters stays whole.</summary>
    private static char Letter(char character)
    {
        var parts = character.ToString().Normalize(NormalizationForm.FormD);
        return parts.Skip(1).All(IsMark) ? parts[0] : character;
    }

    private static bool IsMark(char character) => char.GetUnicodeCategory(character) is UnicodeCategory.NonSpacingMark;
}
