namespace BackSpasmSite.Http;

/// <summary>Puts on every answer, errors included, what a browser may do with it.</summary>
/// <remarks>
/// The exception: a request that is no proper HTTP, or whose address or headers are too long, is answered (400, 414, 431) by
/// Kestrel alone, with an empty body and before anything of ours runs, and Kestrel offers no place to add headers.
/// </remarks>
internal static class SecurityHeaders
{
    /// <param name="styleSource">The source that allows the inline stylesheet, such as <c>'sha256-…'</c>.</param>
    public static void UseSecurityHeaders(this IApplicationBuilder app, Func<HttpContext, string> styleSource) =>
        app.Use((context, next) =>
        {
            // Asked now: the page for an error comes by another address.
            var isDesk = DeskRoutes.Has(context.Request.Path);
            // At the last moment: the page for an unexpected error begins by clearing all headers.
            context.Response.OnStarting(() =>
            {
                Add(context, isDesk ? $"'self' {styleSource(context)}" : styleSource(context));
                if (isDesk) KeepOut(context.Response.Headers);
                return Task.CompletedTask;
            });
            return next(context);
        });

    /// <summary>What stands at the desk is for who is signed in: no cache may keep it and no search engine list it.</summary>
    private static void KeepOut(IHeaderDictionary headers)
    {
        headers.CacheControl = "no-store";
        headers["X-Robots-Tag"] = "noindex";
    }

    private static void Add(HttpContext context, string styleSource)
    {
        var headers = context.Response.Headers;
        // A picture brings a policy of its own.
        if (headers.ContentSecurityPolicy.Count == 0) headers.ContentSecurityPolicy = Policy(styleSource);
        headers.XContentTypeOptions = "nosniff";
        // Not no-referrer: with that one Chromium sends “Origin: null” with a reader's report.
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        // A picture may stand in a feed reader's page.
        if (headers["Cross-Origin-Resource-Policy"].Count == 0) headers["Cross-Origin-Resource-Policy"] = "same-origin";
        // A year. Other names below the host are not ours to decide about.
        if (context.Request.IsHttps) headers.StrictTransportSecurity = "max-age=31536000";
        // May be kept, and has to be asked about each time: an answer can change with every edition.
        if (headers.CacheControl.Count == 0) headers.CacheControl = "no-cache";
    }

    private static string Policy(string styleSource) =>
        $"default-src 'none'; script-src 'self'; style-src {styleSource}; img-src 'self'; connect-src 'self'; " +
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
}
