namespace BackSpasmSite.Data;

/// <summary>
/// Compares times stored earlier, perhaps while the clock was wrong. A time further ahead than it can have been set counts as past, or a
/// clock that was years ahead for a minute would delay e-mails and lock accounts for years.
/// </summary>
internal static class RecordedTime
{
    /// <summary>How far two correct clocks may differ: those of two machines, or one before and after it was adjusted.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <param name="longest">How far ahead the moment can have been set.</param>
    public static bool IsAhead(DateTime moment, DateTime now, TimeSpan longest) => moment > now && moment <= Latest(now, longest);

    /// <summary>For a moment that can't be in the future.</summary>
    public static bool IsWithin(DateTime moment, DateTime now, TimeSpan span) => now - moment < span && moment <= Latest(now);

    /// <summary>The latest moment that can have been stored by now, for queries.</summary>
    /// <param name="longest">How far ahead it can have been set.</param>
    public static DateTime Latest(DateTime now, TimeSpan longest = default) => now + longest + Tolerance;
}
