namespace BackSpasmSite.Http;

/// <remarks>
/// Kestrel answers malformed requests, and those with too long an address or headers (400, 414, 431), before the pipeline runs, so those
/// have no security headers.
/// </remarks>
internal static class SecurityHeaders
{
    /// <summary>Without spaces: headers are not compressed, and the start of a page has to arrive with the first packets.</summary>
    private const string Policy = "default-src 'none';script-src 'self';style-src 'self';img-src 'self';connect-src 'self';form-action 'self';base-uri 'none';frame-ancestors 'none'";

    public static void UseSecurityHeaders(this IApplicationBuilder app) =>
        app.Use((context, next) =>
        {
            // Decided now, because error pages are re-executed at another path.
            var isDesk = DeskRoutes.Has(context.Request.Path);
            // Set when the response starts, because the page for an unexpected error clears all headers first.
            context.Response.OnStarting(() =>
            {
                Add(context);
                if (isDesk) KeepOut(context.Response.Headers);
                return Task.CompletedTask;
            });
            return next(context);
        });

    private static void KeepOut(IHeaderDictionary headers)
    {
        headers.CacheControl = "no-store";
        headers["X-Robots-Tag"] = "noindex";
    }

    /// <summary>Adds those of a response that is not the desk's, before anything is sent.</summary>
    /// <param name="cacheControl">What caches may do with it, unless the response says so itself. The default: it may be stored, but must be revalidated, because it can change with every edition.</param>
    public static void Add(HttpContext context, string cacheControl = "no-cache")
    {
        var headers = context.Response.Headers;
        // Images have their own policy.
        if (headers.ContentSecurityPolicy.Count == 0) headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        // Not no-referrer, with which Chromium sends “Origin: null” with a reader's report.
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "accelerometer=(),camera=(),display-capture=(),geolocation=(),gyroscope=(),microphone=(),payment=(),usb=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        // Images may be shown on a feed reader's page.
        if (headers["Cross-Origin-Resource-Policy"].Count == 0) headers["Cross-Origin-Resource-Policy"] = "same-origin";
        // A year. Without includeSubDomains, because other sites may be there.
        if (context.Request.IsHttps) headers.StrictTransportSecurity = "max-age=31536000";
        if (headers.CacheControl.Count == 0) headers.CacheControl = cacheControl;
    }
}
