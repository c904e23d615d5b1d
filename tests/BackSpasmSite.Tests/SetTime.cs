namespace BackSpasmSite.Tests;

/// <summary>A clock that shows what a test sets it to; its timers are real.</summary>
internal sealed class SetTime(DateTimeOffset now) : TimeProvider
{
    private int _measured;

    public DateTimeOffset Now { get; set; } = now;

    /// <summary>How often durations were measured, such as that of each look at a folder.</summary>
    public int Measured => Volatile.Read(ref _measured);

    public override DateTimeOffset GetUtcNow() => Now;

    public override long GetTimestamp()
    {
        Interlocked.Increment(ref _measured);
        return base.GetTimestamp();
    }
}
