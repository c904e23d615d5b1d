using BackSpasmSite.Content;
using BackSpasmSite.Http;
using BackSpasmSite.Options;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Pages;

[PerEdition]
internal sealed class TopicsModel(CurrentEdition current, IOptions<SiteOptions> options) : SitePage(current, options)
{
    public override string Title => "Topics";
    public override string Description => $"What the articles of {Edition!.Site.Name} are about.";
    public override string Address => "/topics";
    public override Breadcrumbs Trail => Breadcrumbs.To(Title, Address);

    public IActionResult OnGet() => Edition is null ? StatusCode(StatusCodes.Status503ServiceUnavailable) : Page();
}
