namespace BackSpasmSite.Tests;

/// <summary>The machine's clock with timers that ring fifty times too early, for what is tried again and again.</summary>
internal sealed class FastTimers : TimeProvider
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? dueTime / 50 : dueTime, period);
}
