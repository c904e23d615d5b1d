namespace BackSpasmSite.Data;

/// <summary>
/// Compares times that were stored earlier, perhaps while the clock was wrong. A time further in the future than it can
/// have been set counts as past; otherwise a clock that was years ahead for a minute would delay mail and lock accounts for years.
/// </summary>
internal static class RecordedTime
{
    /// <summary>How far two correct clocks may differ: those of two machines, or one before and after it was adjusted.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>Whether a time that can be set at most this far ahead is still in the future.</summary>
    public static bool IsAhead(DateTime moment, DateTime now, TimeSpan longest) => moment > now && moment <= Latest(now, longest);

    /// <summary>Whether less than this has passed since a time, which can't be in the future.</summary>
    public static bool IsWithin(DateTime moment, DateTime now, TimeSpan span) => now - moment < span && moment <= Latest(now);

    /// <summary>The latest time that can have been stored by now, for queries.</summary>
    /// <param name="longest">How far ahead it can be set.</param>
    public static DateTime Latest(DateTime now, TimeSpan longest = default) => now + longest + Tolerance;
}
