namespace BackSpasmSite.Data;

/// <summary>Notices a clock that jumps, by a second one that only counts on, and remembers the last jump for the desk.</summary>
internal sealed partial class ClockWatch(TimeProvider time, ILogger<ClockWatch> logger) : BackgroundService
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(10);

    /// <summary>Less is a clock being set right, or a machine that was asleep for a moment.</summary>
    private static readonly TimeSpan Jump = TimeSpan.FromMinutes(5);

    private volatile Jumped? _last;

    /// <summary>The last jump since the site was started; null when there was none.</summary>
    public Jumped? Last => _last;

    /// <summary>Remembers that one day was followed by another that can't come next.</summary>
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

    /// <summary>A moment after which another one came that was far from it.</summary>
    internal sealed record Jumped(DateTime From, DateTime To);

    [LoggerMessage(LogLevel.Warning, "The clock jumped from {From:u} to {To:u}. Set it right: scheduled articles, sessions and dates follow it. What is kept is erased for its age only after several days")]
    private partial void LogJumped(DateTime from, DateTime to);
}
