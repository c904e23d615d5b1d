namespace BackSpasmSite.Content;

/// <summary>Something that readers are told is being checked.</summary>
/// <param name="Article">Where.</param>
/// <param name="Quote">
/// The passage, in an article's words as readers see them; empty when nobody knows which; null when it is the whole article.
/// </param>
/// <param name="Prefix">Up to 64 characters before it.</param>
/// <param name="Suffix">Up to 64 characters after it.</param>
/// <param name="Section">The id of the heading it stands below.</param>
internal sealed record Hold(Slug Article, string? Quote, string? Prefix, string? Suffix, string? Section)
{
    /// <summary>Since when, in ticks of UTC: a number, because the hash of an edition must not follow a machine's way of writing dates.</summary>
    public long Since { get; init; }
}

/// <summary>When an article's last notice was taken away: a later time than that of the notice, for machines that compare times.</summary>
/// <param name="Article">Where it was.</param>
/// <param name="At">In ticks of UTC.</param>
internal sealed record Lift(Slug Article, long At);

/// <summary>What readers are told while something is being checked.</summary>
internal static class HoldNotices
{
    public const string Article = "We are checking this article.";

    public const string ArticleAdvice = "Something in it may be wrong, so we do not show it until that is settled. Please come back later. Until then, ask a doctor or pharmacist.";

    /// <summary>Where the passage itself is not shown beside it.</summary>
    public const string Passage = "We are checking a passage of this article.";

    /// <summary>What to do until a passage is settled.</summary>
    public const string Advice = "A reader reported it. Until that is settled, do not rely on it alone: ask a doctor or pharmacist.";
}
