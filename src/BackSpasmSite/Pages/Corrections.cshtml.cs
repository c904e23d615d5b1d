using BackSpasmSite.Content;
using BackSpasmSite.Http;
using BackSpasmSite.Options;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Pages;

[PerEdition]
internal sealed class CorrectionsModel(CurrentEdition current, IOptions<SiteOptions> options) : SitePage(current, options)
{
    public override string Title => "Corrections";
    public override string Description => "Every mistake we have corrected in an article: what was wrong, and what the article says now.";
    public override string Address => "/corrections";
    public override Breadcrumbs Trail => Breadcrumbs.To(Title, Address);

    public IReadOnlyList<PublishedCorrection> Corrections { get; private set; } = [];
    public IReadOnlyList<Article> Withdrawn { get; private set; } = [];

    public IActionResult OnGet()
    {
        if (Edition is null) return StatusCode(StatusCodes.Status503ServiceUnavailable);

        Corrections = PublishedCorrection.AllOf(Edition);
        Withdrawn = [.. Edition.Articles.Values.Where(article => article.FrontMatter.Withdrawn is not null).OrderByDescending(article => article.FrontMatter.Withdrawn!.Date).ThenBy(article => article.Slug)];
        return Page();
    }
}
