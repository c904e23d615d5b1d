using System.Threading.RateLimiting;

namespace BackSpasmSite.Http;

/// <summary>
/// Does expensive work one piece at a time, so that readers keep the rest of the machine. A few requests wait without holding a thread; the
/// rest are turned away.
/// </summary>
/// <param name="patience">How long each waits at most.</param>
internal class WorkQueue(int waiting, TimeSpan patience) : IDisposable
{
    private readonly ConcurrencyLimiter _turns = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = 1,
        QueueLimit = waiting,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    /// <summary>The turn ends when it is disposed. Null if too many are waiting, or the wait was too long.</summary>
    public async Task<IDisposable?> EnterAsync(CancellationToken cancellation = default)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(patience);
        try
        {
            var turn = await _turns.AcquireAsync(1, limit.Token);
            if (turn.IsAcquired) return turn;
            turn.Dispose();
            return null;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>A turn if nobody has one or waits for one; otherwise null.</summary>
    public IDisposable? TryEnter()
    {
        var turn = _turns.AttemptAcquire();
        if (turn.IsAcquired) return turn;
        turn.Dispose();
        return null;
    }

    public void Dispose()
    {
        _turns.Dispose();
        GC.SuppressFinalize(this);
    }
}

/// <summary>Each preview builds a whole edition.</summary>
internal sealed class PreviewQueue() : WorkQueue(waiting: 8, TimeSpan.FromSeconds(20))
{
    public const string RetryAfterSeconds = "5";
}
