using BackSpasmSite.Content;
using BackSpasmSite.Content.FrontMatter;
using BackSpasmSite.Content.Reviews;
using BackSpasmSite.Feeds;
using BackSpasmSite.Http;
using BackSpasmSite.Options;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Pages;

[PerEdition(HasPages = true)]
internal sealed class PersonModel(CurrentEdition current, IOptions<SiteOptions> options) : ListPage<PersonsArticle>(current, options)
{
    public Person Person { get; private set; } = null!;

    public override string Name => Person.Name;
    public override string Description => $"Who {Person.Name} is, and what they wrote and reviewed for {Edition!.Site.Name}.";
    public override IEnumerable<string> LinkedData => [ProfilePage.Of(Person, Edition!.Site, Person.Address, BaseUrl), .. base.LinkedData];
    protected override Breadcrumbs Way => Breadcrumbs.To(Name, Links.List);

    public IActionResult OnGet(string key)
    {
        if (Edition is null) return StatusCode(StatusCodes.Status503ServiceUnavailable);
        if (Edition.PeopleByName.Find(key) is not { } person) return NotFound();

        Person = person;
        return Show(PersonsArticle.Of(person, Edition), person.Address);
    }
}

/// <param name="Reviewed">False if the person wrote it.</param>
internal sealed record PersonsArticle(Article Article, bool Reviewed)
{
    /// <summary>What they wrote, then what they reviewed, each newest first. An article they wrote and reviewed is listed twice.</summary>
    public static IReadOnlyList<PersonsArticle> Of(Person person, Edition edition) =>
    [
        .. edition.Lists.NewestFirst.Where(article => article.Author.Key == person.Key).Select(article => new PersonsArticle(article, Reviewed: false)),
        .. edition.Lists.NewestFirst.Where(article => ReviewState.Reviewer(article, edition)?.Key == person.Key).Select(article => new PersonsArticle(article, Reviewed: true)),
    ];
}
