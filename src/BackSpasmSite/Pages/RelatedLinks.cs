using BackSpasmSite.Content;

namespace BackSpasmSite.Pages;

/// <summary>An article in one of the other lists is not listed as recent too.</summary>
internal sealed record RelatedLinks(
    IReadOnlyList<Article> Related,
    IReadOnlyList<Article> Recent,
    IReadOnlyList<Topic> Topics,
    Article? Previous,
    Article? Next)
{
    private const int Most = 3;

    public static RelatedLinks From(Article article, Edition edition)
    {
        var lists = edition.Lists;
        var related = lists.Related(article, Most);
        var (previous, next) = (lists.Before(article), lists.After(article));
        var named = new[] { article, previous, next }.OfType<Article>().Concat(related);
        var recent = lists.NewestFirst.ExceptBy(named.Select(other => other.Slug), other => other.Slug).Take(Most);
        return new RelatedLinks(related, [.. recent], [.. lists.TopicsOf(article)], previous, next);
    }
}
