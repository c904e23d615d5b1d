using BackSpasmSite.Options;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace BackSpasmSite.Http;

/// <summary>Replaces antiforgery tokens on reader pages, which have no cookies and so no authority to forge.</summary>
internal static class CrossOriginPostGuard
{
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head, HttpMethods.Options, HttpMethods.Trace];

    public static void UseCrossOriginPostGuard(this IApplicationBuilder app)
    {
        var site = new Uri(app.ApplicationServices.GetRequiredService<IOptions<SiteOptions>>().Value.BaseUrl);
        app.Use((context, next) =>
        {
            // If nothing takes this method, 404 or 405 comes first.
            if (context.GetEndpoint() is not RouteEndpoint || Reading.Contains(context.Request.Method) || IsOurs(context.Request, site)) return next(context);
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        });
    }

    /// <summary>
    /// Checks Sec-Fetch-Site (Fetch Metadata, 2.4) or, without it, the Origin: the site's own address, because many proxies pass on another
    /// host, or the requested host and port, because the site may be read by another name. Without either, the client is no browser.
    /// </summary>
    private static bool IsOurs(HttpRequest request, Uri site)
    {
        if (request.Headers.TryGetValue("Sec-Fetch-Site", out var from)) return from.ToString() is "same-origin" or "none";
        if (!request.Headers.TryGetValue(HeaderNames.Origin, out var written)) return true;
        if (Origin(written.ToString()) is not { } origin) return false;
        // Ignores the request's scheme, because a proxy that terminates HTTPS is not always trusted.
        return (origin.Scheme == site.Scheme && IsSameHost(origin, site)) ||
               (request.Host.HasValue && Origin($"{origin.Scheme}://{request.Host.Value}") is { } asked && IsSameHost(origin, asked));
    }

    /// <summary>Scheme, host and port only (RFC 6454, 6.2); null for anything else, such as <c>null</c>.</summary>
    private static Uri? Origin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var origin) &&
        (origin.Scheme == Uri.UriSchemeHttp || origin.Scheme == Uri.UriSchemeHttps) &&
        origin is { Host.Length: > 0, UserInfo.Length: 0, PathAndQuery: "/", Fragment.Length: 0 }
            ? origin
            : null;

    /// <summary>Ignores case, Punycode, and the dot at the end of a full name.</summary>
    private static bool IsSameHost(Uri one, Uri other) => one.Port == other.Port && Host(one).Equals(Host(other), StringComparison.OrdinalIgnoreCase);

    private static string Host(Uri address) => address.IdnHost is [.. var name, '.'] ? name : address.IdnHost;
}
