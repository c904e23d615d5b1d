namespace BackSpasmSite.Content.Text;

/// <param name="Sentences">A list item counts as one, with or without a full stop.</param>
internal readonly record struct Readability(int Words, int Sentences, int SyllableCount)
{
    /// <summary>
    /// The Flesch-Kincaid grade: the school year in the United States, the first being at the age of six. From Kincaid, Fishburne, Rogers and
    /// Chissom, “Derivation of new readability formulas for Navy enlisted personnel”, Research Branch Report 8-75, Naval Technical Training
    /// Command, 1975.
    /// </summary>
    public double Grade => Words == 0 ? 0 : (0.39 * Words / Sentences) + (11.8 * SyllableCount / Words) - 15.59;

    public static Readability operator +(Readability one, Readability other) =>
        new(one.Words + other.Words, one.Sentences + other.Sentences, one.SyllableCount + other.SyllableCount);

    /// <summary>Leaves out headings, titles, tables and code, which are not sentences.</summary>
    public static Readability Of(ReadingText text) => text.Blocks.Where(IsProse).Aggregate(default(Readability), (sum, block) => sum + Of(block));

    public static Readability Of(ReadingBlock block) =>
        BackSpasmSite.Content.Text.Sentences.Of(block).Aggregate(default(Readability), (sum, sentence) => sum + Of(block, sentence));

    /// <summary>Of one sentence. A word is anything between spaces with a letter or digit in it, except citations.</summary>
    public static Readability Of(ReadingBlock block, TextRange sentence)
    {
        var (measured, start) = (new Readability(0, 1, 0), sentence.Start);
        foreach (var citation in block.Citations)
        {
            if (!citation.Range.Overlaps(sentence)) continue;
            Add(block.Text.AsSpan()[start..Math.Max(start, citation.Range.Start)]);
            start = Math.Min(sentence.End, citation.Range.End);
        }

        Add(block.Text.AsSpan()[start..sentence.End]);
        return measured;

        void Add(ReadOnlySpan<char> text)
        {
            foreach (var part in text.Split(' '))
            {
                var word = text[part].Trim(Marks);
                if (!HasLetterOrDigit(word)) continue;
                measured += new Readability(1, 0, Syllables.Of(word));
            }
        }
    }

    public static bool IsProse(ReadingBlock block) => block.Kind is BlockKind.Paragraph or BlockKind.ListItem or BlockKind.Caption;

    private static bool HasLetterOrDigit(ReadOnlySpan<char> word)
    {
        foreach (var character in word)
            if (char.IsLetterOrDigit(character)) return true;
        return false;
    }

    private const string Marks = ".,;:!?…()[]“”‘’\"'«»*%–—-";
}

internal static class ReadingTime
{
    /// <summary>
    /// The mean rate of silent reading of English non-fiction over 190 studies. Brysbaert M. How many words do we read per minute? J Mem Lang.
    /// 2019;109:104047. doi:10.1016/j.jml.2019.104047
    /// </summary>
    private const int WordsPerMinute = 238;

    /// <summary>Rounded up, at least 1. A word is anything between spaces with a letter in it: citation numbers are not read.</summary>
    public static int Minutes(string text)
    {
        var (words, isCounted) = (0, false);
        foreach (var character in text)
        {
            if (char.IsWhiteSpace(character)) isCounted = false;
            else if (!isCounted && char.IsLetter(character)) (words, isCounted) = (words + 1, true);
        }

        return Math.Max(1, (words + WordsPerMinute - 1) / WordsPerMinute);
    }
}
