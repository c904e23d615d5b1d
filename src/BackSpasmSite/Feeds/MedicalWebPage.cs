using System.Text.Json;
using BackSpasmSite.Articles;

namespace BackSpasmSite.Feeds;

// Stub of branch look: the real one is being written.
internal static class MedicalWebPage
{
    public static string Of(Article article, Edition edition, Uri baseUrl) => JsonSerializer.Serialize(new Dictionary<string, string>
    {
        ["@context"] = "https://schema.org",
        ["@type"] = "MedicalWebPage",
        ["name"] = article.Title,
        ["url"] = new Uri(baseUrl, $"/articles/{article.Slug}").AbsoluteUri,
    });
}
