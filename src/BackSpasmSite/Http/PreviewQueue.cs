using System.Threading.RateLimiting;

namespace BackSpasmSite.Http;

/// <summary>
/// Trying out a text builds a whole edition. One at a time does, a few wait without a thread, and the others are asked to
/// come again, so that readers have the rest of the machine.
/// </summary>
internal sealed class PreviewQueue : IDisposable
{
    /// <summary>For the <c>Retry-After</c> of those who are turned away.</summary>
    public const string RetryAfterSeconds = "5";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly ConcurrencyLimiter _turns = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = 1,
        QueueLimit = 8,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    /// <summary>Waits for a turn. Null when too many wait already; otherwise to be disposed when it is over.</summary>
    public async Task<IDisposable?> EnterAsync(CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            var turn = await _turns.AcquireAsync(1, patience.Token);
            if (turn.IsAcquired) return turn;
            turn.Dispose();
            return null;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    public void Dispose() => _turns.Dispose();
}
