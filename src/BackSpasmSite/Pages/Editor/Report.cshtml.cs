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
    CurrentEdition current, IOptions<SiteOptions> options, ReportFiles files, ReportQueue queue, ReportActions desk, PassageLookup passages, HoldKeeper holds)
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

    /// <summary>The inbox with the filter that the editor came with.</summary>
    public InboxQuery Inbox => InboxQuery.Of(Request.Query);

    public string NextHref => Here("Next");

    public Report Report => Found.Report;
    public Article? Article => Passage.Article;
    public string Answer => Sent?.Answer ?? Report.Answer ?? "";
    public string Note => Sent?.Note ?? Report.Note ?? "";
    public string Original => Sent?.Original ?? Report.DuplicateOf?.ToString() ?? "";
    public ErrorSummary ErrorSummary => new("Not saved yet", Outcome is ReportActionResult.Invalid { Errors: var errors } ? errors : []);

    public override string Title => $"{(Outcome is null or ReportActionResult.Unconfirmed ? "" : "Error: ")}Report {Report.Id}";

    public bool IsChosen(Report report) => Sent?.Chosen.Contains(report.Id) ?? true;

    public string TitleOf(Report report) => ArticleTitle.Of(report.Article, Edition);

    /// <summary>How near another report of the same article is to this one.</summary>
    public string Closeness(Report other) => Report.Passage is not null && other.Passage == Report.Passage ? "same passage"
        : other.Section is not null && other.Section == Report.Section ? "same section" : Section(other) is { } section ? $"section “{section}”" : "same article";

    public string? Section(Report report) => report.Section is null ? null : Article?.Headings.FirstOrDefault(heading => heading.Id == report.Section)?.Text ?? report.Section;

    public async Task<IActionResult> OnGetAsync(long id)
    {
        IsSaved = Request.Query.ContainsKey("saved");
        StaysOpen = Request.Query["saved"] == "open";
        return await ShowAsync(id, StatusCodes.Status200OK);
    }

    /// <summary>Leads to the next report in the inbox, or to the inbox if this was the last.</summary>
    public async Task<IActionResult> OnGetNextAsync(long id) =>
        SeeOther(await queue.NextAsync(Inbox.Filter, id, HttpContext.RequestAborted) is { } next ? Inbox.Address(path: $"/editor/reports/{next}") : Inbox.Address());

    public async Task<IActionResult> OnPostAsync(long id)
    {
        if (ReportForm.Of(id, Request.Form) is not { } form) return BadRequest();
        (Sent, Outcome) = (form, await desk.DoAsync(form, SignedIn!));
        return Outcome switch
        {
            ReportActionResult.Done { Change: var change } when form.Action is DeskAction.Spam => SeeOther(Inbox.Address(marked: change)),
            ReportActionResult.Done => SeeOther(SavedAddress(Inbox, id)),
            ReportActionResult.Invalid => await ShowAsync(id, StatusCodes.Status400BadRequest),
            ReportActionResult.Unconfirmed when form.OnlyLooksUp => await ShowAsync(id, StatusCodes.Status200OK),
            // Nothing is stored, and nothing is wrong: the same form again, with the report behind the number.
            ReportActionResult.Unconfirmed => await ShowAsync(id, StatusCodes.Status422UnprocessableEntity),
            ReportActionResult.Overtaken => await ShowAsync(id, StatusCodes.Status409Conflict),
            _ => NotFound(),
        };
    }

    public async Task<IActionResult> OnPostEraseAsync(long id, [FromForm] long report) =>
        await desk.EraseAsync(report, SignedIn!) ? SeeOther(SavedAddress(Inbox, id)) : NotFound();

    /// <param name="isOpen">Some of the reports are not closed yet.</param>
    public static string SavedAddress(InboxQuery inbox, long id, bool isOpen = false) =>
        $"{inbox.Address(path: $"/editor/reports/{id}")}{(inbox == new InboxQuery() ? '?' : '&')}saved{(isOpen ? "=open" : "")}";

    /// <summary>This page with the filter.</summary>
    public string Here(string? handler = null) => Inbox.Address(handler: handler, path: $"/editor/reports/{Report.Id}");

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
