using System.Globalization;
using BackSpasmSite.Audit;
using BackSpasmSite.Content.Text;
using BackSpasmSite.Data;
using BackSpasmSite.Reports.Intake;
using Microsoft.EntityFrameworkCore;

namespace BackSpasmSite.Reports.Queue;

/// <summary>What editors do with reports: each is one transaction, with its history and its audit entry.</summary>
internal sealed class ReportActions(SerializedDatabase serializedDatabase, AuditLog audit, TimeProvider time)
{
    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Applies the form to all selected reports, or to none.</summary>
    /// <exception cref="DatabaseUnavailableException">Nothing is changed.</exception>
    public async Task<ReportActionResult> DoAsync(DeskForm form, string editor)
    {
        var outcome = await TryAsync(form, editor);
        // SQLite's write-ahead log still contains words that the release erased.
        if (outcome is ReportActionResult.Done && form.Action is DeskAction.Release) await serializedDatabase.FoldLogAsync();
        return outcome;
    }

    /// <summary>Erases a reader's words for good, or marks them to be erased on release; false if there is no such report.</summary>
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
        // Text that was not changed on the page is not written to the other reports; but declining answers all of them.
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

/// <summary>What an editor sends from a report's page.</summary>
internal sealed record DeskForm
{
    /// <summary>The maximum length of an answer or a note, in UTF-16 units as <c>maxlength</c> counts.</summary>
    public const int MostWords = 4000;

    /// <summary>The report whose page it is; the form shows its answer and note.</summary>
    public required long Report { get; init; }

    /// <summary>The reports the page showed, and the version of each.</summary>
    public required IReadOnlyDictionary<long, Guid> Seen { get; init; }

    /// <summary>The selected ones.</summary>
    public required IReadOnlySet<long> Chosen { get; init; }

    public required DeskAction Action { get; init; }

    public string Answer { get; init; } = "";

    public string Note { get; init; } = "";

    /// <summary>The number of the original, as typed.</summary>
    public string Original { get; init; } = "";

    /// <summary>Whether the editor only wants to see which report that number is.</summary>
    public bool OnlyLooksUp { get; init; }

    /// <summary>The report that the editor was shown for that number, and its version; empty before that.</summary>
    public string Confirmed { get; init; } = "";

    /// <summary>Whether the editor accepts that it is about another article.</summary>
    public bool AcrossArticles { get; init; }

    /// <summary>The value of <see cref="Confirmed"/> for a report. If the report has changed, it has to be shown again.</summary>
    public static string Confirmation(Report original) => $"{original.Id}:{original.Version}";

    /// <summary>The selected reports and the one whose page it is. None of them may have changed since.</summary>
    public IEnumerable<long> Concerned => Chosen.Append(Report).Distinct();

    public long? OriginalNumber =>
        long.TryParse(Original.Trim().TrimStart('#'), NumberStyles.None, null, out var number) ? number : null;

    /// <summary>The text with LF line ends, trimmed; null if it is blank.</summary>
    public static string? Typed(string text) => string.IsNullOrWhiteSpace(text) ? null : LineText.WithLineFeeds(text).Trim();

    /// <summary>The error for a text that is too long; null if it is not.</summary>
    public static string? TooLong(string text) => ValidationError.TooLong("This", Typed(text) ?? "", MostWords);
}

/// <summary>The result of an editor's action.</summary>
internal abstract record ReportActionResult
{
    private ReportActionResult()
    {
    }

    /// <summary>It is saved, and in the history under this id.</summary>
    public sealed record Done(Guid Change) : ReportActionResult;

    /// <summary>Nothing is changed: the errors, each with its field.</summary>
    public sealed record Invalid(IReadOnlyList<ValidationError> Errors) : ReportActionResult;

    /// <summary>Nothing is changed yet: the editor first has to confirm the report behind the typed number.</summary>
    /// <param name="IsAcross">Whether it is about another article than one of the selected reports.</param>
    public sealed record Unconfirmed(Report Original, bool IsAcross) : ReportActionResult;

    /// <summary>Nothing is changed, because somebody else has changed these since the page was shown.</summary>
    public sealed record Overtaken(IReadOnlyList<Report> Theirs) : ReportActionResult;

    /// <summary>There is no such report.</summary>
    public sealed record Gone : ReportActionResult;
}
