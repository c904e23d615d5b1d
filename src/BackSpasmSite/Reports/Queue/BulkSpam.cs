using BackSpasmSite.Audit;
using BackSpasmSite.Data;
using BackSpasmSite.Reports.Emails;
using Microsoft.EntityFrameworkCore;

namespace BackSpasmSite.Reports.Queue;

/// <summary>Changes many reports in batches with a transaction each, so that readers' reports are stored in between.</summary>
internal sealed class BulkSpam(SerializedDatabase serializedDatabase, AuditLog audit, TimeProvider time)
{
    /// <summary>In one request.</summary>
    public const int Most = 20_000;

    /// <summary>In one transaction.</summary>
    public const int Batch = 250;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>
    /// Skips reports that are no longer waiting or have changed since they were seen, and harmful ones: each of those needs a person's own
    /// decision.
    /// </summary>
    /// <param name="rows">Null for all of them.</param>
    /// <param name="seenAt">When the inbox was read. Reports that came in later are left alone.</param>
    /// <returns>The id by which this can be undone.</returns>
    /// <exception cref="DatabaseUnavailableException">Nothing is changed.</exception>
    public async Task<Guid> MarkAsync(QueueFilter filter, RowChoice? rows, DateTime seenAt, string editor)
    {
        var change = Guid.NewGuid();
        // In a read, because searching through every text would hold up writers.
        var chosen = await serializedDatabase.ReadAsync(
            open => Chosen(open, filter, rows, seenAt).Where(report => report.Concern != Concern.Harmful)
                .OrderBy(report => report.Id).Select(report => report.Id).Take(Most).ToArrayAsync(), CancellationToken.None);
        await InBatchesAsync(chosen, (open, batch) => MarkAsync(open, batch, seenAt, change, editor));
        return change;
    }

    public Task<int> CountLeftOutAsync(QueueFilter filter, RowChoice? rows, DateTime seenAt, CancellationToken cancellation) => serializedDatabase.ReadAsync(
        open => Chosen(open, filter, rows, seenAt).CountAsync(report => report.Concern == Concern.Harmful, cancellation), cancellation);

    /// <summary>Restores the reports that nobody has changed since, and returns how many.</summary>
    /// <exception cref="DatabaseUnavailableException">Nothing is changed.</exception>
    public async Task<int> UndoAsync(Guid change, string editor)
    {
        var undo = Guid.NewGuid();
        var untouched = await serializedDatabase.ReadAsync(
            open => Untouched(open, change).OrderBy(report => report.Id).Select(report => report.Id).ToArrayAsync(), CancellationToken.None);
        return await InBatchesAsync(untouched, (open, batch) => UndoAsync(open, batch, change, undo, editor));
    }

    public Task<(int Marked, int Untouched)> CountAsync(Guid change, CancellationToken cancellation) => serializedDatabase.ReadAsync(
        async open => (await Marked(open, change).CountAsync(cancellation), await Untouched(open, change).CountAsync(cancellation)), cancellation);

    private static IQueryable<ReportEvent> Marked(SiteDbContext open, Guid change) =>
        open.Set<ReportEvent>().AsNoTracking().Where(happened => happened.Change == change && happened.Before != null);

    private static IQueryable<Report> Untouched(SiteDbContext open, Guid change) => Marked(open, change)
        .Join(open.Set<Report>(), happened => happened.Report, report => report.Id, (_, report) => report)
        .Where(report => report.State == ReportState.Spam && report.Version == change);

    private static IQueryable<Report> Chosen(SiteDbContext open, QueueFilter filter, RowChoice? rows, DateTime seenAt)
    {
        var reports = Waiting(filter.Choose(open.Set<Report>().AsNoTracking()), seenAt);
        if (rows is null) return reports;
        var (passages, alone) = (rows.Passages.ToArray(), rows.Alone.ToArray());
        return reports.Where(report => passages.Contains(report.Passage) || (report.Passage == null && alone.Contains(report.Id)));
    }

