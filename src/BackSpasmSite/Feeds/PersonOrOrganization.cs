using System.Text.Json.Nodes;
using BackSpasmSite.Content.FrontMatter;

namespace BackSpasmSite.Feeds;

/// <summary>Somebody of <c>people.yaml</c> in the words of https://schema.org/Person or https://schema.org/Organization.</summary>
internal static class PersonOrOrganization
{
    /// <summary>Name, address, credentials and affiliation, leaving out what is unknown. An entry under the site's own name is no person.</summary>
    public static JsonObject Of(Person person, SiteFacts site)
    {
        var isOrganization = person.Name == site.Name || person.Name == site.Organisation;
        var who = new JsonObject { ["@type"] = isOrganization ? "Organization" : "Person", ["name"] = person.Name };
        if (person.Url is { } url) who["url"] = url;
        if (isOrganization) return who;
        if (person.Credentials is { } credentials) who["honorificSuffix"] = credentials;
        if (person.Organisation is { } affiliation)
            who["affiliation"] = new JsonObject { ["@type"] = "Organization", ["name"] = affiliation };
        return who;
    }

    /// <summary>Who runs the site.</summary>
    public static JsonObject Publisher(SiteFacts site, Uri baseUrl) => new()
    {
        ["@type"] = "Organization",
        ["name"] = site.Organisation ?? site.Name,
        ["url"] = new Uri(baseUrl, "/").AbsoluteUri,
    };
}
