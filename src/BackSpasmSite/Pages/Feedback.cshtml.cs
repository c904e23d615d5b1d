using BackSpasmSite.Content;
using BackSpasmSite.Http;
using BackSpasmSite.Options;
using BackSpasmSite.Reports;
using BackSpasmSite.Reports.Intake;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Pages;

/// <summary>
/// Needs no antiforgery token: a reader has no account whose authority another site could misuse, and <see cref="CrossOriginPostGuard"/>
/// refuses what another site sends.
/// </summary>
[IgnoreAntiforgeryToken]
internal sealed class FeedbackModel(CurrentEdition current, IOptions<SiteOptions> options, ReportIntake intake) : PrivatePage(current, options)
{
    public FeedbackView Again { get; private set; } = null!;

    public string Heading => Again.Typed.IsVote ? "Your answer has not been counted yet" : "Your report has not been sent yet";

    public override string Title => Again.SubmitReportResult is SubmitReportResult.Invalid ? $"Error: {Heading}" : Heading;

    public async Task<IActionResult> OnPostAsync()
    {
        if (Edition is null) return StatusCode(StatusCodes.Status503ServiceUnavailable);
        var client = new Client(HttpContext.Connection.RemoteIpAddress, Request.Headers.UserAgent.ToString(), Request.Headers.AcceptLanguage.ToString());
        var (form, refused) = await PostedForm.ReadAsync(Request);
        if (form is null && intake.CountFailure(client) is null) return StatusCode(refused);

        form ??= FeedbackForm.Empty;
        var submitReportResult = await intake.TakeAsync(form, client, Edition);
        Again = new FeedbackView(FormCheck.ArticleOf(form, Edition), Edition.Site, intake.TakesEmail) { Typed = form, SubmitReportResult = submitReportResult, IsPaused = submitReportResult is SubmitReportResult.Paused };
        return submitReportResult switch
        {
            SubmitReportResult.Kept kept => SeeOther($"/feedback/{kept.Receipt}"),
            SubmitReportResult.Voted voted => SeeOther($"/feedback/thanks?article={voted.Article}&helpful={(voted.Helpful ? "yes" : "no")}{(voted.Reason is { } reason ? $"&reason={MissingReasons.Token(reason)}" : "")}"),
            SubmitReportResult.TooMany tooMany => Show(StatusCodes.Status429TooManyRequests, tooMany.Wait),
            SubmitReportResult.Paused or SubmitReportResult.Full => Show(StatusCodes.Status503ServiceUnavailable, TimeSpan.FromHours(1)),
            SubmitReportResult.Invalid => Show(StatusCodes.Status400BadRequest),
            SubmitReportResult.Personal => Show(StatusCodes.Status422UnprocessableEntity),
            SubmitReportResult.Failed => Show(StatusCodes.Status500InternalServerError),
            _ => Show(StatusCodes.Status503ServiceUnavailable, TimeSpan.FromMinutes(1)),
        };
    }

    private PageResult Show(int status, TimeSpan? wait = null)
    {
        Response.StatusCode = status;
        if (wait is { } time) Response.Headers.RetryAfter = Math.Ceiling(time.TotalSeconds).ToString();
        return Page();
    }
}
