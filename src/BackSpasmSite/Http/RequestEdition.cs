using BackSpasmSite.Content;

namespace BackSpasmSite.Http;

/// <summary>
/// Read once for each request, so that a page, its ETag and the hash of its stylesheet come from the same edition even if another is
/// published meanwhile.
/// </summary>
internal static class RequestEdition
{
    /// <summary>How long a request waits for the first edition, which takes seconds with thousands of articles.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>The site listens while it is still reading the content: requests wait for it, except health checks, which say so.</summary>
    public static void UseFirstEdition(this IApplicationBuilder app)
    {
        var current = app.ApplicationServices.GetRequiredService<CurrentEdition>();
        app.Use((context, next) => current.Begun.IsCompleted || context.Request.Path.StartsWithSegments("/healthz") ? next(context) : WaitAsync(context, next));

        async Task WaitAsync(HttpContext context, RequestDelegate next)
        {
            await Task.WhenAny(current.Begun, Task.Delay(Patience, context.RequestAborted));
            await next(context);
        }
    }

    /// <summary>Null until the first edition is published.</summary>
    public static Edition? Of(HttpContext context, CurrentEdition current)
    {
        if (context.Features.Get<Edition>() is { } read) return read;
        if (current.Edition is { } now) context.Features.Set(now);
        return context.Features.Get<Edition>();
    }
}
