using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using BackSpasmSite.Content;
using BackSpasmSite.Hosting;
using BackSpasmSite.Http;
using BackSpasmSite.Options;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Search;

/// <summary>Suggestions while a reader types, for our search boxes and for browsers.</summary>
internal static class SearchEndpoints
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static void MapSearchSuggestions(this IEndpointRouteBuilder routes) => routes.MapMethods("/search/suggestions", AllowedMethods.Reading, Suggest);

    /// <summary>In the form of OpenSearch: what was typed, then as many titles, descriptions and addresses. Nothing is suggested while search is busy.</summary>
    private static IResult Suggest(HttpContext context, CurrentEdition current, IOptions<SiteOptions> site, SiteSearch search, SearchQueue queue, SearchLimit limit)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["X-Robots-Tag"] = "noindex";
        if (limit.Take(context.Connection.RemoteIpAddress) is { } wait)
        {
            context.Response.Headers.RetryAfter = $"{Math.Ceiling(wait.TotalSeconds)}";
            return Results.StatusCode(StatusCodes.Status429TooManyRequests);
        }

        var typed = context.Request.Query["q"].ToString();
        using var turn = queue.TryEnter();
        using var measurement = Instruments.Begin("suggest", Instruments.SearchDuration);
        var hits = turn is null || RequestEdition.Of(context, current) is not { } edition ? [] : search.Suggest(typed, edition);
        measurement?.Tag("result", turn is null ? "unavailable" : hits.Count > 0 ? "hits" : "none");
        string[] titles = [.. hits.Select(hit => hit.Section is null ? hit.Title : $"{hit.Section} · {hit.Title}")];
        return Results.Json(
            new object[] { typed, titles, Array.ConvertAll(titles, _ => ""), hits.Select(hit => new Uri(new Uri(site.Value.BaseUrl), hit.Address).AbsoluteUri) },
            Json, "application/x-suggestions+json; charset=utf-8");
    }
}
