using BackSpasmSite.Content.Citations;

namespace BackSpasmSite.Content.Text;

/// <summary>A sentence of an article that cites a paper.</summary>
/// <param name="Block">What it stands in.</param>
/// <param name="Range">Where it stands there.</param>
/// <param name="Citation">The id of the link in it that names the paper, such as <c>cite-1-2</c>; the first of several.</param>
internal sealed record CitingSentence(ReadingBlock Block, TextRange Range, string Citation)
{
    /// <summary>
    /// What it says, without the numbers, which mean something in its article only; in a table, after what its row is about.
    /// Empty where there is nothing but numbers.
    /// </summary>
    public string Words => string.Join(": ", new[] { Block.Row, Block.WithoutCitations(Range) }.Where(words => !string.IsNullOrEmpty(words)));

    /// <summary>The sentences of an article that cite a paper, in reading order.</summary>
    /// <param name="article">The article.</param>
    /// <param name="entry">The paper's place in its list of references.</param>
    public static IEnumerable<CitingSentence> Of(Article article, ReferenceEntry entry) =>
        from block in entry.Citations.Count == 0 ? [] : ReadingText.Of(article).Blocks
        where block.Citations.Any(citation => citation.Ids.Intersect(entry.Citations).Any())
        from sentence in Sentences.Of(block)
        let ids = block.Citations.Where(citation => citation.Range.Overlaps(sentence)).SelectMany(citation => citation.Ids)
        let id = ids.FirstOrDefault(entry.Citations.Contains)
        where id is not null
        select new CitingSentence(block, sentence, id);
}
