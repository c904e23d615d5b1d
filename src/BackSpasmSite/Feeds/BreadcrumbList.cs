using System.Text.Json.Nodes;

namespace BackSpasmSite.Feeds;

/// <summary>The way from the home page to a page, in the words of https://schema.org/BreadcrumbList.</summary>
internal static class BreadcrumbList
{
    /// <summary>JSON-LD that may stand in a script element, as <see cref="MedicalWebPage.Of"/> says.</summary>
    /// <param name="trail">What readers see of the way, the home page first and the page itself last: its name and its path.</param>
    /// <param name="baseUrl">The site's own address, which never comes from a request.</param>
    public static string Of(IEnumerable<(string Name, string Path)> trail, Uri baseUrl) => new JsonObject
    {
        ["@context"] = "https://schema.org",
        ["@type"] = "BreadcrumbList",
        ["itemListElement"] = new JsonArray([.. trail.Select((step, index) => new JsonObject
        {
            ["@type"] = "ListItem",
            ["position"] = index + 1,
            ["name"] = step.Name,
            ["item"] = new Uri(baseUrl, step.Path).AbsoluteUri,
        })]),
    }.ToJsonString();
}
