using BackSpasmSite.Accounts;
using BackSpasmSite.Content;
using BackSpasmSite.Options;
using BackSpasmSite.Reports;
using BackSpasmSite.Reports.Emails;
using BackSpasmSite.Reports.Holds;
using BackSpasmSite.Reports.Queue;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Pages.Editor;

/// <summary>A report with those on the same passage: read, answered, put aside.</summary>
[KeepsWords]
[LargestBody(EditorBox.MostBytes)]
internal sealed class ReportModel(
    CurrentEdition current, IOptions<SiteOptions> options, ReportFiles files, ReportDesk desk, PassageDesk passages, HoldKeeper holds)
    : DeskPage(current, options)
{
    public ReportFile Found { get; private set; } = null!;
    public PassageView Passage { get; private set; } = null!;
    public HoldView Holds { get; private set; } = null!;

    /// <summary>The form that was sent and not saved; null when there is none.</summary>
    public DeskForm? Sent { get; private set; }

    /// <summary>Why it was not saved.</summary>
    public DeskOutcome? Outcome { get; private set; }

    public bool IsSaved { get; private set; }

    /// <summary>The report that the chosen ones are to be duplicates of, to be looked at first.</summary>
    public DeskOutcome.Unconfirmed? Unconfirmed => Outcome as DeskOutcome.Unconfirmed;

    /// <summary>Whether a correction was saved a moment ago that has not closed every report it was for.</summary>
    public bool StaysOpen { get; private set; }

    public Report Report => Found.Report;
    public Article? Article => Passage.Article;
    public string Answer => Sent?.Answer ?? Report.Answer ?? "";
    public string Note => Sent?.Note ?? Report.Note ?? "";
    public string Original => Sent?.Original ?? Report.DuplicateOf?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "";
    public Mistakes Mistakes => new("It is not saved yet", Outcome is DeskOutcome.Mistaken { Mistakes: var mistakes } ? mistakes : []);

    public override string Title => $"{(Outcome is null or DeskOutcome.Unconfirmed ? "" : "Error: ")}Report {Report.Id}";

    public bool IsChosen(Report report) => Sent?.Chosen.Contains(report.Id) ?? true;

    /// <summary>The title of the article that a report is about, or its address where that is gone.</summary>
    public string TitleOf(Report report) => ArticleTitle.Of(report.Article, Edition);

    public string? Section(Report report) => report.Section is null ? null : Article?.Headings.FirstOrDefault(heading => heading.Id == report.Section)?.Text ?? report.Section;

    public async Task<IActionResult> OnGetAsync(long id)
    {
        IsSaved = Request.Query.ContainsKey("saved");
        StaysOpen = Request.Query["saved"] == "open";
        return await ShowAsync(id, StatusCodes.Status200OK);
    }

    public async Task<IActionResult> OnPostAsync(long id)
    {
        if (ReportForm.Of(id, Request.Form) is not { } form) return BadRequest();
        (Sent, Outcome) = (form, await desk.DoAsync(form, SignedIn!));
        return Outcome switch
        {
            DeskOutcome.Done { Deed: var deed } when form.Action is DeskAction.Spam => SeeOther(new InboxQuery().Address(marked: deed)),
            DeskOutcome.Done => SeeOther($"/editor/reports/{id}?saved"),
            DeskOutcome.Mistaken => await ShowAsync(id, StatusCodes.Status400BadRequest),
            // Nothing is stored yet, and nothing is wrong: the same form again, with what the number stands for.
            DeskOutcome.Unconfirmed => await ShowAsync(id, StatusCodes.Status422UnprocessableEntity),
            DeskOutcome.Overtaken => await ShowAsync(id, StatusCodes.Status409Conflict),
            _ => NotFound(),
        };
    }

    /// <param name="id">The report whose page it is.</param>
    /// <param name="report">The one on it whose words are to go.</param>
    public async Task<IActionResult> OnPostEraseAsync(long id, [FromForm] long report) =>
        await desk.EraseAsync(report, SignedIn!) ? SeeOther($"/editor/reports/{id}?saved") : NotFound();

    private async Task<IActionResult> ShowAsync(long id, int status)
    {
        if (Edition is null) return StatusCode(StatusCodes.Status503ServiceUnavailable);
        if (await files.FindAsync(id, HttpContext.RequestAborted) is not { } found) return NotFound();
        Found = found;
        Passage = await passages.LookAsync(found.Report, Edition, HttpContext.RequestAborted);
        Holds = HoldView.Of(found.Report, await holds.ListAsync(HttpContext.RequestAborted), $"/editor/reports/{id}");
        Response.StatusCode = status;
        return Page();
    }
}
