using BackSpasmSite.Content;
using BackSpasmSite.Email;

namespace BackSpasmSite.Reports.Emails;

/// <summary>What an article is called in a mail.</summary>
internal static class ArticleTitle
{
    /// <summary>In one line; the slug of an article that is gone, or where there is no edition yet.</summary>
    public static string Of(string article, Edition? edition) => PlainMail.InOneLine(
        Slug.TryParse(article, out var slug) && edition?.Articles.TryGetValue(slug, out var found) == true ? found.Title : article);
}
