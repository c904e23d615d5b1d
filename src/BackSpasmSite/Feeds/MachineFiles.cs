using System.Text;
using System.Xml.Linq;
using BackSpasmSite.Content;
using BackSpasmSite.Content.FrontMatter;
using BackSpasmSite.Http;
using BackSpasmSite.Options;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Feeds;

/// <summary>Serves files for machines: the feed, the sitemap, the description of the search, robots.txt and security.txt.</summary>
internal static class MachineFiles
{
    public static void MapMachineFiles(this IEndpointRouteBuilder routes)
    {
        routes.Map("/feed.xml", "application/atom+xml; charset=utf-8", (edition, baseUrl) => Xml(AtomFeed.Of(edition, baseUrl)));
        routes.Map("/sitemap.xml", "application/xml; charset=utf-8", (edition, baseUrl) => Xml(Sitemap.Of(edition, baseUrl)));
        routes.Map("/opensearch.xml", "application/opensearchdescription+xml; charset=utf-8", (edition, baseUrl) => Xml(OpenSearch.Of(edition.Site, baseUrl)));
        routes.Map("/robots.txt", "text/plain; charset=utf-8", (_, baseUrl) => RobotsText.Of(baseUrl));
        routes.Map("/.well-known/security.txt", "text/plain; charset=utf-8", SecurityText.Of);
    }

    /// <param name="print">Null if the site has no such file.</param>
    private static void Map(this IEndpointRouteBuilder routes, string path, string type, Func<Edition, Uri, string?> print)
    {
        routes.MapMethods(path, [HttpMethods.Get, HttpMethods.Head], (HttpContext context, CurrentEdition current, IOptions<SiteOptions> options) =>
            RequestEdition.Of(context, current) is not { } edition ? Results.StatusCode(StatusCodes.Status503ServiceUnavailable)
            : print(edition, new Uri(options.Value.BaseUrl)) is { } text ? Results.Bytes(Encoding.UTF8.GetBytes(text), type)
            : Results.NotFound()).WithMetadata(new PerEditionAttribute());
    }

    private static string Xml(XDocument document) => $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{document}\n";
}

/// <summary>For crawlers (RFC 9309).</summary>
internal static class RobotsText
{
    /// <summary>
    /// A rule matches every address that begins with it, so each ends with a slash or <c>$</c>: a bare <c>/editor</c> would also keep crawlers
    /// from <c>/editorial-policy</c>.
    /// </summary>
    public static string Of(Uri baseUrl) => $"""
        User-agent: *
        Allow: /
        Disallow: /editor$
        Disallow: /editor/
        Disallow: /feedback$
        Disallow: /feedback/

        Sitemap: {new Uri(baseUrl, "/sitemap.xml").AbsoluteUri}

        """.ReplaceLineEndings("\n");
}

/// <summary>Where to report a vulnerability in the site (RFC 9116).</summary>
internal static class SecurityText
{
    /// <summary>It should expire within a year (RFC 9116, 2.5.5). In whole months, so that the file changes once a month, not daily.</summary>
    private const int Months = 11;

    /// <summary>Null if <c>site.yaml</c> names no contact. The edition's date decides when it expires, so that two machines agree.</summary>
    public static string? Of(Edition edition, Uri baseUrl)
    {
        if (edition.Site.Contact is not { } contact || Address(contact) is not { } address) return null;
        var expires = new DateOnly(edition.Date.Year, edition.Date.Month, 1).AddMonths(Months);
        return $"""
            Contact: {address}
            Expires: {IsoDate.Of(IsoDate.StartOf(expires))}
            Preferred-Languages: {edition.Site.Language}
            Canonical: {new Uri(baseUrl, "/.well-known/security.txt").AbsoluteUri}

            """.ReplaceLineEndings("\n");
    }

    /// <summary>A <c>mailto:</c> URL has both sides of its last <c>@</c> escaped (RFC 6068, 2).</summary>
    private static string? Address(string contact)
    {
        if (contact.StartsWith("https://", StringComparison.Ordinal)) return Uri.TryCreate(contact, UriKind.Absolute, out var page) ? page.AbsoluteUri : null;
        var at = contact.LastIndexOf('@');
        return $"mailto:{Uri.EscapeDataString(contact[..at])}@{Uri.EscapeDataString(contact[(at + 1)..])}";
    }
}

/// <summary>Describes the site's search to browsers, which then offer it in their address bar (OpenSearch 1.1).</summary>
internal static class OpenSearch
{
    private static readonly XNamespace Name = "http://a9.com/-/spec/opensearch/1.1/";

    // More is not allowed.
    private const int LongestShortName = 16;
    private const int LongestDescription = 1024;

    /// <param name="baseUrl">The site's own address, which never comes from a request.</param>
    public static XDocument Of(SiteMetadata site, Uri baseUrl)
    {
        var home = baseUrl.AbsoluteUri.TrimEnd('/');
        return new XDocument(new XElement(Name + "OpenSearchDescription",
            new XElement(Name + "ShortName", Shortened(site.Name, LongestShortName)),
            new XElement(Name + "Description", Shortened($"Search {site.Name}", LongestDescription)),
            new XElement(Name + "InputEncoding", "UTF-8"),
            new XElement(Name + "Language", site.Language),
            new XElement(Name + "Image", new XAttribute("type", "image/svg+xml"), $"{home}/icon.svg"),
            Url("text/html", $"{home}/search?q={{searchTerms}}"),
            Url("application/x-suggestions+json", $"{home}/search/suggestions?q={{searchTerms}}")));
    }

    private static XElement Url(string type, string template) => new(Name + "Url", new XAttribute("type", type), new XAttribute("template", template));

    private static string Shortened(string text, int longest)
    {
        if (text.Length <= longest) return text;
        return text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)].TrimEnd();
    }
}
