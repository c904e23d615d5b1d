using System.Xml.Linq;
using BackSpasmSite.Content.FrontMatter;

namespace BackSpasmSite.Feeds;

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
