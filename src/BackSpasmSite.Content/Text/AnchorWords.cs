using System.Globalization;
using System.Text;

namespace BackSpasmSite.Content.Text;

/// <summary>The words of a text, each with its place: runs of letters, digits and the marks on them, whatever their case.</summary>
internal sealed class AnchorWords
{
    private readonly List<TextRange> _ranges = [];
    private readonly List<int> _ids = [];

    private AnchorWords()
    {
    }

    public int Count => _ids.Count;

    /// <summary>For each word a number that is the same for the same word.</summary>
    public ReadOnlySpan<int> Ids => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_ids);

    /// <param name="text">An anchor's text.</param>
    /// <param name="known">The numbers of words so far; new words get the next ones.</param>
    public static AnchorWords Of(string text, Dictionary<string, int> known)
    {
        var words = new AnchorWords();
        var start = -1;
        var at = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsOfWord(rune))
            {
                if (start < 0) start = at;
            }
            else if (start >= 0)
            {
                words.Add(text, new TextRange(start, at), known);
                start = -1;
            }

            at += rune.Utf16SequenceLength;
        }

        if (start >= 0) words.Add(text, new TextRange(start, text.Length), known);
        return words;
    }

    /// <summary>Where words stand, from the first of them to the last.</summary>
    /// <param name="words">Numbered from 0; not for none.</param>
    public TextRange RangeOf(TextRange words) => new(_ranges[words.Start].Start, _ranges[words.End - 1].End);

    private void Add(string text, TextRange range, Dictionary<string, int> known)
    {
        var word = range.Of(text).ToLowerInvariant();
        if (!known.TryGetValue(word, out var id)) known[word] = id = known.Count;
        _ranges.Add(range);
        _ids.Add(id);
    }

    private static bool IsOfWord(Rune rune) => Rune.IsLetterOrDigit(rune) ||
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
