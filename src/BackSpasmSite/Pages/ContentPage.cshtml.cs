using BackSpasmSite.Content;
using BackSpasmSite.Http;
using BackSpasmSite.Options;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Pages;

[PerEdition]
internal sealed class ContentPageModel(CurrentEdition current, IOptions<SiteOptions> options) : SitePage(current, options)
{
    public ContentPage ContentPage { get; private set; } = null!;

    public override string Title => ContentPage.Title;
    public override string? Description => ContentPage.Description;
    public override string Address => $"/{ContentPage.Slug}";
    public override string Source => ContentPage.Path;
    public override Breadcrumbs Trail => Breadcrumbs.To(Title, Address);

    public IActionResult OnGet(string name)
    {
        if (Edition is null) return StatusCode(StatusCodes.Status503ServiceUnavailable);
        if (!Slug.TryParse(name, out var key) || !Edition.Pages.TryGetValue(key, out var content)) return NotFound();

        ContentPage = content;
        return Page();
    }
}
