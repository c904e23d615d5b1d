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

    /// <summary>Leaves out headings, titles, tables and code, which are not sentences.</summary>
    public static Readability Of(ReadingText text) => text.Blocks.Where(IsProse).Select(Of)
        .Aggregate(new Readability(0, 0, 0), (sum, part) => new Readability(sum.Words + part.Words, sum.Sentences + part.Sentences, sum.SyllableCount + part.SyllableCount));

    public static Readability Of(ReadingBlock block)
    {
        var words = WordsOf(block, new TextRange(0, block.Text.Length)).ToList();
        return new Readability(words.Count, BackSpasmSite.Content.Text.Sentences.Of(block).Count, words.Sum(Syllables.Of));
    }

    public static bool IsProse(ReadingBlock block) => block.Kind is BlockKind.Paragraph or BlockKind.ListItem or BlockKind.Caption;

    /// <summary>A word is anything between spaces with a letter or digit in it, except citations.</summary>
    public static IEnumerable<string> WordsOf(ReadingBlock block, TextRange range)
    {
        // Only the range's own citations: a long block has many.
        var text = block.Text.AsSpan(range.Start, range.End - range.Start).ToArray();
        foreach (var citation in block.Citations.Where(citation => citation.Range.Overlaps(range)))
            text.AsSpan(Math.Max(0, citation.Range.Start - range.Start)..Math.Min(text.Length, citation.Range.End - range.Start)).Fill(' ');
        return new string(text)
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(word => word.Trim(Marks))
            .Where(word => word.Any(char.IsLetterOrDigit));
    }

    private static readonly char[] Marks = [.. ".,;:!?…()[]“”‘’\"'«»*%–—-"];
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
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Count(word => word.Any(char.IsLetter));
        return Math.Max(1, (words + WordsPerMinute - 1) / WordsPerMinute);
    }
}
