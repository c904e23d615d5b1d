using BackSpasmSite.Content;
using BackSpasmSite.Http;
using BackSpasmSite.Options;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Pages;

[PerEdition(HasPages = true)]
internal sealed class ArticleIndexModel(CurrentEdition current, IOptions<SiteOptions> options) : ListPage<Article>(current, options)
{
    public override string Name => "Articles";
    public override string Description => $"Every article on {Edition!.Site.Name}, newest first.";
    protected override Breadcrumbs Way => Breadcrumbs.To(Name, Links.List);

    public IActionResult OnGet() =>
        Edition is null ? StatusCode(StatusCodes.Status503ServiceUnavailable) : Show(Edition.Lists.NewestFirst, "/articles");
}
