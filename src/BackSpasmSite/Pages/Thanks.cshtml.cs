using BackSpasmSite.Content;
using BackSpasmSite.Options;
using BackSpasmSite.Reports;
using BackSpasmSite.Reports.Intake;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Pages;

internal sealed class ThanksModel(CurrentEdition current, IOptions<SiteOptions> options, ReportIntake intake) : PrivatePage(current, options)
{
    public bool Helpful { get; private set; }

    /// <summary>What was missing; null before the reader has said so.</summary>
    public MissingReason? Reason { get; private set; }

    /// <summary>The form below the thanks, after a “no”.</summary>
    public FeedbackView Missing { get; private set; } = null!;

    public override string Title => "Thank you";

    public IActionResult OnGet(string? article, string? helpful, string? reason)
    {
        if (Edition is null) return StatusCode(StatusCodes.Status503ServiceUnavailable);
        if (Edition.Find(article) is not { } found) return NotFound();
        if (helpful is not ("yes" or "no")) return NotFound();

        Helpful = helpful == "yes";
        Reason = MissingReasons.Parse(reason);
        Missing = new FeedbackView(found, Edition.Site, intake.TakesEmail);
        return Page();
    }
}
