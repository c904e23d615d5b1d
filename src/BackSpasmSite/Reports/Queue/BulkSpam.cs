using System.Text.Json;
using BackSpasmSite.Audit;
using BackSpasmSite.Data;
using BackSpasmSite.Reports.Emails;
using Microsoft.EntityFrameworkCore;

namespace BackSpasmSite.Reports.Queue;

/// <summary>
/// Marks many reports as spam at once, and takes that back. The database does it in batches, each a transaction of its own,
/// so that readers' reports are kept in between.
/// </summary>
internal sealed class BulkSpam(SerializedDatabase serializedDatabase, AuditLog audit, TimeProvider time)
{
    /// <summary>As many as an editor waits for at once.</summary>
    public const int Most = 20_000;

    /// <summary>How many change in one transaction.</summary>
    public const int Batch = 250;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Marks those that still stand in the common queue as they were seen; what somebody has moved since is left alone.</summary>
    /// <param name="filter">What the inbox showed.</param>
    /// <param name="rows">Which of its rows; null for all of them, but for what could hurt somebody unless the filter asks for just that.</param>
    /// <param name="seenAt">When the inbox that they were chosen in was read. What came in later is left alone.</param>
    /// <param name="editor">Whoever chose them.</param>
    /// <returns>The name by which this can be taken back.</returns>
    /// <exception cref="DatabaseUnavailableException">Nothing is changed.</exception>
    public async Task<Guid> MarkAsync(QueueFilter filter, RowChoice? rows, DateTime seenAt, string editor)
    {
        var change = Guid.NewGuid();
        // Looked for before anything is written: a search through every text would hold up those who write.
        var chosen = await serializedDatabase.ReadAsync(
            open => Chosen(open, filter, rows, seenAt).OrderBy(report => report.Id).Select(report => report.Id).Take(Most).ToArrayAsync(), CancellationToken.None);
        var marked = await InBatchesAsync(chosen, (open, batch) => MarkAsync(open, batch, seenAt, change, editor));
        if (marked > 0) await audit.TryRecordAsync(editor, "marked reports as spam", ReadableNumbers.Reports(marked));
        return change;
    }

    /// <summary>Puts every report of a deed that nobody has touched since back into its earlier state.</summary>
    /// <returns>How many.</returns>
    /// <exception cref="DatabaseUnavailableException">Nothing is changed.</exception>
    public async Task<int> UndoAsync(Guid change, string editor)
    {
        var undo = Guid.NewGuid();
        var untouched = await serializedDatabase.ReadAsync(
            open => Untouched(open, change).OrderBy(report => report.Id).Select(report => report.Id).ToArrayAsync(), CancellationToken.None);
        var count = await InBatchesAsync(untouched, (open, batch) => UndoAsync(open, batch, change, undo, editor));
        if (count > 0) await audit.TryRecordAsync(editor, "took back that reports are spam", ReadableNumbers.Reports(count));
        return count;
    }

