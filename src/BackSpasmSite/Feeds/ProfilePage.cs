using System.Text.Json.Nodes;
using BackSpasmSite.Content.FrontMatter;

namespace BackSpasmSite.Feeds;

/// <summary>What a person's page tells search engines, in the words of https://schema.org/ProfilePage.</summary>
internal static class ProfilePage
{
    /// <summary>JSON-LD that may stand in a script element, as <see cref="MedicalWebPage.Of"/> says.</summary>
    /// <param name="person">Whom the page is about.</param>
    /// <param name="site">The site.</param>
    /// <param name="path">The page's path, such as <c>/people/ann</c>.</param>
    /// <param name="baseUrl">The site's own address, which never comes from a request.</param>
    public static string Of(Person person, SiteFacts site, string path, Uri baseUrl)
    {
        var page = new Uri(baseUrl, path).AbsoluteUri;
        var who = PersonOrOrganization.Of(person, site);
        // On this page the address is the page's own, and any other one leads to the same person elsewhere.
        who["@id"] = $"{page}#person";
        who["url"] = page;
        if (person.Url is { } elsewhere) who["sameAs"] = elsewhere;
        if (person.Bio is { } bio) who["description"] = bio;
        if (person.Image is { } portrait) who["image"] = new Uri(baseUrl, portrait.Href).AbsoluteUri;
        return new JsonObject
        {
            ["@context"] = "https://schema.org",
            ["@type"] = "ProfilePage",
            ["@id"] = page,
            ["url"] = page,
            ["name"] = person.Name,
            ["inLanguage"] = site.Language,
            ["mainEntity"] = who,
        }.ToJsonString();
    }
}
