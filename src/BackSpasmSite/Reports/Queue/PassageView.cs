using BackSpasmSite.Content;
using BackSpasmSite.Content.Citations;
using BackSpasmSite.Content.Text;

namespace BackSpasmSite.Reports.Queue;

/// <summary>What an editor sees of the passage that a report is about.</summary>
/// <param name="Article">Null where it is not there any more.</param>
/// <param name="Found">What became of the passage in today's words; null where the report names none.</param>
/// <param name="Heading">The heading it stands below; the one it stood below where the passage is gone.</param>
/// <param name="Evidence">The references that its sentences cite.</param>
/// <param name="Place">Where it stands in its file; null where it does not.</param>
/// <param name="Change">What happened to the article since.</param>
internal sealed record PassageView(
    Article? Article,
    AnchoredPassage? Found,
    Heading? Heading,
    IReadOnlyList<CitedReference> Evidence,
    SourcePlace? Place,
    ArticleChange Change)
{
    /// <summary>Whether the words that were reported still stand as they were.</summary>
    public bool StandsWordForWord => Found is AnchoredPassage.Exact;

    /// <summary>The blocks that the passage stands in, whole.</summary>
    public IReadOnlyList<MarkedBlock> Blocks => Found is AnchoredPassage.Found { Parts: var parts }
        ? [.. parts.Select(part => new MarkedBlock(part.Block.Text[..part.Range.Start], part.Range.Of(part.Block.Text), part.Block.Text[part.Range.End..]))]
        : [];
}
