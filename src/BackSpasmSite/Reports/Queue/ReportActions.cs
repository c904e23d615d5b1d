using BackSpasmSite.Audit;
using BackSpasmSite.Data;
using BackSpasmSite.Reports.Intake;
using Microsoft.EntityFrameworkCore;

namespace BackSpasmSite.Reports.Queue;

/// <summary>Each action is one transaction, with its history and its audit entry.</summary>
internal sealed class ReportActions(SerializedDatabase serializedDatabase, AuditLog audit, TimeProvider time)
{
    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Applies the form to all selected reports, or to none.</summary>
    /// <exception cref="DatabaseUnavailableException">Nothing is changed.</exception>
    public async Task<ReportActionResult> DoAsync(DeskForm form, string editor)
    {
        var outcome = await TryAsync(form, editor);
        // SQLite's write-ahead log still contains the erased words.
        if (outcome is ReportActionResult.Done && form.Action is DeskAction.Release) await serializedDatabase.FoldLogAsync();
        return outcome;
    }

    /// <summary>On legal hold, marks the words to be erased on release. False if there is no such report.</summary>
    /// <exception cref="DatabaseUnavailableException">Nothing is erased.</exception>
    public async Task<bool> EraseAsync(long id, string editor)
    {
        var isThere = await serializedDatabase.WriteAsync(async open =>
        {
            if (await open.Set<Report>().SingleOrDefaultAsync(report => report.Id == id) is not { } report) return false;
            if (report.ErasedAt is not null) return true;
            new ReportChange(open, editor, Now).Erase(report);
            audit.Add(open, editor, report.ErasedAt is null ? "marked a report’s words to be erased" : "erased a report’s words", ReadableNumbers.OfReports([id]));
            return true;
        });
        if (isThere) await serializedDatabase.FoldLogAsync();
        return isThere;
    }

    /// <summary>Changes nothing about the report: others may go on with it as they see it. False if there is no such report.</summary>
    /// <exception cref="DatabaseUnavailableException">Nothing is saved.</exception>
    public Task<bool> CommentAsync(long id, string comment, string by) => serializedDatabase.WriteAsync(async open =>
    {
        if (!await open.Set<Report>().AnyAsync(report => report.Id == id)) return false;
        open.Add(new ReportEvent { Report = id, At = Now, By = by, What = "commented", Detail = comment, Change = Guid.NewGuid() });
        audit.Add(open, by, "commented on a report", ReadableNumbers.OfReports([id]));
        return true;
    });

    private Task<ReportActionResult> TryAsync(DeskForm form, string editor) => serializedDatabase.WriteAsync<ReportActionResult>(async open =>
    {
        var concerned = form.Concerned.ToArray();
        var reports = await open.Set<Report>().Where(report => concerned.Contains(report.Id)).ToListAsync();
        if (reports.Find(report => report.Id == form.Report) is not { } shown) return new ReportActionResult.Gone();
        var theirs = reports.Where(report => form.Seen.GetValueOrDefault(report.Id) != report.Version).ToList();
        if (theirs.Count > 0 || reports.Count < concerned.Length) return new ReportActionResult.Overtaken(theirs);

        var chosen = reports.Where(report => form.Chosen.Contains(report.Id)).ToList();
        if (await DeskCheck.ValidateAsync(open, form, chosen) is { Count: > 0 } errors) return new ReportActionResult.Invalid(errors);

        var original = form.Action is DeskAction.Duplicate ? await Duplicates.FindAsync(open, form.OriginalNumber!.Value, default) : null;
        if (original is not null)
        {
            var isAcross = chosen.Exists(report => report.Article != original.Article);
            if (form.OnlyLooksUp || form.Confirmed != DeskForm.Confirmation(original) || (isAcross && !form.AcrossArticles)) return new ReportActionResult.Unconfirmed(original, isAcross);
        }

        var reportChange = new ReportChange(open, editor, Now);
        // Text not changed on the page is not written to the other reports; but declining answers all of them.
        var (answer, note) = (DeskForm.Typed(form.Answer), DeskForm.Typed(form.Note));
        var (answers, notes) = (answer != shown.Answer || form.Action is DeskAction.Decline, note != shown.Note);
        foreach (var report in chosen)
        {
            if (answers) reportChange.Answer(report, answer, silently: form.Action is DeskAction.Decline);
            if (notes) reportChange.Note(report, note);
            await reportChange.MoveAsync(report, form.Action, original?.Id);
        }

        if (reportChange.Changed.Count > 0) audit.Add(open, editor, DeskActions.Audited(form.Action), ReadableNumbers.OfReports(reportChange.Changed));
        return new ReportActionResult.Done(reportChange.Id);
    });
}

internal abstract record ReportActionResult
{
    private ReportActionResult()
    {
    }

    public sealed record Done(Guid Change) : ReportActionResult;

    public sealed record Invalid(IReadOnlyList<ValidationError> Errors) : ReportActionResult;

    /// <summary>The editor first has to confirm the report behind the typed number.</summary>
    /// <param name="IsAcross">It is about another article than one of the selected reports.</param>
    public sealed record Unconfirmed(Report Original, bool IsAcross) : ReportActionResult;

    /// <summary>Somebody else has changed these since the page was shown; nothing is saved.</summary>
    public sealed record Overtaken(IReadOnlyList<Report> Theirs) : ReportActionResult;

    public sealed record Gone : ReportActionResult;
}
