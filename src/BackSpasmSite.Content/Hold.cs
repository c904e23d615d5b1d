namespace BackSpasmSite.Content;

/// <summary>An article, or a passage of it, that readers are told is being checked.</summary>
/// <param name="Article">The article's slug.</param>
/// <param name="Quote">The passage as readers see it; empty if unknown; null for the whole article.</param>
/// <param name="Prefix">Up to 64 characters before it.</param>
/// <param name="Suffix">Up to 64 characters after it.</param>
/// <param name="Section">The id of the heading above it.</param>
internal sealed record Hold(Slug Article, string? Quote, string? Prefix, string? Suffix, string? Section)
{
    /// <summary>The start, in UTC ticks: a number, because an edition's hash must not depend on a machine's date format.</summary>
    public long Since { get; init; }
}

/// <summary>When an article's last hold was lifted: a time later than that of the hold, for programs that compare times.</summary>
/// <param name="Article">The article's slug.</param>
/// <param name="At">In UTC ticks.</param>
internal sealed record Lift(Slug Article, long At);

/// <summary>What readers are told during a hold.</summary>
internal static class HoldNotices
{
    public const string Article = "We are checking this article.";

    public const string ArticleAdvice = "Something in it may be wrong, so we are not showing it until we have checked. Please come back later. Until then, ask a doctor or pharmacist.";

    /// <summary>Shown where the passage itself is not.</summary>
    public const string Passage = "We are checking a passage of this article.";

    /// <summary>What to do until a passage is settled.</summary>
    public const string Advice = "A reader reported it. Until we have checked, do not rely on it alone: ask a doctor or pharmacist.";
}
