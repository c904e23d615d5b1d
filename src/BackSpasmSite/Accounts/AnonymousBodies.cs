using System.Threading.RateLimiting;
using BackSpasmSite.Http;

namespace BackSpasmSite.Accounts;

/// <summary>
/// Limits the memory anonymous requests can use: sign-in forms carry an editor's unsaved words, up to a megabyte, and anyone can post
/// them. One large form is handled at a time; few wait, and fewer still from one network.
/// </summary>
internal sealed class AnonymousBodies : IDisposable
{
    /// <summary>A sign-in form that carries nothing is smaller than this.</summary>
    private const long Small = 16 * 1024;

    private const string RetryAfterSeconds = "5";

    /// <summary>From the first byte of the body to the last byte of the response.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly NetworkHash _networks = new();
    private readonly PartitionedRateLimiter<HttpContext> _limiter;

    public AnonymousBodies() => _limiter = PartitionedRateLimiter.CreateChained(
        OneAtATime(context => _networks.Of(context.Connection.RemoteIpAddress)[0], waiting: 1),
        OneAtATime(context => _networks.Of(context.Connection.RemoteIpAddress)[^1], waiting: 2),
        OneAtATime(_ => "everyone", waiting: 4));

    /// <summary>Small forms pass at once; large ones wait their turn, or get 429 when too many are waiting.</summary>
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
        // The response may still be on its way to a slow client, and holds its memory until it is sent.
        if (context.Response.HasStarted) await context.Response.CompleteAsync();
    }

    public void Dispose() => _limiter.Dispose();

    private static PartitionedRateLimiter<HttpContext> OneAtATime(Func<HttpContext, string> key, int waiting) =>
        PartitionedRateLimiter.Create<HttpContext, string>(context => RateLimitPartition.GetConcurrencyLimiter(key(context), _ => new ConcurrencyLimiterOptions
        {
            PermitLimit = 1,
            QueueLimit = waiting,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        }));
}
