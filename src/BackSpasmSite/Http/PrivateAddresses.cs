namespace BackSpasmSite.Http;

/// <summary>
/// What is between a reader and us: no cache keeps it and no search engine lists it, whatever the answer is.
/// </summary>
internal static class PrivateAddresses
{
    public static void UsePrivateAddresses(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        // Asked now, because the page for an error has another address; done at the last moment, because the one for an
        // unexpected error begins by clearing all headers.
        if (context.Request.Path.StartsWithSegments("/feedback"))
            context.Response.OnStarting(() =>
            {
                context.Response.Headers.CacheControl = "no-store";
                context.Response.Headers["X-Robots-Tag"] = "noindex";
                return Task.CompletedTask;
            });
        return next(context);
    });
}
