namespace BackSpasmSite.Content.Text;

/// <summary>As much of a passage as stands in one block.</summary>
/// <param name="Block">The block.</param>
/// <param name="Range">The passage within the block's text.</param>
/// <param name="Sentences">The sentences that hold it, within the block's text.</param>
internal sealed record FoundPart(ReadingBlock Block, TextRange Range, TextRange Sentences)
{
    /// <summary>The sentences' citations.</summary>
    public IEnumerable<ReadingCitation> Citations => Block.Citations.Where(citation => citation.Range.Overlaps(Sentences));
}
