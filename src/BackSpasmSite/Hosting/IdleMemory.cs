namespace BackSpasmSite.Hosting;

/// <summary>
/// Returns memory to the system after the start and after a burst of work: the garbage collector sees no reason to look for old garbage while the
/// machine has memory.
/// </summary>
internal sealed class IdleMemory(TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(5);

    private long _inBackground;

    /// <summary>How many bytes were allocated by work in the background.</summary>
    public long InBackground => Interlocked.Read(ref _inBackground);

    /// <summary>Does work that goes on for minutes while the site is idle. What it allocates, as counted on this thread, does not make the site look busy.</summary>
    public void DoInBackground(Action work)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        work();
        Interlocked.Add(ref _inBackground, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var looks = new PeriodicTimer(BetweenLooks, time);
        var after = new AfterWork();
        while (await looks.WaitForNextTickAsync(stoppingToken))
        {
            if (!after.IsDue(GC.GetTotalAllocatedBytes() - InBackground)) continue;
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            NativeMemory.GiveBack();
        }
    }

    /// <summary>When there is something to return, and nobody is kept waiting by it.</summary>
    internal sealed class AfterWork
    {
        /// <summary>The site is idle if it allocated fewer bytes than this between two looks, such as for a thousand requests for stored pages.</summary>
        public const long Idle = 2 * 1024 * 1024;

        /// <summary>After so many allocated bytes there is something to return. Looking for it stops everything for a moment.</summary>
        public const long Much = 32 * 1024 * 1024;

        /// <summary>
        /// So many looks later, memory is returned once more: Kestrel frees its unused buffers slowly, a twentieth every ten seconds while there are no requests.
        /// </summary>
        public const int Later = 60;

        private long _last, _returned;

        /// <summary>How many looks are left until then; 0 if nothing more is expected.</summary>
        private int _later;

        /// <param name="allocated">All bytes allocated since the start, but for work in the background, at this look.</param>
        public bool IsDue(long allocated)
        {
            var (isIdle, isMuch) = (allocated - _last <= Idle, allocated - _returned > Much);
            _last = allocated;
            if (_later > 1) _later--;
            if (!isIdle || (!isMuch && _later != 1)) return false;
            _returned = allocated;
            _later = isMuch ? Later : 0;
            return true;
        }
    }
}
