namespace BackSpasmSite.Http;

/// <summary>
/// What is between a reader and us: no cache keeps it and no search engine lists it, whatever the answer is.
/// </summary>
internal static class NoStoreAddresses
{
    public static void UseNoStore(this IApplicationBuilder app) => app.Use((context, next) =>
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

/// <summary>Where the desk is, as far as headers and methods go.</summary>
internal static class DeskRoutes
{
    /// <summary>As a route in <see cref="GetAndHeadOnly.OnlyForReading"/>: the desk and everything below it.</summary>
    public const string All = "/editor/*";

    public static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head, HttpMethods.Post];

    public static bool Has(PathString path) => path.StartsWithSegments("/editor");
}
