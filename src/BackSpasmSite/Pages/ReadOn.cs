using BackSpasmSite.Articles;
using BackSpasmSite.Articles.Around;

namespace BackSpasmSite.Pages;

/// <summary>Where somebody may go on from the end of an article; no article is named as related and as recent.</summary>
internal sealed record ReadOn(
    IReadOnlyList<Article> Related,
    IReadOnlyList<Article> Recent,
    IReadOnlyList<Topic> Topics,
    Article? Previous,
    Article? Next)
{
    private const int Most = 3;

    public static ReadOn From(Article article, Edition edition)
    {
        var lists = edition.Lists;
        var related = lists.Related(article, Most);
        var recent = lists.NewestFirst.ExceptBy([article.Slug, .. related.Select(other => other.Slug)], other => other.Slug).Take(Most);
        return new ReadOn(related, [.. recent], [.. lists.TopicsOf(article)], lists.Before(article), lists.After(article));
    }
}
