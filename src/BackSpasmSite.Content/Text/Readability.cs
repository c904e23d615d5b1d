namespace BackSpasmSite.Content.Text;

/// <summary>How much schooling a text asks of its reader.</summary>
/// <param name="Words">How many words it has.</param>
/// <param name="Sentences">How many sentences; an item of a list is one, with or without a full stop.</param>
/// <param name="SyllableCount">How many syllables its words have.</param>
internal readonly record struct Readability(int Words, int Sentences, int SyllableCount)
{
    /// <summary>
    /// The Flesch-Kincaid grade: the school year in the United States, of which the first is at the age of six. From Kincaid,
    /// Fishburne, Rogers and Chissom, “Derivation of new readability formulas for Navy enlisted personnel”, Research Branch
    /// Report 8-75, Naval Technical Training Command, 1975.
    /// </summary>
    public double Grade => Words == 0 ? 0 : (0.39 * Words / Sentences) + (11.8 * SyllableCount / Words) - 15.59;

    /// <summary>The prose of an article: no headings, titles, tables or code, whose words are no sentences.</summary>
    public static Readability Of(ReadingText text) => text.Blocks.Where(IsProse).Select(Of)
        .Aggregate(new Readability(0, 0, 0), (sum, part) => new Readability(sum.Words + part.Words, sum.Sentences + part.Sentences, sum.SyllableCount + part.SyllableCount));

    public static Readability Of(ReadingBlock block)
    {
        var words = WordsOf(block, new TextRange(0, block.Text.Length)).ToList();
        return new Readability(words.Count, BackSpasmSite.Content.Text.Sentences.Of(block).Count, words.Sum(Syllables.Of));
    }

    public static bool IsProse(ReadingBlock block) => block.Kind is BlockKind.Paragraph or BlockKind.ListItem or BlockKind.Caption;

    /// <summary>The words of a stretch of a block: what has a letter or a digit between two spaces. A citation is none.</summary>
    public static IEnumerable<string> WordsOf(ReadingBlock block, TextRange range)
    {
        // Of the stretch alone: a long block has many.
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

/// <summary>How long a text takes to read.</summary>
internal static class ReadingTime
{
    /// <summary>
    /// The mean rate at which adults read English non-fiction in silence, over 190 studies. Brysbaert M. How many words do we read
    /// per minute? J Mem Lang. 2019;109:104047. doi:10.1016/j.jml.2019.104047
    /// </summary>
    private const int WordsPerMinute = 238;

    /// <summary>
    /// Whole minutes, rounded up, at least 1. A word is what stands between spaces and has a letter in it: the numbers of
    /// citations are looked at and not read.
    /// </summary>
    public static int Minutes(string text)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Count(word => word.Any(char.IsLetter));
        return Math.Max(1, (words + WordsPerMinute - 1) / WordsPerMinute);
    }
}
