using System.Collections.Concurrent;

namespace BackSpasmSite.Tests.Reports;

/// <summary>A set clock whose timers end only when a test says so.</summary>
internal sealed class ManualTimers : TimeProvider
{
    private readonly ConcurrentBag<ITimer> _timers = [];

    /// <summary>The longest time that anybody wanted to wait.</summary>
    public TimeSpan Longest { get; private set; }

    public override DateTimeOffset GetUtcNow() => ContentOnDisk.Today;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timers.Add(timer);
        if (dueTime > Longest) Longest = dueTime;
        return timer;
    }

    /// <summary>Ends every timer that is running.</summary>
    public void LosePatience()
    {
        foreach (var timer in _timers) timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }
}
