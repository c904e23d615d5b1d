namespace BackSpasmSite.Content.Text;

/// <summary>What became of a passage in an article's words of today.</summary>
internal abstract record AnchoredPassage
{
    private AnchoredPassage()
    {
    }

    /// <summary>It stands here: block by block, at least one.</summary>
    public abstract record Found(IReadOnlyList<FoundPart> Parts) : AnchoredPassage
    {
        public ReadingBlock FirstBlock => Parts[0].Block;
    }

    /// <summary>It stands word for word. White space, the form of quotation marks and dashes, and the numbers of citations do not count.</summary>
    public sealed record Exact(IReadOnlyList<FoundPart> Parts) : Found(Parts);

    /// <summary>Other words stand in its place, or much like it.</summary>
    /// <param name="Parts">What stands there now.</param>
    /// <param name="Likeness">The share of words that both have in the same order: 0 for none, 1 for all.</param>
    public sealed record Approximate(IReadOnlyList<FoundPart> Parts, double Likeness) : Found(Parts);

    /// <summary>Nothing in the article is like it.</summary>
    public sealed record Gone : AnchoredPassage;
}
