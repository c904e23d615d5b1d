using BackSpasmSite.Articles;
using BackSpasmSite.Feeds;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Pages;

internal sealed class IndexModel(CurrentEdition current, IOptions<SiteOptions> options) : SitePage(current, options)
{
    private const int Shown = 20;

    public override string Title => Edition!.Site.Name;
    public override string? Description => Edition!.Site.Description ?? Edition.Site.Tagline;
    public override string Address => "/";
    public override IEnumerable<string> LinkedData => [WebSite.Of(Edition!.Site, BaseUrl)];

    public IReadOnlyList<Article> Newest { get; private set; } = [];

    public IActionResult OnGet()
    {
        if (Edition is null) return StatusCode(StatusCodes.Status503ServiceUnavailable);

        Newest = [.. ArticleList.NewestFirst(Edition).Take(Shown)];
        return Page();
    }
}
