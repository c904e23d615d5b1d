using BackSpasmSite.Audit;
using BackSpasmSite.Feedback;
using BackSpasmSite.Storage;
using Microsoft.EntityFrameworkCore;

namespace BackSpasmSite.Desk;

/// <summary>Marks many reports as spam at once, and takes that back.</summary>
internal sealed class BulkSpam(Database database, AuditLog audit, TimeProvider time)
{
    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Marks those that still stand in the common queue as they were seen; what somebody has moved since is left alone.</summary>
    /// <param name="reports">Their numbers.</param>
    /// <param name="seenAt">When the inbox that they were chosen in was read.</param>
    /// <param name="editor">Whoever chose them.</param>
    /// <returns>The name by which this can be taken back.</returns>
    /// <exception cref="DatabaseUnavailableException">Nothing is changed.</exception>
    public Task<Guid> MarkAsync(IReadOnlyList<long> reports, DateTime seenAt, string editor) => database.WriteAsync(async open =>
    {
        var states = ReportStates.Queue.ToArray();
        var chosen = await open.Set<Report>()
            .Where(report => reports.Contains(report.Id) && states.Contains(report.State) && report.ChangedAt <= seenAt).ToListAsync();
        var deed = new Deed(open, editor, Now);
        foreach (var report in chosen) await deed.PutAsync(report, ReportState.Spam, DeskActions.What(DeskAction.Spam));
        if (chosen.Count > 0) audit.Add(open, editor, "marked reports as spam", FormattableString.Invariant($"{chosen.Count} reports"));
        return deed.Id;
    });

    /// <summary>Puts every report of a deed that nobody has touched since back into its earlier state.</summary>
    /// <returns>How many.</returns>
    /// <exception cref="DatabaseUnavailableException">Nothing is changed.</exception>
    public Task<int> UndoAsync(Guid deed, string editor) => database.WriteAsync(async open =>
    {
        var before = await Marked(open, deed).ToDictionaryAsync(marked => marked.Report, marked => marked.Before!.Value);
        var untouched = await Untouched(open, deed).ToListAsync();
        var undoing = new Deed(open, editor, Now);
        foreach (var report in untouched) await undoing.PutAsync(report, before[report.Id], "took back that it is spam");
        if (untouched.Count > 0) audit.Add(open, editor, "took back that reports are spam", FormattableString.Invariant($"{untouched.Count} reports"));
        return untouched.Count;
    });

    /// <summary>How many reports a deed marked as spam, and how many of them can still be put back.</summary>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    public Task<(int Marked, int Untouched)> CountAsync(Guid deed, CancellationToken cancellation) => database.ReadAsync(
        async open => (await Marked(open, deed).CountAsync(cancellation), await Untouched(open, deed).CountAsync(cancellation)), cancellation);

    private static IQueryable<DeskEvent> Marked(SiteDatabase open, Guid deed) =>
        open.Set<DeskEvent>().AsNoTracking().Where(happened => happened.Deed == deed && happened.Before != null);

    private static IQueryable<Report> Untouched(SiteDatabase open, Guid deed) => open.Set<Report>().Where(report =>
        report.State == ReportState.Spam && report.Version == deed &&
        open.Set<DeskEvent>().Any(happened => happened.Deed == deed && happened.Before != null && happened.Report == report.Id));
}
