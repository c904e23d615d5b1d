namespace BackSpasmSite.Hosting;

/// <summary>
/// Returns memory to the system after the start and after a burst of work: the garbage collector sees no reason to look for old garbage while the
/// machine has memory.
/// </summary>
internal sealed class IdleMemory(TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(5);

    /// <summary>The site is idle if it allocated fewer bytes than this between two looks, such as for a thousand requests for stored pages.</summary>
    private const long Idle = 2 * 1024 * 1024;

    /// <summary>After so many allocated bytes there is something to return. Looking for it stops everything for a moment.</summary>
    private const long Much = 32 * 1024 * 1024;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var looks = new PeriodicTimer(BetweenLooks, time);
        var (allocated, returned) = (0L, 0L);
        while (await looks.WaitForNextTickAsync(stoppingToken))
        {
            var (before, now) = (allocated, GC.GetTotalAllocatedBytes());
            allocated = now;
            if (now - before > Idle || now - returned <= Much) continue;

            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            NativeMemory.GiveBack();
            returned = now;
        }
    }
}
