using System.Text.Json.Nodes;
using BackSpasmSite.Content;

namespace BackSpasmSite.Feeds;

/// <summary>The way from the home page to a page, in the words of https://schema.org/BreadcrumbList.</summary>
internal static class BreadcrumbList
{
    /// <summary>JSON-LD that may stand in a script element, as <see cref="MedicalWebPage.Of"/> says.</summary>
    /// <param name="trail">The way.</param>
    /// <param name="baseUrl">The site's own address, which never comes from a request.</param>
    public static string Of(Trail trail, Uri baseUrl) => new JsonObject
    {
        ["@context"] = "https://schema.org",
        ["@type"] = "BreadcrumbList",
        ["itemListElement"] = new JsonArray([.. trail.Crumbs.Select((step, index) => new JsonObject
        {
            ["@type"] = "ListItem",
            ["position"] = index + 1,
            ["name"] = step.Text,
            ["item"] = new Uri(baseUrl, step.Address).AbsoluteUri,
        })]),
    }.ToJsonString();
}
