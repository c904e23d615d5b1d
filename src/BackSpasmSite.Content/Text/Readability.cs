using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Text.RegularExpressions;

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

/// <remarks>
/// A run of vowels is a syllable. A silent e is subtracted, at the end (“heat wrap<b>e</b>d”) and before a suffix (“som<b>e</b>thing”);
/// adjacent vowels spoken separately are added (“var<b>io</b>us”). Exceptions are listed. Compared with the CMU Pronouncing Dictionary, it
/// is right for 93 in 100 of its 117,000 words, names included, and for 98 in 100 of those that also occur in our articles and references.
/// </remarks>
internal static partial class Syllables
{
    private static readonly FrozenDictionary<string, int> Listed = new (int Count, string Words)[]
    {
        (1, "does friend friends goes shoes toes tongue"),
        (2, "aspirin being create diet foretold guideline guidelines people quiet safety science tired"),
        (3, "anyone area areas averages behaviour created everyday everything idea ideas ratio ratios recipe"),
        (4, "coordinate diabetes european february kilometre kilometres reality rheumatism"),
        (5, "coordinators physiologist rheumatology specifically"),
    }
    .SelectMany(group => group.Words.Split(' ').Select(word => KeyValuePair.Create(word, group.Count)))
    .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Of the words met so far: texts repeat a few thousand words, and counting one takes a microsecond or more.</summary>
    private static readonly ConcurrentDictionary<string, int> Counted = new(StringComparer.Ordinal);

    private const int MostCounted = 20_000, LongestCounted = 30;
    private static int _counted;

    /// <param name="word">Apostrophes are ignored, and the parts of a hyphenated word are counted separately.</param>
    /// <returns>At least 1. A number counts as one, as is usual in readability formulas.</returns>
    public static int Of(ReadOnlySpan<char> word)
    {
        if (Counted.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out var known)) return known;
        var written = word.ToString();
        var count = Count(written);
        if (written.Length <= LongestCounted && _counted < MostCounted && Counted.TryAdd(written, count)) Interlocked.Increment(ref _counted);
        return count;
    }

    private static int Count(string word)
    {
        var parts = Apostrophe().Replace(word, "").Split('-', '–', '/');
        return Math.Max(1, parts.Sum(InPart));
    }

    private static int InPart(string part)
    {
        if (!part.Any(char.IsAsciiLetter)) return 0;
        if (Listed.TryGetValue(part, out var known)) return known;

        var said = SilentInside().Replace(part.ToLowerInvariant(), "");
        if (Vowels().Count(said) > 1) said = SilentAtTheEnd().Replace(said, "");
        if (said.StartsWith('y')) said = said[1..];
        return Math.Max(1, Vowels().Count(said) + SaidApart().Count(said));
    }

    [GeneratedRegex("['’]", RegexOptions.CultureInvariant)]
    private static partial Regex Apostrophe();

    [GeneratedRegex("[aeiouy]+", RegexOptions.CultureInvariant)]
    private static partial Regex Vowels();

    /// <summary>“care|less”, “move|ment”, “some|one”; after two consonants only before a few endings (“fierce|ly”).</summary>
    [GeneratedRegex(
        "(?<=[aeiouy][^aeiouy])e(?=(?:less|ful|fully|ments?|ness|ly|where|thing|one|body|day|times?|lines?|works?|fore|guard|n?ames?|ways?|side)$)" +
        "|(?<=[aeiouy][^aeiouy]{2})e(?=(?:ly|ful|less|fore)$)",
        RegexOptions.CultureInvariant)]
    private static partial Regex SilentInside();

    /// <summary>“wraps|es” has another syllable, “tak|es” has not; so “need|ed” but not “eas|ed”, “litt|le” but not “scal|e”.</summary>
    [GeneratedRegex(
        "(?:(?<![sxzcg])(?<!ch)(?<!sh)(?<=[^aeiouy])(?<![^aeiouylr]l)es|(?<=[^aeiouytd])(?<![^aeiouylr]l)ed|(?<=[^aeiouy])(?<![^aeiouylr]l)e)$",
        RegexOptions.CultureInvariant)]
    private static partial Regex SilentAtTheEnd();

    /// <summary>Adjacent vowels spoken separately (“med|ial”, “stud|ying”), and endings with a vowel that is not written (“spas|m”).</summary>
    [GeneratedRegex(
        "(?<![tcsgx])ia|(?<=ci)a(?=t)|^bia|^dia|(?<![tcsgxh])(?<![nl](?=ion))io|iu|(?<!p)eo(?!u|n|rge)|(?<![gq])ua(?![ry])|[aiouy]ing|eing|iet" +
        "|[aeo]y(?=[aeio](?!d$|r?s?$))|[lrn]ien|dien|scien|[^aeiou]ier|iest|s[mn]s?$|thms?$|creat|uou|uity|gruen|fluen|(?<=fl)uid|^rea(?:c|ss)|(?<=[^aeiou])eu[mn]",
        RegexOptions.CultureInvariant)]
    private static partial Regex SaidApart();
}
