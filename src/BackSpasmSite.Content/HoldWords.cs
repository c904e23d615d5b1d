namespace BackSpasmSite.Content;

/// <summary>What readers are told while something is being checked.</summary>
internal static class HoldWords
{
    public const string Article = "We are checking this article.";

    public const string ArticleAdvice = "Something in it may be wrong, so we do not show it until that is settled. Please come back later. Until then, ask a doctor or pharmacist.";

    /// <summary>Where the passage itself is not shown beside it.</summary>
    public const string Passage = "We are checking a passage of this article.";

    /// <summary>What to do until a passage is settled.</summary>
    public const string Advice = "A reader reported it. Until that is settled, do not rely on it alone: ask a doctor or pharmacist.";
}
