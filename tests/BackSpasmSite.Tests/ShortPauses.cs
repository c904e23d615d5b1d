namespace BackSpasmSite.Tests;

/// <summary>The machine's clock, for work that is tried again: a pause of up to a minute is over at once.</summary>
internal sealed class ShortPauses : TimeProvider
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1), Short = TimeSpan.FromMilliseconds(50);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, dueTime > Short && dueTime <= Longest ? Short : dueTime, period);
}
