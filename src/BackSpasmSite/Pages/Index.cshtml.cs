using BackSpasmSite.Content;
using BackSpasmSite.Content.Files;
using BackSpasmSite.Content.Markdown;
using BackSpasmSite.Feeds;
using BackSpasmSite.Http;
using BackSpasmSite.Options;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Pages;

[PerEdition]
internal sealed class IndexModel(CurrentEdition current, IOptions<SiteOptions> options) : SitePage(current, options)
{
    /// <summary>Shown above the link to all articles.</summary>
    public const int Newest = 5;

    /// <summary>How many of the newest corrections are shown.</summary>
    public const int Corrected = 3;

    private const int MostTopics = 12;

    public override string Title => Edition!.Site.Name;
    public override string? Description => Edition!.Site.Description ?? Edition.Site.Tagline;
    public override string Address => "/";
    public override IEnumerable<string> LinkedData => [WebSite.Of(Edition!.Site, BaseUrl)];

    /// <summary>The drawing beside the title; null if the site has none.</summary>
    public ImageFile? Image => Edition!.Site.Image?.Address is LinkAddress.Picture picture ? Edition.Images.GetValueOrDefault(picture.Path) : null;

    /// <summary>The topics with the most articles, sorted by name.</summary>
    public IEnumerable<Topic> Topics => Edition!.Lists.Topics.OrderByDescending(topic => topic.Articles.Count).Take(MostTopics).OrderBy(topic => topic.Key, StringComparer.Ordinal);

    public IActionResult OnGet() => Edition is null ? StatusCode(StatusCodes.Status503ServiceUnavailable) : Page();
}
