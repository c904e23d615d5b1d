using System.Runtime.CompilerServices;
using System.Xml.Linq;
using BackSpasmSite.Content;
using BackSpasmSite.Options;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Feeds;

/// <summary>Serves what only machines read: the feed, the sitemap, and what crawlers and finders of holes ask first.</summary>
internal static class MachineFiles
{
    public static void MapMachineFiles(this IEndpointRouteBuilder routes)
    {
        routes.Map("/feed.xml", "application/atom+xml; charset=utf-8", (edition, baseUrl) => Xml(AtomFeed.Of(edition, baseUrl)));
        routes.Map("/sitemap.xml", "application/xml; charset=utf-8", (edition, baseUrl) => Xml(Sitemap.Of(edition, baseUrl)));
        routes.Map("/robots.txt", "text/plain; charset=utf-8", (_, baseUrl) => RobotsText.Of(baseUrl));
        routes.Map("/.well-known/security.txt", "text/plain; charset=utf-8", SecurityText.Of);
    }

    /// <param name="routes">The site's.</param>
    /// <param name="path">Where the file is.</param>
    /// <param name="type">Its media type.</param>
    /// <param name="print">Makes it of an edition and the site's own address; null where the site has none.</param>
    private static void Map(this IEndpointRouteBuilder routes, string path, string type, Func<Edition, Uri, string?> print)
    {
        // Once for each edition, however many machines ask; with the edition, the file is forgotten.
        var files = new ConditionalWeakTable<Edition, MachineFile>();
        routes.MapMethods(path, [HttpMethods.Get, HttpMethods.Head], (CurrentEdition current, IOptions<SiteOptions> options) =>
        {
            if (current.Edition is not { } edition) return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
            return files.GetValue(edition, edition => new MachineFile(print(edition, new Uri(options.Value.BaseUrl)))).As(type);
        });
    }

    private static string Xml(XDocument document) => $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{document}\n";
}