    private static IQueryable<Report> Waiting(IQueryable<Report> reports, DateTime seenAt)
    {
        var states = ReportStates.Queue.ToArray();
        return reports.Where(report => EF.MultipleParameters(states).Contains(report.State) && report.ChangedAt <= seenAt);
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
                // Keeps what is done; the inbox shows what is left.
                break;
            }
        }

        return all;
    }

    private async Task<int> MarkAsync(SiteDbContext open, long[] batch, DateTime seenAt, Guid change, string editor)
    {
        var now = Now;
        var chosen = Waiting(open.Set<Report>().Where(report => batch.Contains(report.Id)), seenAt);
        var special = await PutAwaitedAsync(open, chosen, new ReportChange(open, editor, now) { Id = change }, _ => ReportState.Spam, DeskActions.What(DeskAction.Spam));

        var rest = await chosen.Select(report => report.Id).ToArrayAsync();
        await ReportClosedEmail.QueueAsync(open, rest, now);
        await RecordAsync(open, rest, now, editor, DeskActions.What(DeskAction.Spam), change);
        await open.Set<Report>().Where(report => rest.Contains(report.Id)).ExecuteUpdateAsync(report => report
            .SetProperty(marked => marked.State, ReportState.Spam).SetProperty(marked => marked.ChangedAt, now).SetProperty(marked => marked.Version, change));
        return Audit(open, editor, "marked reports as spam", special + rest.Length);
    }

    private async Task<int> UndoAsync(SiteDbContext open, long[] batch, Guid change, Guid undo, string editor)
    {
        const string What = "undid marking it as spam";
        var now = Now;
        var untouched = Untouched(open, change).Where(report => batch.Contains(report.Id));
        var before = await Marked(open, change).Where(happened => batch.Contains(happened.Report))
            .ToDictionaryAsync(marked => marked.Report, marked => marked.Before!.Value);
        var special = await PutAwaitedAsync(open, untouched, new ReportChange(open, editor, now) { Id = undo }, report => before[report.Id], What);

        var rest = await untouched.Select(report => report.Id).ToArrayAsync();
        await RecordAsync(open, rest, now, editor, What, undo);
        foreach (var state in before.Values.Distinct())
        {
            var back = rest.Where(report => before[report] == state).ToArray();
            await open.Set<Report>().Where(report => back.Contains(report.Id)).ExecuteUpdateAsync(report => report
                .SetProperty(marked => marked.State, state).SetProperty(marked => marked.ChangedAt, now).SetProperty(marked => marked.Version, undo));
        }

        return Audit(open, editor, "undid marking reports as spam", special + rest.Length);
    }

    /// <summary>One entry for each batch, in its transaction, so that what was done is recorded even if the rest fails.</summary>
    private int Audit(SiteDbContext open, string editor, string what, int count)
    {
        if (count > 0) audit.Add(open, editor, what, ReadableNumbers.Reports(count));
        return count;
    }

    /// <summary>Originals of duplicates go one by one, because the readers of the duplicates have to be told too.</summary>
    private static async Task<int> PutAwaitedAsync(SiteDbContext open, IQueryable<Report> reports, ReportChange reportChange, Func<Report, ReportState> state, string what)
    {
        var awaited = await reports
            .Where(report => open.Set<Report>().Any(waiting => waiting.DuplicateOf == report.Id && waiting.State == ReportState.Duplicate))
            .AsTracking().ToListAsync();
        foreach (var report in awaited) await reportChange.PutAsync(report, state(report), what);
        await open.SaveChangesAsync();
        return awaited.Count;
    }

    /// <summary>Call this before changing the state: the history keeps the one before.</summary>
    private static Task<int> RecordAsync(SiteDbContext open, long[] reports, DateTime now, string editor, string what, Guid change) => open.ExecuteAsync(
        $"""
         INSERT INTO "DeskEvents" ("Report", "At", "By", "What", "Before", "Deed")
         SELECT "Id", {now}, {editor}, {what}, "State", {change} FROM "Reports"
         WHERE "Id" IN (@numbers)
         """,
        reports);
}
