using BackSpasmSite.Data;
using BackSpasmSite.Reports.Emails;
using Microsoft.EntityFrameworkCore;

namespace BackSpasmSite.Reports.Queue;

/// <summary>
/// One save by one editor: changes reports, and writes into the history what it changes. Both are on the disk when the
/// transaction is, or neither.
/// </summary>
internal sealed class ReportChange(SiteDbContext open, string? editor, DateTime now)
{
    /// <summary>How long the mail about a duplicate waits: a number is easily mistyped, and a mail can't be taken back.</summary>
    public static readonly TimeSpan TimeToUndo = TimeSpan.FromMinutes(10);

    /// <summary>The version of everything it changes.</summary>
    public Guid Id { get; init; } = Guid.NewGuid();

    /// <param name="report">Whose reader will see it.</param>
    /// <param name="answer">What everybody with the receipt reads; null for none.</param>
    /// <param name="silently">What follows says it already.</param>
    public void Answer(Report report, string? answer, bool silently = false)
    {
        if (report.Answer == answer) return;
        report.Answer = answer;
        report.Version = Id;
        if (!silently) Record(report, answer is null ? "took the answer away" : "wrote the answer", answer);
    }

    public void Note(Report report, string? note)
    {
        if (report.Note == note) return;
        report.Note = note;
        Record(report, note is null ? "took the note away" : "wrote the note", note);
    }

    /// <summary>Does an action that suits the report's state.</summary>
    /// <param name="report">Any.</param>
    /// <param name="action">What is done with it.</param>
    /// <param name="original">For a duplicate: the number of the report that says the same.</param>
    public async Task MoveAsync(Report report, DeskAction action, long? original)
    {
        var target = DeskActions.Target(action, report.State) ?? await BeforeAsync(report);
        if (action is DeskAction.Save || (target == report.State && action is not DeskAction.Duplicate)) return;
        if (action is DeskAction.Duplicate) report.DuplicateOf = original;
        await PutAsync(report, target, DeskActions.What(action), action switch
        {
            DeskAction.Decline => report.Answer,
            DeskAction.Duplicate => $"of report {original}",
            _ => null,
        });
        if (action is DeskAction.NotDuplicate) report.DuplicateOf = null;
        if (action is DeskAction.Release && report.EraseWhenReleased) Erase(report);
    }

    /// <summary>Puts a report into a state; where that closes it, the readers who wait for it have their mail.</summary>
    public async Task PutAsync(Report report, ReportState state, string what, string? detail = null)
    {
        Record(report, what, detail, before: report.State);
        var wasClosed = report.IsClosed;
        report.State = state;
        report.ChangedAt = now;
        var waiting = report.IsClosed == wasClosed ? [] : await Duplicates.WaitingAsync(open, report.Id);
        foreach (var duplicate in waiting) duplicate.ChangedAt = now;
        if (!report.IsClosed) return;
        var wait = state is ReportState.Duplicate ? TimeToUndo : default;
        foreach (var closed in waiting.Prepend(report)) await ReportClosedEmail.QueueAsync(open, closed, now, wait);
    }

    public void Erase(Report report)
    {
        report.EraseUnlessLegal(now);
        Record(report, report.ErasedAt is null ? "had its words marked to be erased when it is released" : "erased its words");
    }

    private void Record(Report report, string what, string? detail = null, ReportState? before = null)
    {
        report.Version = Id;
        open.Add(new ReportEvent { Report = report.Id, At = now, By = editor, What = what, Detail = detail, Before = before, Deed = Id });
    }

    /// <summary>The state it had before this one; spam that was legal for a while goes back to what it was before both.</summary>
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
        // What the trap caught has been nowhere else: nobody has looked at it.
        return before ?? ReportState.New;
    }
}
