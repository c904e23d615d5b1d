namespace BackSpasmSite.Data;

/// <summary>
/// Judges times that were written down earlier, perhaps by a clock that was wrong. A moment that lies further ahead than it can
/// have been set counts as past, or a clock that was years ahead for a minute would keep mail waiting and accounts locked for years.
/// </summary>
internal static class RecordedTime
{
    /// <summary>How far two right clocks are apart at most: of two processes, or of one before and after it was adjusted.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>Whether a moment is still to come that was set no more than this far ahead.</summary>
    public static bool IsAhead(DateTime moment, DateTime now, TimeSpan longest) => moment > now && moment <= Latest(now, longest);

    /// <summary>Whether less than this has passed since a moment, which can't lie ahead.</summary>
    public static bool IsWithin(DateTime moment, DateTime now, TimeSpan span) => now - moment < span && moment <= Latest(now);

    /// <summary>The latest moment that can have been written down by now, for queries.</summary>
    /// <param name="longest">How far ahead it is set at most.</param>
    public static DateTime Latest(DateTime now, TimeSpan longest = default) => now + longest + Tolerance;
}
