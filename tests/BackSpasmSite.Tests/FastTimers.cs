namespace BackSpasmSite.Tests;

/// <summary>The machine's clock with timers that are fifty times as fast, for work that is retried.</summary>
internal sealed class FastTimers : TimeProvider
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? dueTime / 50 : dueTime, period);
}
