using System.Diagnostics;
using BackSpasmSite.Content;
using BackSpasmSite.Hosting;
using BackSpasmSite.Options;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace BackSpasmSite.Http;

/// <summary>
/// A successful answer is the same for every reader of an edition, so it is rendered once and then served from memory. Of a request it may
/// use the path, and <c>?page=</c> if it says so.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class PerEditionAttribute : Attribute
{
    public bool HasPages { get; init; }
}

internal static class PageDelivery
{
    private const string Uncached = "no-cache";
    private const string PageNumber = "page";

    /// <summary>For what may have to change within a moment: neither the store nor shared caches keep it.</summary>
    public static void KeepOutOfStore(this HttpResponse response) => response.Headers.CacheControl = Uncached;

    /// <summary>Comes first in the pipeline, so that a stored page waits for nothing.</summary>
    public static void UseStoredPages(this IApplicationBuilder app)
    {
        var store = app.ApplicationServices.GetRequiredService<PageStore>();
        var current = app.ApplicationServices.GetRequiredService<CurrentEdition>();
        var log = app.ApplicationServices.GetRequiredService<IOptions<SiteOptions>>().Value.LogPagesFromMemory
            ? app.ApplicationServices.GetRequiredService<Serilog.ILogger>() : null;
        app.Use((context, next) =>
        {
            if (!IsRead(context.Request) || RequestEdition.Of(context, current) is not { } edition || Find(context.Request, edition, store) is not { } page) return next(context);
            var answer = PageAnswer.To(context.Request.Headers, page);
            // The error page has to be rendered.
            if (answer.IsError) return next(context);

            store.CountRead(page, answer.IsNotModified);
            return log is null ? WriteAsync(context, answer) : WriteAndLogAsync(context, answer, log);
        });
    }

    /// <summary>Renders a page, once for all who ask for it at the same time.</summary>
    public static void UsePageRendering(this IApplicationBuilder app)
    {
        var store = app.ApplicationServices.GetRequiredService<PageStore>();
        var current = app.ApplicationServices.GetRequiredService<CurrentEdition>();
        app.Use(async (context, next) =>
        {
            if (!IsRead(context.Request) || context.GetEndpoint()?.Metadata.GetMetadata<PerEditionAttribute>() is not { } kind
                || RequestEdition.Of(context, current) is not { } edition || AddressOf(context.Request, kind.HasPages) is not { } address)
            {
                await next(context);
                return;
            }

            // Its lists may change within seconds.
            if (edition.ReadAlone is not null) context.Response.KeepOutOfStore();
            var body = new MemoryStream();
            var page = await store.GetOrRenderAsync(address, edition, async () =>
            {
                using var measurement = Instruments.Begin("render page");
                await RenderAsync(context, next, body);
                return context.Response.StatusCode == StatusCodes.Status200OK
                    ? StoredPage.Of(Plain(context, body), FactsOf(context, kind), store.FindAny(address), store.Published(edition))
                    : null;
            });
            if (page is null)
            {
                body.Position = 0;
                await body.CopyToAsync(context.Response.Body, context.RequestAborted);
                return;
            }

            await AnswerAsync(context, page);
        });
    }

    /// <summary>Keeps the headers that the endpoint has set.</summary>
    public static Task AnswerAsync(HttpContext context, StoredPage page)
    {
        var answer = PageAnswer.To(context.Request.Headers, page);
        if (answer.IsError)
        {
            context.Response.Clear();
            context.Response.StatusCode = answer.Status;
            context.Response.Headers.Vary = HeaderNames.AcceptEncoding;
            return Task.CompletedTask;
        }

        return WriteAsync(context, answer);
    }

    private static bool IsRead(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);

    private static StoredPage? Find(HttpRequest request, Edition edition, PageStore store)
    {
        var path = request.Path.Value ?? "";
        if (!request.QueryString.HasValue || !request.Query.ContainsKey(PageNumber)) return store.Find(path, edition);
        // A page without parts ignores the number, like anything else in the query.
        return store.Find(path, edition) is { Facts.HasPages: false } whole ? whole
            : AddressOf(request, hasPages: true) is { } address ? store.Find(address, edition) : null;
    }

    /// <summary>The path, with the number if the page has parts; nothing else of a request counts. Null if no part can have this number.</summary>
    private static string? AddressOf(HttpRequest request, bool hasPages)
    {
        var path = request.Path.Value ?? "";
        return !hasPages || request.Query[PageNumber] is not { Count: > 0 } asked ? path
            // No path has this character.
            : asked is [{ Length: > 0 and < 10 } number] && number.All(char.IsAsciiDigit) ? $"{path}\0{number}"
            : null;
    }

    private static async Task RenderAsync(HttpContext context, RequestDelegate next, MemoryStream body)
    {
        var (method, client) = (context.Request.Method, context.Response.Body);
        // Otherwise some endpoints give no body to keep.
        context.Request.Method = HttpMethods.Get;
        context.Response.Body = body;
        try
        {
            await next(context);
            await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
        }
        finally
        {
            context.Response.Body = client;
            context.Request.Method = method;
        }
    }

    private static byte[] Plain(HttpContext context, MemoryStream body) =>
        context.Response.ContentType?.StartsWith("text/html", StringComparison.Ordinal) == true ? HtmlSpace.Collapse(body.GetBuffer().AsSpan(0, (int)body.Length)) : body.ToArray();

    private static PageFacts FactsOf(HttpContext context, PerEditionAttribute kind)
    {
        var headers = context.Response.Headers;
        var own = headers.CacheControl is [{ Length: > 0 } said] ? said : null;
        return new PageFacts(
            context.Response.ContentType ?? "",
            headers.ContentDisposition is [{ Length: > 0 } disposition] ? disposition : null,
            own,
            own is null,
            kind.HasPages,
            context.Features.Get<LoggedRoute>() ?? LoggedRoute.None);
    }

    private static async Task WriteAndLogAsync(HttpContext context, PageAnswer answer, Serilog.ILogger log)
    {
        var start = Stopwatch.GetTimestamp();
        await WriteAsync(context, answer);
        RequestLog.Write(log, context, answer.Page.Facts.Route, Stopwatch.GetElapsedTime(start));
    }

    private static Task WriteAsync(HttpContext context, PageAnswer answer)
    {
        answer.AddHeaders(context);
        return answer.IsNotModified || HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : context.Response.Body.WriteAsync(answer.Chosen!.Bytes, context.RequestAborted).AsTask();
    }
}
