using BackSpasmSite.Content;
using BackSpasmSite.Hosting;

namespace BackSpasmSite.Http;

/// <summary>
/// Read once for each request, so that a page, its ETag and the address of its stylesheet come from the same edition even if another is
/// published meanwhile.
/// </summary>
internal static class RequestEdition
{
    /// <summary>Null until the first edition is published.</summary>
    public static Edition? Of(HttpContext context, CurrentEdition current)
    {
        if (context.Features.Get<Edition>() is { } read) return read;
        if (current.Edition is { } now) context.Features.Set(now);
        return context.Features.Get<Edition>();
    }
}

/// <summary>
/// The site listens while it is still reading the content: requests wait for the first edition, except health checks, which say so. With
/// thousands of articles that takes many seconds, so lists and single articles are served as soon as they are known.
/// </summary>
internal static class FirstEdition
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static void UseFirstEdition(this IApplicationBuilder app)
    {
        var current = app.ApplicationServices.GetRequiredService<CurrentEdition>();
        var stopping = app.ApplicationServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        app.Use((context, next) => current.Begun.IsCompleted || context.Request.Path.StartsWithSegments("/healthz") ? next(context) : InlineSockets.RunOnPoolAsync(() => WaitAsync(context, next, current, stopping)));
    }

    private static async Task WaitAsync(HttpContext context, RequestDelegate next, CurrentEdition current, CancellationToken stopping)
    {
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        var enough = Task.Delay(Patience, leaving.Token);
        await Task.WhenAny(current.Readable, enough);
        if (current.Fronts is { } fronts && For(context.Request, fronts) is { } edition) context.Features.Set(edition);
        else await Task.WhenAny(current.Begun, enough);
        await next(context);
    }

    /// <summary>The edition that is enough for this request; null if it has to wait for the whole one.</summary>
    private static Edition? For(HttpRequest request, Edition fronts)
    {
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method)) return null;
        return (request.Path.Value ?? "").Split('/') switch
        {
            ["", "" or "articles" or "topics"] or ["", "topics", _] => fronts,
            ["", "articles", var slug] when fronts.Find(slug) is { } front => With(fronts, front),
            _ => null,
        };
    }

    private static Edition? With(Edition fronts, Article front)
    {
        if (fronts.ReadAlone?.Invoke(front) is not { } whole) return null;
        var articles = new Dictionary<Slug, Article>(fronts.Articles) { [whole.Slug] = whole };
        return fronts with { Articles = System.Collections.Frozen.FrozenDictionary.ToFrozenDictionary(articles) };
    }
}
