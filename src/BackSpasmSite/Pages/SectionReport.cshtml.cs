using BackSpasmSite.Content;
using BackSpasmSite.Options;
using BackSpasmSite.Reports.Intake;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Pages;

/// <summary>The form on a page of its own, with a section of the article chosen: where a link of <see cref="SectionLinks"/> leads without scripts.</summary>
internal sealed class SectionReportModel(CurrentEdition current, IOptions<SiteOptions> options, ReportIntake intake) : PrivatePage(current, options)
{
    public FeedbackView Form { get; private set; } = null!;

    public override string Title => "Report a problem";

    public IActionResult OnGet(string article, string section)
    {
        if (Edition is null) return StatusCode(StatusCodes.Status503ServiceUnavailable);
        // Where the article itself shows no form, there is none here.
        if (Edition.Find(article) is not { FrontMatter.Withdrawn: null } found || Edition.IsDown(found)) return NotFound();

        // A section may have gone since the link was printed.
        var chosen = found.Headings.FirstOrDefault(heading => heading.Id == section)?.Id ?? "";
        Form = new FeedbackView(found, Edition.Site, intake.TakesEmail) { Typed = FeedbackForm.Empty with { Section = chosen }, IsPaused = Edition.IsFormPaused };
        return Page();
    }
}