    /// <summary>How many reports a deed marked as spam, and how many of them can still be put back.</summary>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    public Task<(int Marked, int Untouched)> CountAsync(Guid change, CancellationToken cancellation) => serializedDatabase.ReadAsync(
        async open => (await Marked(open, change).CountAsync(cancellation), await Untouched(open, change).CountAsync(cancellation)), cancellation);

    private static IQueryable<ReportEvent> Marked(SiteDbContext open, Guid change) =>
        open.Set<ReportEvent>().AsNoTracking().Where(happened => happened.Deed == change && happened.Before != null);

    private static IQueryable<Report> Untouched(SiteDbContext open, Guid change) => Marked(open, change)
        .Join(open.Set<Report>(), happened => happened.Report, report => report.Id, (_, report) => report)
        .Where(report => report.State == ReportState.Spam && report.Version == change);

    private static IQueryable<Report> Chosen(SiteDbContext open, QueueFilter filter, RowChoice? rows, DateTime seenAt)
    {
        var reports = Waiting(filter.Choose(open.Set<Report>().AsNoTracking()), seenAt);
        if (rows is null) return filter.Concern is Concern.Harmful ? reports : reports.Where(report => report.Concern != Concern.Harmful);
        var (passages, alone) = (rows.Passages.ToArray(), rows.Alone.ToArray());
        return reports.Where(report => passages.Contains(report.Passage) || (report.Passage == null && alone.Contains(report.Id)));
    }

    private static IQueryable<Report> Waiting(IQueryable<Report> reports, DateTime seenAt)
    {
        var states = ReportStates.Queue.ToArray();
        return reports.Where(report => states.Contains(report.State) && report.ChangedAt <= seenAt);
    }

    private async Task<int> InBatchesAsync(long[] reports, Func<SiteDbContext, long[], Task<int>> change)
    {
        var all = 0;
        foreach (var batch in reports.Chunk(Batch))
        {
            try
            {
                all += await serializedDatabase.WriteAsync(open => change(open, batch));
            }
            catch (DatabaseUnavailableException) when (all > 0)
            {
                // What is done is done, and the inbox shows what is left.
                break;
            }
        }

        return all;
    }

    private async Task<int> MarkAsync(SiteDbContext open, long[] batch, DateTime seenAt, Guid change, string editor)
    {
        var now = Now;
        // As one value, because SQLite takes no more than 32,766 of them.
        var chosen = Waiting(open.Set<Report>().Where(report => EF.Parameter(batch).Contains(report.Id)), seenAt);
        var special = await PutAwaitedAsync(open, chosen, new ReportChange(open, editor, now) { Id = change }, _ => ReportState.Spam, DeskActions.What(DeskAction.Spam));
        foreach (var report in await chosen.AsNoTracking().Where(report => report.Email != null).ToListAsync()) await ReportClosedEmail.QueueAsync(open, report, now);

        var rest = await chosen.Select(report => report.Id).ToArrayAsync();
        await RecordAsync(open, rest, now, editor, DeskActions.What(DeskAction.Spam), change);
        return special + await open.Set<Report>().Where(report => EF.Parameter(rest).Contains(report.Id)).ExecuteUpdateAsync(report => report
            .SetProperty(marked => marked.State, ReportState.Spam).SetProperty(marked => marked.ChangedAt, now).SetProperty(marked => marked.Version, change));
    }

    private async Task<int> UndoAsync(SiteDbContext open, long[] batch, Guid change, Guid undo, string editor)
    {
        const string What = "took back that it is spam";
        var now = Now;
        var untouched = Untouched(open, change).Where(report => EF.Parameter(batch).Contains(report.Id));
        var before = await Marked(open, change).Where(happened => EF.Parameter(batch).Contains(happened.Report))
            .ToDictionaryAsync(marked => marked.Report, marked => marked.Before!.Value);
        var special = await PutAwaitedAsync(open, untouched, new ReportChange(open, editor, now) { Id = undo }, report => before[report.Id], What);

        var rest = await untouched.Select(report => report.Id).ToArrayAsync();
        await RecordAsync(open, rest, now, editor, What, undo);
        foreach (var state in before.Values.Distinct())
        {
            var back = rest.Where(report => before[report] == state).ToArray();
            await open.Set<Report>().Where(report => EF.Parameter(back).Contains(report.Id)).ExecuteUpdateAsync(report => report
                .SetProperty(marked => marked.State, state).SetProperty(marked => marked.ChangedAt, now).SetProperty(marked => marked.Version, undo));
        }

        return special + rest.Length;
    }

    /// <summary>The few that duplicates wait for: their readers have to be told, too, so these go one by one.</summary>
    private static async Task<int> PutAwaitedAsync(SiteDbContext open, IQueryable<Report> reports, ReportChange reportChange, Func<Report, ReportState> state, string what)
    {
        var awaited = await reports
            .Where(report => open.Set<Report>().Any(waiting => waiting.DuplicateOf == report.Id && waiting.State == ReportState.Duplicate))
            .AsTracking().ToListAsync();
        foreach (var report in awaited) await reportChange.PutAsync(report, state(report), what);
        await open.SaveChangesAsync();
        return awaited.Count;
    }

    /// <summary>Writes one line a report into the history, with the state that it has until now. Before the state is changed.</summary>
    private static Task<int> RecordAsync(SiteDbContext open, long[] reports, DateTime now, string editor, string what, Guid change) => open.Database.ExecuteSqlAsync(
        $"""
         INSERT INTO "DeskEvents" ("Report", "At", "By", "What", "Before", "Deed")
         SELECT "Id", {now}, {editor}, {what}, "State", {change} FROM "Reports"
         WHERE "Id" IN (SELECT "value" FROM json_each({JsonSerializer.Serialize(reports)}))
         """);
}
