namespace BackSpasmSite.Reports;

/// <summary>The votes on one article.</summary>
/// <param name="Ever">All that are kept.</param>
/// <param name="Weeks">The last <see cref="WeekCount"/> weeks, oldest first; the last one ends now.</param>
internal sealed record VoteHistory(VoteCount Ever, IReadOnlyList<VoteCount> Weeks)
{
    /// <summary>Ninety days, and one to make whole weeks.</summary>
    public const int WeekCount = 13;

    public static VoteHistory None { get; } = new(default, new VoteCount[WeekCount]);

    public VoteCount Lately => Weeks.Aggregate(default(VoteCount), (sum, week) => sum + week);

    public VoteCount Before => new(Ever.Yes - Lately.Yes, Ever.All - Lately.All);
}
