using System.Text.Json.Nodes;
using BackSpasmSite.Content;
using BackSpasmSite.Content.Bibliography;
using BackSpasmSite.Content.FrontMatter;
using BackSpasmSite.Content.Reviews;

namespace BackSpasmSite.Feeds;

/// <summary>What an article tells search engines about itself, in the words of https://schema.org/MedicalWebPage.</summary>
internal static class MedicalWebPage
{
    /// <summary>
    /// JSON-LD that may stand between <c>&lt;script type="application/ld+json"&gt;</c> and its end: it has no
    /// <c>&lt;</c>, <c>&gt;</c> or <c>&amp;</c>. A review is only mentioned when it covers the words that stand there now.
    /// </summary>
    /// <param name="article">The article.</param>
    /// <param name="edition">The edition it is read in.</param>
    /// <param name="baseUrl">The site's own address, which never comes from a request.</param>
    public static string Of(Article article, Edition edition, Uri baseUrl)
    {
        var home = baseUrl.AbsoluteUri.TrimEnd('/');
        var url = $"{home}/articles/{article.Slug}";
        var page = new JsonObject
        {
            ["@context"] = "https://schema.org",
            ["@type"] = "MedicalWebPage",
            ["@id"] = url,
            ["url"] = url,
            ["mainEntityOfPage"] = url,
            ["name"] = article.Title,
            ["headline"] = article.Title,
            ["description"] = article.FrontMatter.Description,
            ["inLanguage"] = edition.Site.Language,
            ["datePublished"] = IsoDate.Of(article.FrontMatter.Published),
            ["dateModified"] = IsoDate.Of(article.Changed),
            ["author"] = PersonOrOrganization.Of(article.Author, edition.Site),
            ["publisher"] = PersonOrOrganization.Publisher(edition.Site, baseUrl),
        };
        AddReview(page, ReviewState.Of(article, edition), edition.Site);
        AddList(page, "citation", article.References.Select(entry => entry.Cited.Reference).OfType<Reference>().Select(CitedWork.Of));
        AddList(page, "correction", article.FrontMatter.Corrections.Select(Correction));
        // The default options escape everything that could end the script element.
        return page.ToJsonString();
    }

    private static void AddReview(JsonObject page, ReviewState state, SiteFacts site)
    {
        if (state is not ReviewState.Reviewed review) return;
        page["lastReviewed"] = IsoDate.Of(review.Date);
        page["reviewedBy"] = PersonOrOrganization.Of(review.By, site);
    }

    private static void AddList(JsonObject page, string name, IEnumerable<JsonObject> items)
    {
        var list = new JsonArray([.. items]);
        if (list.Count > 0) page[name] = list;
    }

    private static JsonObject Correction(Correction correction) => new()
    {
        ["@type"] = "CorrectionComment",
        ["text"] = string.Join(' ', new[]
        {
            correction.Note,
            correction.Was is null ? null : $"It said: “{correction.Was}”",
            correction.Now is null ? null : $"It says now: “{correction.Now}”",
        }.Where(part => part is not null)),
        ["datePublished"] = IsoDate.Of(correction.Date),
    };
}
