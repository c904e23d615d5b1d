namespace BackSpasmSite.Http;

/// <summary>Keeps reports and receipts out of caches and search engines, whatever the answer is.</summary>
internal static class NoStoreAddresses
{
    public static void UseNoStore(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        // Decided now, because error pages are re-executed at another path; set when the response starts, because the page for an
        // unexpected error clears all headers first.
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

internal static class DeskRoutes
{
    public static bool Has(PathString path) => path.StartsWithSegments("/editor");
}
