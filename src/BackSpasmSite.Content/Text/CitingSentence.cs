using BackSpasmSite.Content.Citations;

namespace BackSpasmSite.Content.Text;

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
