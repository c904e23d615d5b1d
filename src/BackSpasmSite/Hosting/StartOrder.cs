namespace BackSpasmSite.Hosting;

/// <summary>At start, what readers' pages need comes first. Everything else waits until the site listens.</summary>
internal static class StartOrder
{
    public static async Task WhenStartedAsync(this IHostApplicationLifetime lifetime, CancellationToken cancellation)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(cancellation);
    }
}
