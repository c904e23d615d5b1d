using System.Globalization;
using BackSpasmSite.Data;
using BackSpasmSite.Reports.Emails;
using Microsoft.EntityFrameworkCore;

namespace BackSpasmSite.Reports.Queue;

/// <summary>One save by one editor. Each change goes into the history in the same transaction.</summary>
internal sealed class ReportChange(SiteDbContext open, string? editor, DateTime now)
{
    private const string OfReport = "of report ";

    /// <summary>How long the e-mail about a duplicate waits: a number is easily mistyped, and an e-mail can't be unsent.</summary>
    public static readonly TimeSpan TimeToUndo = TimeSpan.FromMinutes(10);

    /// <summary>The new <see cref="Report.Version"/> of every report it changes.</summary>
    public Guid Id { get; init; } = Guid.NewGuid();

    public SortedSet<long> Changed { get; } = [];

    /// <summary>The original that an entry of the history names; null if it is about something else.</summary>
    public static long? OriginalIn(string detail) =>
        detail.StartsWith(OfReport, StringComparison.Ordinal) && long.TryParse(detail.AsSpan(OfReport.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var original) ? original : null;

    /// <param name="silently">Leaves it out of the history, because the change that follows records it.</param>
    public void Answer(Report report, string? answer, bool silently = false)
    {
        if (report.Answer == answer) return;
        report.Answer = answer;
        report.Version = Id;
        Changed.Add(report.Id);
        if (!silently) Record(report, answer is null ? "removed the answer" : "wrote the answer", answer);
    }

    public void Note(Report report, string? note)
    {
        if (report.Note == note) return;
        report.Note = note;
        Record(report, note is null ? "removed the note" : "wrote the note", note);
    }

    /// <summary>The action must suit the report's state (<see cref="DeskActions.Suits"/>).</summary>
    public async Task MoveAsync(Report report, DeskAction action, long? original)
    {
        var target = DeskActions.Target(action, report.State) ?? await BeforeAsync(report);
        if (action is DeskAction.Save || (target == report.State && action is not DeskAction.Duplicate)) return;
        if (action is DeskAction.Duplicate) report.DuplicateOf = original;
        await PutAsync(report, target, DeskActions.What(action), action switch
        {
            DeskAction.Decline => report.Answer,
            DeskAction.Duplicate => $"{OfReport}{original}",
            _ => null,
        });
        if (action is DeskAction.NotDuplicate) report.DuplicateOf = null;
        if (action is DeskAction.Release && report.EraseWhenReleased) Erase(report);
    }

    /// <summary>If this closes the report, the readers who wait for it get their e-mail.</summary>
    public async Task PutAsync(Report report, ReportState state, string what, string? detail = null)
    {
        Record(report, what, detail, before: report.State);
        var wasClosed = report.IsClosed;
        report.State = state;
        report.ChangedAt = now;
        var waiting = report.IsClosed == wasClosed ? [] : await Duplicates.WaitingAsync(open, report.Id);
        if (waiting.Length > 0)
            await open.Set<Report>().Where(duplicate => waiting.Contains(duplicate.Id)).ExecuteUpdateAsync(duplicate => duplicate.SetProperty(other => other.ChangedAt, now));
        if (!report.IsClosed) return;
        var wait = state is ReportState.Duplicate ? TimeToUndo : default;
        await ReportClosedEmail.QueueAsync(open, report, now, wait);
        await ReportClosedEmail.QueueAsync(open, waiting, now, wait);
    }

    public void Erase(Report report)
    {
        report.EraseUnlessLegal(now);
        Record(report, report.ErasedAt is null ? "marked its words to be erased on release" : "erased its words");
    }

    private void Record(Report report, string what, string? detail = null, ReportState? before = null)
    {
        report.Version = Id;
        Changed.Add(report.Id);
        open.Add(new ReportEvent { Report = report.Id, At = now, By = editor, What = what, Detail = detail, Before = before, Change = Id });
    }

    /// <summary>Spam that was on legal hold for a while returns to the state before both.</summary>
    private async Task<ReportState> BeforeAsync(Report report)
    {
        ReportState?[] aside = report.State switch
        {
            ReportState.Legal => [ReportState.Legal],
            ReportState.Duplicate => [ReportState.Duplicate, ReportState.Spam, ReportState.Legal],
            _ => [ReportState.Spam, ReportState.Legal],
        };
        var before = await open.Set<ReportEvent>()
            .Where(happened => happened.Report == report.Id && happened.Before != null && !aside.Contains(happened.Before))
            .OrderByDescending(happened => happened.Id).Select(happened => happened.Before).FirstOrDefaultAsync();
        // A report caught by the hidden field has had no other state.
        return before ?? ReportState.New;
    }
}
