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

    /// <summary>What is in no folded text, because every white space is a space.</summary>
    private const char Between = '\n';

    /// <summary>For each of the 65,536 characters what it becomes. A search folds every report, so each must be one look.</summary>
    private static readonly Lazy<char[]> Table = new(() => [.. Enumerable.Range(0, char.MaxValue + 1).Select(code => Fold((char)code))]);

    /// <summary>The words of a search, for <see cref="Holds"/>; empty when there are none.</summary>
    /// <param name="text">As typed.</param>
    /// <param name="most">How many are looked for; the others are left out.</param>
    public static string Words(string text, int most)
    {
        var folded = new char[text.Length];
        return string.Join(Between, new string(folded, 0, Fold(text, folded)).Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct().Take(most));
    }

    /// <summary>Whether every word is in one of the texts. What is null holds none.</summary>
    /// <param name="words">Folded, each on a line of its own.</param>
    /// <param name="texts">As they are.</param>
    public static bool Holds(string words, params ReadOnlySpan<string?> texts)
    {
        var length = texts.Length;
        foreach (var text in texts) length += text?.Length ?? 0;
        var rented = ArrayPool<char>.Shared.Rent(length);
        try
        {
            var all = rented.AsSpan(0, Fold(texts, rented));
            foreach (var word in words.AsSpan().Split(Between))
                if (all.IndexOf(words.AsSpan(word)) < 0) return false;
            return true;
        }
        finally
        {
            ArrayPool<char>.Shared.Return(rented);
        }
    }

    private static int Fold(ReadOnlySpan<string?> texts, Span<char> into)
    {
        var length = 0;
        foreach (var text in texts)
        {
            if (text is null) continue;
            length += Fold(text, into[length..]);
            into[length++] = Between;
        }

        return length;
    }

    private static int Fold(string text, Span<char> into)
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
