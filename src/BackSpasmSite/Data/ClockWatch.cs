namespace BackSpasmSite.Data;

/// <summary>Compares the clock with a monotonic one, and remembers the last jump for the desk.</summary>
internal sealed partial class ClockWatch(TimeProvider time, ILogger<ClockWatch> logger) : BackgroundService
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(10);

    /// <summary>Anything less may be a clock being adjusted, or a machine that was asleep for a moment.</summary>
    private static readonly TimeSpan Jump = TimeSpan.FromMinutes(5);

    private volatile Jumped? _last;

    public Jumped? Last => _last;

    public void Note(DateOnly from, DateOnly to) => _last = new Jumped(
        from.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc), to.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var (shown, counted) = (time.GetUtcNow(), time.GetTimestamp());
        while (true)
        {
            await Task.Delay(BetweenLooks, time, stoppingToken);
            var (expected, now) = (shown + time.GetElapsedTime(counted), time.GetUtcNow());
            if ((now - expected).Duration() > Jump)
            {
                LogJumped(expected.UtcDateTime, now.UtcDateTime);
                _last = new Jumped(expected.UtcDateTime, now.UtcDateTime);
            }

            (shown, counted) = (now, time.GetTimestamp());
        }
    }

    /// <param name="From">The time expected.</param>
    /// <param name="To">The time shown.</param>
    internal sealed record Jumped(DateTime From, DateTime To);

    [LoggerMessage(LogLevel.Warning, "The clock jumped from {From:u} to {To:u}. Check that it is right: scheduled articles, sessions and dates depend on it. Nothing is erased because of its age for several days")]
    private partial void LogJumped(DateTime from, DateTime to);
}
