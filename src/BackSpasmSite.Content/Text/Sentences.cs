using System.Collections.Frozen;
using BackSpasmSite.Content.Citations;

namespace BackSpasmSite.Content.Text;

/// <summary>Splits a block into sentences, by simple rules for English.</summary>
/// <remarks>
/// A sentence ends with <c>.</c>, <c>!</c>, <c>?</c> or <c>…</c>, including closing quotation marks and brackets and a following citation, if
/// then the block ends, or white space and no lower-case letter follows. It does not end inside a citation; after an abbreviation that
/// introduces something (“Dr”, “e.g.”, “Fig.”); after the “No.” of a number; or after an initial (“J. Smith”): a capital at the start,
/// after a capitalised word, or before another initial (the D of “vitamin D.” is not one).
/// </remarks>
internal static class Sentences
{
    private static readonly FrozenSet<string> Abbreviations = FrozenSet.ToFrozenSet(
        ["dr", "mr", "mrs", "ms", "prof", "st", "fig", "figs", "vs", "cf", "ca", "approx", "al", "eg", "ie", "e.g", "i.e", "viz", "resp", "incl", "vol", "pp"],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>In order; together they cover the whole text.</summary>
    public static IReadOnlyList<TextRange> Of(ReadingBlock block)
    {
        var sentences = new List<TextRange>();
        var (text, start) = (block.Text, 0);
        foreach (var end in Ends(block))
        {
            sentences.Add(new TextRange(start, end));
            start = end;
            while (start < text.Length && text[start] == ' ') start++;
        }

        if (start < text.Length) sentences.Add(new TextRange(start, text.Length));
        return sentences;
    }

    /// <summary>From the start of the first sentence that the range touches to the end of the last.</summary>
    public static TextRange Around(ReadingBlock block, TextRange range)
    {
        var touched = Of(block).Where(sentence => sentence.Overlaps(range)).ToList();
        return touched.Count == 0 ? range : new TextRange(touched[0].Start, touched[^1].End);
    }

    private static IEnumerable<int> Ends(ReadingBlock block)
    {
        var text = block.Text;
        var next = 0;
        for (var at = 0; at < text.Length; at++)
        {
            while (next < block.Citations.Count && block.Citations[next].Range.End <= at) next++;
            if (next < block.Citations.Count && block.Citations[next].Range.Start <= at) at = block.Citations[next].Range.End;
            if (at >= text.Length || text[at] is not ('.' or '!' or '?' or '…')) continue;

            var mark = at;
            while (at + 1 < text.Length && text[at + 1] is '.' or '!' or '?' or '…' or '”' or '’' or '"' or '\'' or ')' or ']' or '»') at++;
            var end = AfterCitations(block, at + 1, next);
            if (end >= text.Length) yield break;
            if (text[end] != ' ' || char.IsLower(text[end + 1]) || (end == mark + 1 && text[mark] == '.' && IsAbbreviation(text, mark))) continue;
            yield return end;
            at = end;
        }
    }

    /// <summary>A citation after the full stop belongs to the sentence before it.</summary>
    private static int AfterCitations(ReadingBlock block, int end, int next)
    {
        var text = block.Text;
        while (next < block.Citations.Count && block.Citations[next].Range.Start < end) next++;
        for (; next < block.Citations.Count && block.Citations[next].Range.Start <= end + 1; next++)
        {
            if (block.Citations[next].Range.Start == end + 1 && text[end] != ' ') break;
            end = block.Citations[next].Range.End;
            if (end < text.Length && text[end] == '.') end++;
        }

        return end;
    }

    private static bool IsAbbreviation(string text, int stop)
    {
        var start = stop;
        while (start > 0 && (char.IsLetter(text[start - 1]) || text[start - 1] == '.')) start--;
        var word = text.AsSpan(start, stop - start);
        if (word.Length == 0) return false;
        if (word is "No" or "Nos") return char.IsDigit(text[stop + 2]);
        return Abbreviations.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word) || (word.Length == 1 && char.IsUpper(word[0]) && IsInitial(text, start, stop));
    }

    private static bool IsInitial(string text, int start, int stop)
    {
        var before = text.LastIndexOf(' ', Math.Max(0, start - 2)) + 1;
        return start == 0 || char.IsUpper(text[before]) || (char.IsUpper(text[stop + 2]) && stop + 3 < text.Length && text[stop + 3] == '.');
    }
}

/// <param name="Citation">The id of the sentence's first link to the paper, such as <c>cite-1-2</c>.</param>
internal sealed record CitingSentence(ReadingBlock Block, TextRange Range, string Citation)
{
    /// <summary>Without citation numbers, which mean something only in the article; in a table, preceded by the row's heading.</summary>
    public string Words => string.Join(": ", new[] { Block.Row, Block.WithoutCitations(Range) }.Where(words => !string.IsNullOrEmpty(words)));

    /// <summary>In reading order.</summary>
    public static IEnumerable<CitingSentence> Of(Article article, ReferenceEntry entry) =>
        from block in entry.Citations.Count == 0 ? [] : ReadingText.Of(article).Blocks
        where block.Citations.Any(citation => citation.Ids.Intersect(entry.Citations).Any())
        from sentence in Sentences.Of(block)
        let ids = block.Citations.Where(citation => citation.Range.Overlaps(sentence)).SelectMany(citation => citation.Ids)
        let id = ids.FirstOrDefault(entry.Citations.Contains)
        where id is not null
        select new CitingSentence(block, sentence, id);
}
