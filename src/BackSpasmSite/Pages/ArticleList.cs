using BackSpasmSite.Articles;

namespace BackSpasmSite.Pages;

/// <summary>The articles a list may name: withdrawn ones keep their address and lose their place.</summary>
internal static class ArticleList
{
    public static IEnumerable<Article> NewestFirst(Edition edition) => edition.Articles.Values
        .Where(article => article.FrontMatter.Withdrawn is null)
        .OrderByDescending(article => article.FrontMatter.Published)
        .ThenBy(article => article.Slug);
}
