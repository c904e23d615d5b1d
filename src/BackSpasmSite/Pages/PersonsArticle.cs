using BackSpasmSite.Content;
using BackSpasmSite.Content.FrontMatter;
using BackSpasmSite.Content.Reviews;

namespace BackSpasmSite.Pages;

/// <summary>An article on the page of somebody who had a part in it.</summary>
/// <param name="Reviewed">Whether the part was to review it and not to write it.</param>
internal sealed record PersonsArticle(Article Article, bool Reviewed)
{
    /// <summary>What somebody wrote and then what they reviewed, each newest first. What they wrote and reviewed stands in both.</summary>
    public static IReadOnlyList<PersonsArticle> Of(Person person, Edition edition) =>
    [
        .. edition.Lists.NewestFirst.Where(article => article.Author.Key == person.Key).Select(article => new PersonsArticle(article, Reviewed: false)),
        .. edition.Lists.NewestFirst.Where(article => ReviewState.Reviewer(article, edition)?.Key == person.Key).Select(article => new PersonsArticle(article, Reviewed: true)),
    ];
}
