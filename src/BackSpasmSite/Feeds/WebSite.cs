using System.Text.Json.Nodes;
using BackSpasmSite.Content.FrontMatter;

namespace BackSpasmSite.Feeds;

/// <summary>What the home page tells search engines about the site, in the words of https://schema.org/WebSite.</summary>
internal static class WebSite
{
    /// <summary>JSON-LD that may stand in a script element, as <see cref="MedicalWebPage.Of"/> says.</summary>
    /// <param name="site">The site.</param>
    /// <param name="baseUrl">The site's own address, which never comes from a request.</param>
    public static string Of(SiteFacts site, Uri baseUrl)
    {
        var facts = new JsonObject
        {
            ["@context"] = "https://schema.org",
            ["@type"] = "WebSite",
            ["name"] = site.Name,
            ["url"] = new Uri(baseUrl, "/").AbsoluteUri,
            ["inLanguage"] = site.Language,
            ["publisher"] = PersonOrOrganization.Publisher(site, baseUrl),
        };
        if ((site.Description ?? site.Tagline) is { } description) facts["description"] = description;
        return facts.ToJsonString();
    }
}
