using BackSpasmSite.Accounts;
using BackSpasmSite.Content;
using BackSpasmSite.Content.Text;
using BackSpasmSite.Options;
using BackSpasmSite.Reports;
using BackSpasmSite.Reports.Emails;
using BackSpasmSite.Reports.Holds;
using BackSpasmSite.Reports.Queue;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Pages.Editor;

[KeepsWords]
[LargestBody(EditorBox.MostBytes)]
internal sealed class ReportModel(
    CurrentEdition current, IOptions<SiteOptions> options, ReportFiles files, ReportActions desk, PassageLookup passages, HoldKeeper holds)
    : DeskPage(current, options)
{
    public ReportFile Found { get; private set; } = null!;
    public PassageView Passage { get; private set; } = null!;
    public HoldView Holds { get; private set; } = null!;

    public DeskForm? Sent { get; private set; }

    public ReportActionResult? Outcome { get; private set; }

    public bool IsSaved { get; private set; }

    /// <summary>The report behind the typed number, shown before anything is saved.</summary>
    public ReportActionResult.Unconfirmed? Unconfirmed => Outcome as ReportActionResult.Unconfirmed;

    /// <summary>A correction was saved a moment ago but has not closed every report it was for.</summary>
    public bool StaysOpen { get; private set; }

    public Report Report => Found.Report;
    public Article? Article => Passage.Article;
    public string Answer => Sent?.Answer ?? Report.Answer ?? "";
    public string Note => Sent?.Note ?? Report.Note ?? "";
    public string Original => Sent?.Original ?? Report.DuplicateOf?.ToString() ?? "";
    public ErrorSummary ErrorSummary => new("Not saved yet", Outcome is ReportActionResult.Invalid { Errors: var errors } ? errors : []);

    public override string Title => $"{(Outcome is null or ReportActionResult.Unconfirmed ? "" : "Error: ")}Report {Report.Id}";

    public bool IsChosen(Report report) => Sent?.Chosen.Contains(report.Id) ?? true;

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
            ReportActionResult.Done { Change: var change } when form.Action is DeskAction.Spam => SeeOther(new InboxQuery().Address(marked: change)),
            ReportActionResult.Done => SeeOther($"/editor/reports/{id}?saved"),
            ReportActionResult.Invalid => await ShowAsync(id, StatusCodes.Status400BadRequest),
            ReportActionResult.Unconfirmed when form.OnlyLooksUp => await ShowAsync(id, StatusCodes.Status200OK),
            // Nothing is stored, and nothing is wrong: the same form again, with the report behind the number.
            ReportActionResult.Unconfirmed => await ShowAsync(id, StatusCodes.Status422UnprocessableEntity),
            ReportActionResult.Overtaken => await ShowAsync(id, StatusCodes.Status409Conflict),
            _ => NotFound(),
        };
    }

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

/// <param name="IsTogether">The page's form applies to it too.</param>
internal sealed record ReaderReport(ReportModel Page, Report Report, bool IsTogether)
{
    /// <summary>A single report can't be deselected.</summary>
    public bool IsChoice => IsTogether && Page.Found.Together.Count > 1;

    /// <summary>Null if the passage is the same as in the page's report.</summary>
    public string? Quote => Report.Id == Page.Report.Id || Report.Quote != Page.Report.Quote ? Report.Quote : null;
}

/// <summary>What one editor did at once, with one report or several.</summary>
/// <param name="By">Null for the software and for readers.</param>
/// <param name="Detail">The answer or note as it was then.</param>
/// <param name="Reports">Empty where the page shows only one.</param>
internal sealed record HistoryLine(DateTime At, string? By, string What, string? Detail, IReadOnlyList<long> Reports)
{
    public static IReadOnlyList<HistoryLine> Of(ReportFile file)
    {
        var isOne = file.Together.Count + file.Others.Count == 1;
        return
        [
            new HistoryLine(file.Report.ReceivedAt, null, "Received from a reader", null, isOne ? [] : [file.Report.Id]),
            .. file.History
                .GroupBy(happened => (happened.Change, happened.At, happened.By, happened.What, happened.Detail))
                .Select(change => new HistoryLine(change.Key.At, change.Key.By, change.Key.What, change.Key.Detail, isOne ? [] : [.. change.Select(happened => happened.Report)])),
        ];
    }
}

/// <summary>Not in a Razor file, where line breaks in the markup would show as spaces between words.</summary>
internal static class ChangeHtml
{
    public static IHtmlContent Of(ChangedBlock block)
    {
        var html = new HtmlContentBuilder();
        foreach (var run in block.Runs)
        {
            switch (run.Kind)
            {
                case RunKind.WentAway:
                    html.AppendHtml("<del>").Append(run.Text).AppendHtml("</del>");
                    break;
                case RunKind.Came:
                    html.AppendHtml("<ins>").Append(run.Text).AppendHtml("</ins>");
                    break;
                default:
                    html.Append(run.Text);
                    break;
            }
        }

        return html;
    }
}
