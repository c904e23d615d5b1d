using System.Buffers;
using System.Globalization;
using System.Text;

namespace BackSpasmSite.Data;

/// <summary>
/// Text as a search compares it: without case and accents, with plain quotation marks and hyphens, and every white space a
/// space.
/// </summary>
internal static class FoldedText
{
    /// <summary>What has no place in folded text: marks that stand on another letter.</summary>
    private const char Nothing = '\0';

    /// <summary>Between two words, because every white space in folded text is a space.</summary>
    private const char Between = '\n';

    /// <summary>For each of the 65,536 characters what it becomes. A search folds every report, so each must be one look.</summary>
    private static readonly Lazy<char[]> Table = new(() => [.. Enumerable.Range(0, char.MaxValue + 1).Select(code => Fold((char)code))]);

    /// <summary>The words of a search, each on a line of its own; empty when there are none.</summary>
    /// <param name="text">As typed.</param>
    /// <param name="most">How many are looked for; the others are left out.</param>
    public static string Words(string text, int most)
    {
        var folded = new char[text.Length];
        text.CopyTo(folded);
        return string.Join(Between, new string(folded, 0, Fold(folded)).Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct().Take(most));
    }

    /// <summary>
    /// Whether a text holds a word. Both are UTF-8, and nothing is kept of the text: a search looks into every text of every
    /// report, which as strings would be many megabytes.
    /// </summary>
    /// <param name="word">One of <see cref="Words"/>.</param>
    /// <param name="text">As it is.</param>
    public static bool Holds(ReadOnlySpan<byte> word, ReadOnlySpan<byte> text)
    {
        // A character may be longer when it is folded, but none is longer than three bytes.
        var bytes = ArrayPool<byte>.Shared.Rent(text.Length * 3);
        try
        {
            if (Ascii.ToLower(text, bytes, out var length) is not OperationStatus.Done) length = Fold(text, bytes);
            return bytes.AsSpan(0, length).IndexOf(word) >= 0;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private static int Fold(ReadOnlySpan<byte> text, Span<byte> into)
    {
        var characters = ArrayPool<char>.Shared.Rent(text.Length);
        try
        {
            var read = characters.AsSpan(0, Encoding.UTF8.GetChars(text, characters));
            return Encoding.UTF8.GetBytes(read[..Fold(read)], into);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(characters);
        }
    }

    /// <summary>In its place; gives back how long it is then.</summary>
    private static int Fold(Span<char> text)
    {
        var table = Table.Value;
        var length = 0;
        foreach (var character in text)
            if (table[character] is not Nothing and var folded) text[length++] = folded;
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
