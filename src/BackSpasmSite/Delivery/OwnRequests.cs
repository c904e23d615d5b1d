using Microsoft.Net.Http.Headers;

namespace BackSpasmSite.Delivery;

/// <summary>
/// Lets only our own pages, and programs that are no browser, send anything. Pages without a token or cookie need no more
/// (design, decision 1).
/// </summary>
internal static class OwnRequests
{
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head, HttpMethods.Options, HttpMethods.Trace];

    public static void UseOwnRequestsOnly(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        // Where nothing answers by this method, that is said first.
        if (context.GetEndpoint() is not RouteEndpoint || Reading.Contains(context.Request.Method) || IsOurs(context.Request)) return next(context);
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    });

    /// <summary>
    /// What a browser says of where a request comes from (Fetch Metadata, 2.4), or, from a browser that says nothing, the
    /// origin's host and port against those that were asked (RFC 6454, 7).
    /// </summary>
    private static bool IsOurs(HttpRequest request)
    {
        if (request.Headers.TryGetValue("Sec-Fetch-Site", out var site)) return site.ToString() is "same-origin" or "none";
        if (!request.Headers.TryGetValue(HeaderNames.Origin, out var origin)) return true;
        // The scheme is left out: a proxy that speaks HTTPS for us is not always known.
        return Uri.TryCreate(origin.ToString(), UriKind.Absolute, out var from) &&
               from.Host.Equals(request.Host.Host, StringComparison.OrdinalIgnoreCase) &&
               from.Port == (request.Host.Port ?? DefaultPort(from));
    }

    private static int DefaultPort(Uri origin) => origin.Scheme == Uri.UriSchemeHttps ? 443 : 80;
}
