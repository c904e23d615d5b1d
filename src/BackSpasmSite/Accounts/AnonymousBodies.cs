using System.Net;
using System.Threading.RateLimiting;

namespace BackSpasmSite.Accounts;

/// <summary>
/// Bounds the memory that strangers can ask for. The pages of signing in carry what an editor wrote, up to a megabyte, and
/// anybody can send them that: one such form at a time, one for each network, and not for long.
/// </summary>
internal sealed class AnonymousBodies : IDisposable
{
    /// <summary>What a form without words in it stays below.</summary>
    private const long Small = 16 * 1024;

    private const string RetryAfterSeconds = "5";

    /// <summary>From the first byte of the body to the last of the answer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly PartitionedRateLimiter<HttpContext> _limiter = PartitionedRateLimiter.CreateChained(
        PartitionedRateLimiter.Create<HttpContext, IPAddress>(context =>
            RateLimitPartition.GetConcurrencyLimiter(context.Connection.RemoteIpAddress ?? IPAddress.None, _ => Turns(queue: 1))),
        PartitionedRateLimiter.Create<HttpContext, int>(_ => RateLimitPartition.GetConcurrencyLimiter(0, _ => Turns(queue: 4))));

    /// <summary>Goes on when it is this request's turn, at once for small forms; 429 when too many wait already.</summary>
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (!HttpMethods.IsPost(context.Request.Method) || context.Request.ContentLength <= Small)
        {
            await next(context);
            return;
        }

        using var lease = await _limiter.AcquireAsync(context, 1, context.RequestAborted);
        if (!lease.IsAcquired)
        {
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            context.Response.Headers.RetryAfter = RetryAfterSeconds;
            return;
        }

        using var patience = new CancellationTokenSource(Patience);
        await using var end = patience.Token.Register(context.Abort);
        await next(context);
        // What is written is still on its way to a slow reader; the turn lasts until it is sent.
        if (context.Response.HasStarted) await context.Response.CompleteAsync();
    }

    public void Dispose() => _limiter.Dispose();

    private static ConcurrencyLimiterOptions Turns(int queue) => new()
    {
        PermitLimit = 1,
        QueueLimit = queue,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    };
}
