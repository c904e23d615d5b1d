namespace BackSpasmSite.Tests;

/// <summary>Waits for what nothing announces, and leaves the processor to the site meanwhile.</summary>
internal static class Polling
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10), Patience = TimeSpan.FromSeconds(60);

    public static Task UntilAsync(Func<bool> isSo) => UntilAsync(() => Task.FromResult(isSo()));

    /// <exception cref="OperationCanceledException">It is still not so after a minute.</exception>
    public static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        using var pause = new PeriodicTimer(Pause);
        while (!await isSo()) await pause.WaitForNextTickAsync(patience.Token);
    }

    /// <summary>Asks until reports are accepted, or gives up.</summary>
    public static Task UntilReadyAsync(this HttpClient browser) => UntilAsync(async () =>
    {
        using var answer = await browser.GetAsync("/healthz/ready?for=reports", TestContext.Current.CancellationToken);
        return answer.IsSuccessStatusCode;
    });
}
