using BackSpasmSite.Articles;

namespace BackSpasmSite.Feeds;

/// <summary>The articles that machines are told of.</summary>
internal static class ListedArticles
{
    /// <summary>Neither withdrawn nor a draft (which an author sees in Development only): machines keep copies. By slug.</summary>
    public static IReadOnlyList<Article> Of(Edition edition) =>
    [
        .. edition.Articles.Values
            .Where(article => article.FrontMatter is { Withdrawn: null, Draft: false })
            .OrderBy(article => article.Slug),
    ];

    /// <summary>Whether the whole article is being checked, so that nobody is shown its text.</summary>
    public static bool IsDown(Article article, Edition edition) => edition.Holds.Any(hold => hold.Article == article.Slug && hold.Quote is null);
}
