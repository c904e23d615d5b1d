using BackSpasmSite.Content;
using BackSpasmSite.Data;
using BackSpasmSite.Http;
using BackSpasmSite.Options;
using BackSpasmSite.Reports;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Pages;

[PerEdition]
internal sealed class CorrectionsModel(CurrentEdition current, IOptions<SiteOptions> options, IOptions<FeedbackOptions> feedback, ReportNumbers numbers) : SitePage(current, options)
{
    public override string Title => "Corrections";
    public override string Description => "Every mistake we have corrected in an article: what was wrong, and what the article says now.";
    public override string Address => "/corrections";
    public override Breadcrumbs Trail => Breadcrumbs.To(Title, Address);

    public IReadOnlyList<PublishedCorrection> Corrections { get; private set; } = [];
    public IReadOnlyList<Article> Withdrawn { get; private set; } = [];

    /// <summary>What became of readers' reports; null if the site does not publish that, or the database can't say.</summary>
    public PublishedNumbers? Numbers { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (Edition is null) return StatusCode(StatusCodes.Status503ServiceUnavailable);

        Corrections = PublishedCorrection.AllOf(Edition);
        Withdrawn = [.. Edition.Articles.Values.Where(article => article.FrontMatter.Withdrawn is not null).OrderByDescending(article => article.FrontMatter.Withdrawn!.Date).ThenBy(article => article.Slug)];
        if (feedback.Value.PublishNumbers) Numbers = await NumbersAsync(Edition, cancellation);
        return Page();
    }

    private async Task<PublishedNumbers?> NumbersAsync(Edition edition, CancellationToken cancellation)
    {
        var midnight = edition.Date.ToDateTime(TimeOnly.MinValue, DateTimeKind.Unspecified);
        try
        {
            return await numbers.AsOfAsync(DateTime.SpecifyKind(midnight - edition.Site.TimeZone.GetUtcOffset(midnight), DateTimeKind.Utc), edition.Site.TimeZone, cancellation);
        }
        catch (DatabaseUnavailableException)
        {
            // With the numbers as soon as the database answers, not tomorrow.
            Response.KeepOutOfStore();
            return null;
        }
    }
}
