namespace BackSpasmSite.Reports.Holds;

/// <summary>What an editor can hold at one place of the desk, and what is held there.</summary>
/// <param name="Article">The article's slug.</param>
/// <param name="Report">The report it is about; null where it is about the article alone.</param>
/// <param name="Holds">What readers are told is being checked in this article.</param>
/// <param name="Back">The desk's address to come back to.</param>
internal sealed record HoldView(string Article, Report? Report, IReadOnlyList<KeptHold> Holds, string Back)
{
    /// <param name="all">Every hold there is: <see cref="HoldKeeper.ListAsync"/>.</param>
    public static HoldView Of(Report report, IEnumerable<KeptHold> all, string back) => new(report.Article, report, Of(report.Article, all), back);

    public static HoldView Of(string article, IEnumerable<KeptHold> all, string back) => new(article, null, Of(article, all), back);

    /// <summary>Whether readers see the notice in place of the article.</summary>
    public bool IsDown => Holds.Any(hold => hold.IsOfWholeArticle);

    /// <summary>Whether a notice stands above the passage of this report, whichever report it was placed on.</summary>
    public bool HoldsPassage => Report is not null && Holds.Any(hold =>
        !hold.IsOfWholeArticle && (hold.Report == Report.Id || (hold.Passage is not null && hold.Passage == Report.Passage)));

    private static List<KeptHold> Of(string article, IEnumerable<KeptHold> all) => [.. all.Where(hold => hold.Article == article)];
}
