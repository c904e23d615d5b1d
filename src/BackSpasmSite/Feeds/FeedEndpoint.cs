using System.Security.Cryptography;
using System.Text;
using BackSpasmSite.Articles;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace BackSpasmSite.Feeds;

/// <summary>Serves the feed.</summary>
internal static class FeedEndpoint
{
    public static void MapFeed(this IEndpointRouteBuilder routes) =>
        routes.MapMethods("/feed.xml", [HttpMethods.Get, HttpMethods.Head], Serve);

    private static IResult Serve(CurrentEdition current, IOptions<SiteOptions> options)
    {
        if (current.Edition is not { } edition) return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        var feed = Encoding.UTF8.GetBytes($"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{AtomFeed.Of(edition, new Uri(options.Value.BaseUrl))}\n");
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(feed))[..16]}\"");
        return Results.Bytes(feed, "application/atom+xml; charset=utf-8", entityTag: tag);
    }
}
