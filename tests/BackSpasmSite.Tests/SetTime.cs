namespace BackSpasmSite.Tests;

/// <summary>A clock that shows what a test sets it to; its timers are real.</summary>
internal sealed class SetTime(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
