namespace BackSpasmSite.Reports;

/// <summary>How many readers were asked and helped.</summary>
/// <param name="Yes">Votes for “helpful”.</param>
/// <param name="All">All votes.</param>
internal readonly record struct VoteCount(int Yes, int All)
{
    /// <summary>From 0 to 1; null where nobody voted.</summary>
    public double? Share => All == 0 ? null : (double)Yes / All;

    public static VoteCount operator +(VoteCount one, VoteCount other) => new(one.Yes + other.Yes, one.All + other.All);
}
