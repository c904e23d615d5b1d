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

    /// <summary>Does what the form says to all chosen reports, or nothing.</summary>
    /// <param name="form">What was sent.</param>
    /// <param name="editor">Who sent it.</param>
    /// <exception cref="DatabaseUnavailableException">Nothing is changed.</exception>
    public async Task<ReportActionResult> DoAsync(DeskForm form, string editor)
    {
        var outcome = await TryAsync(form, editor);
        // Words that waited for the release to be erased still stand in SQLite's log.
        if (outcome is ReportActionResult.Done && form.Action is DeskAction.Release) await serializedDatabase.FoldLogAsync();
        return outcome;
    }

    /// <summary>Erases a reader's words for good, or marks them to be erased on release; false when there is no such report.</summary>
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
        // A text that was not changed on the page is not changed anywhere; but a refusal answers all.
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
    /// <summary>How much an answer or a note may hold, in UTF-16 units, as <c>maxlength</c> in a browser counts.</summary>
    public const int MostWords = 4000;

    /// <summary>The report whose page it is. The form shows this one's answer and note.</summary>
    public required long Report { get; init; }

    /// <summary>The reports the page showed, and which version of each.</summary>
    public required IReadOnlyDictionary<long, Guid> Seen { get; init; }

    /// <summary>Those of them that are meant.</summary>
    public required IReadOnlySet<long> Chosen { get; init; }

    public required DeskAction Action { get; init; }

    public string Answer { get; init; } = "";

    public string Note { get; init; } = "";

    /// <summary>The number of the report that says the same, as typed.</summary>
    public string Original { get; init; } = "";

    /// <summary>Whether the editor only wants to see which report that number is.</summary>
    public bool OnlyLooksUp { get; init; }

    /// <summary>Which report the editor was shown behind that number, and in which version; empty until then.</summary>
    public string Confirmed { get; init; } = "";

    /// <summary>Whether the editor says that it may be about another article.</summary>
    public bool AcrossArticles { get; init; }

    /// <summary>How a shown report is written there: another one, or one that has changed since, has to be looked at again.</summary>
    public static string Confirmation(Report original) => $"{original.Id}:{original.Version}";

    /// <summary>Those meant and the one whose page it is: an editor who saves has all of these in view.</summary>
    public IEnumerable<long> Concerned => Chosen.Append(Report).Distinct();

    public long? OriginalNumber =>
        long.TryParse(Original.Trim().TrimStart('#'), NumberStyles.None, null, out var number) ? number : null;

    /// <summary>What was typed, or null where that is nothing.</summary>
    public static string? Typed(string text) => string.IsNullOrWhiteSpace(text) ? null : LineText.WithLineFeeds(text).Trim();

    /// <summary>Says that an answer, a note or the like is too long; null when it is not.</summary>
    public static string? TooLong(string text) => ValidationError.TooLong("This", Typed(text) ?? "", MostWords);
}

/// <summary>What became of an editor's save.</summary>
internal abstract record ReportActionResult
{
    private ReportActionResult()
    {
    }

    /// <summary>It is on the disk, and in the history under this name.</summary>
    public sealed record Done(Guid Change) : ReportActionResult;

    /// <summary>Nothing is changed: each mistake with its field.</summary>
    public sealed record Invalid(IReadOnlyList<ValidationError> Errors) : ReportActionResult;

    /// <summary>Nothing is changed yet: the editor has to see first which report the typed number is.</summary>
    /// <param name="Original">That report.</param>
    /// <param name="IsAcross">Whether it is about another article than a chosen one.</param>
    public sealed record Unconfirmed(Report Original, bool IsAcross) : ReportActionResult;

    /// <summary>Nothing is changed, because somebody else has changed these since the page was shown.</summary>
    public sealed record Overtaken(IReadOnlyList<Report> Theirs) : ReportActionResult;

    /// <summary>There is no such report.</summary>
    public sealed record Gone : ReportActionResult;
}
