using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace BackSpasmSite.Http;

/// <summary>How a request for a page in memory is answered.</summary>
/// <param name="Page">What it asked for.</param>
/// <param name="Chosen">Null if the client accepts no representation.</param>
/// <param name="Tag">The ETag to send.</param>
/// <param name="Status">200, 304, 406 or 412.</param>
internal readonly record struct PageAnswer(StoredPage Page, Representation? Chosen, string Tag, int Status)
{
    /// <summary>
    /// A shared cache may serve a page for a minute, and the old one for another minute while it revalidates. A browser always asks: must-revalidate keeps Chromium from doing the same.
    /// By RFC 9111, that and s-maxage forbid it to shared caches too, but nginx does it all the same.
    /// </summary>
    private const string SharedForAMinute = "max-age=0,must-revalidate,s-maxage=60,stale-while-revalidate=60";

    /// <summary>Says the same without contradiction. Shared caches that know RFC 9213, such as Cloudflare, read this instead; browsers ignore it.</summary>
    private const string SharedByCdn = "max-age=60,stale-while-revalidate=60";

    public bool IsError => Status >= StatusCodes.Status400BadRequest;

    /// <summary>True if the client has these bytes already.</summary>
    public bool IsNotModified => Status == StatusCodes.Status304NotModified;

    public static PageAnswer To(IHeaderDictionary headers, StoredPage page) => To(AcceptedCodings.Of(headers.AcceptEncoding), Preconditions.In(headers), page);

    public static PageAnswer To(AcceptedCodings accepted, Preconditions conditions, StoredPage page)
    {
        if (page.Select(accepted) is not { } chosen) return new PageAnswer(page, null, "", StatusCodes.Status406NotAcceptable);
        return conditions.Evaluate(chosen.Tag, page.Modified) switch
        {
            Precondition.NotModified => new PageAnswer(page, chosen, chosen.Tag, StatusCodes.Status304NotModified),
            Precondition.Failed => new PageAnswer(page, chosen, chosen.Tag, StatusCodes.Status412PreconditionFailed),
            _ when chosen.QuickTag is { } quick && conditions.Evaluate(quick, modified: null) is Precondition.NotModified => new PageAnswer(page, chosen, quick, StatusCodes.Status304NotModified),
            _ => new PageAnswer(page, chosen, chosen.Tag, StatusCodes.Status200OK),
        };
    }

    /// <summary>Sets the status and all headers, unless it is an error. Headers that the endpoint has set are kept.</summary>
    public void AddHeaders(HttpContext context)
    {
        var (response, headers) = (context.Response, context.Response.Headers);
        SecurityHeaders.Add(context, Page.Facts.CacheControl ?? SharedForAMinute);
        if (Page.Facts.CacheControl is null) headers["CDN-Cache-Control"] = SharedByCdn;
        headers.ETag = Tag;
        headers.Vary = HeaderNames.AcceptEncoding;
        if (Page.ModifiedHeader is { } modified) headers.LastModified = modified;
        if (IsNotModified)
        {
            // RFC 9110, 15.4.5: only what a cache needs to update what it has.
            response.StatusCode = Status;
            headers.ContentType = headers.ContentDisposition = default;
            response.ContentLength = null;
            return;
        }

        headers.ContentType = Page.Facts.Type;
        if (Page.Facts.Disposition is { } disposition) headers.ContentDisposition = disposition;
        if (Chosen!.Coding is { } coding) headers.ContentEncoding = coding;
        response.ContentLength = Chosen.Length;
    }

    /// <summary>The status line and all headers in HTTP/1.1, but <c>Date</c>, which the server adds. Not for an error.</summary>
    /// <param name="isHttps">Whether the site is reached by HTTPS.</param>
    public byte[] Head(bool isHttps)
    {
        var context = new DefaultHttpContext();
        if (isHttps) context.Request.Scheme = Uri.UriSchemeHttps;
        AddHeaders(context);
        var lines = context.Response.Headers.SelectMany(header => header.Value.Select(value => $"{header.Key}: {value}\r\n"));
        return Encoding.ASCII.GetBytes($"HTTP/1.1 {Status} {ReasonPhrases.GetReasonPhrase(Status)}\r\n{string.Concat(lines)}");
    }
}
