using BackSpasmSite.Feedback;
using BackSpasmSite.Storage;
using Microsoft.EntityFrameworkCore;

namespace BackSpasmSite.Desk;

/// <summary>The inbox: reports in the order in which they are to be looked at. Only the rows of one page leave the database.</summary>
internal sealed class ReportQueue(Database database, TimeProvider time)
{
    /// <summary>How much of a passage and a message a row shows.</summary>
    private const int Shown = 240;

    /// <summary>One page, or null when there are not so many.</summary>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    public Task<QueuePage?> ReadAsync(QueueFilter filter, int page, CancellationToken cancellation) => database.ReadAsync(
        async open =>
        {
            var chosen = await filter.ChooseAsync(open, cancellation);
            var rows = await Ordered(chosen).Skip((page - 1) * QueuePage.Size).Take(QueuePage.Size).ToListAsync(cancellation);
            if (rows.Count == 0 && page > 1) return null;
            var count = rows.Count < QueuePage.Size ? ((page - 1) * QueuePage.Size) + rows.Count : await Grouped(chosen).CountAsync(cancellation);
            return new QueuePage(await FillAsync(open, chosen, rows, cancellation), page, count, time.GetUtcNow().UtcDateTime);
        },
        cancellation);

    /// <summary>How many reports there are in each state, whatever is chosen.</summary>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    public Task<Dictionary<ReportState, int>> CountAsync(CancellationToken cancellation) => database.ReadAsync(
        open => open.Set<Report>().GroupBy(report => report.State).Select(state => new { state.Key, Count = state.Count() })
            .ToDictionaryAsync(state => state.Key, state => state.Count, cancellation),
        cancellation);

    /// <summary>The slugs of the articles that there are reports about.</summary>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    public Task<List<string>> ArticlesAsync(CancellationToken cancellation) => database.ReadAsync(
        open => open.Set<Report>().Select(report => report.Article).Distinct().Order().ToListAsync(cancellation), cancellation);

    /// <summary>The rows, each by what its reports have in common: what could hurt somebody first, then what has waited longest.</summary>
    internal static IQueryable<RowKey> Ordered(IQueryable<Report> chosen) => Grouped(chosen)
        .OrderByDescending(row => row.Harmful).ThenBy(row => row.Since).ThenBy(row => row.First)
        .Select(row => new RowKey(row.Passage, row.Alone));

    private static IQueryable<Group> Grouped(IQueryable<Report> chosen) => chosen
        .GroupBy(report => new { report.Passage, Alone = report.Passage == null ? report.Id : 0 })
        .Select(row => new Group
        {
            Passage = row.Key.Passage,
            Alone = row.Key.Alone,
            Harmful = row.Max(report => report.Concern == Concern.Harmful ? 1 : 0),
            Since = row.Min(report => report.ReceivedAt),
            First = row.Min(report => report.Id),
        });

    private static async Task<IReadOnlyList<QueueRow>> FillAsync(SiteDatabase open, IQueryable<Report> chosen, List<RowKey> rows, CancellationToken cancellation)
    {
        if (rows.Count == 0) return [];
        // Apart, because each has an index of its own.
        var passages = rows.Select(row => row.Passage).OfType<string>().ToArray();
        var alone = rows.Select(row => row.Alone).ToArray();
        var reports = await chosen
            .Where(report => passages.Contains(report.Passage) || alone.Contains(report.Id))
            .Select(report => new QueuedReport(
                report.Id,
                report.Passage,
                report.Article,
                report.State,
                report.Concern,
                report.Suspicion,
                report.ReceivedAt,
                report.ErasedAt != null))
            .ToListAsync(cancellation);
        var byRow = reports.OrderByDescending(report => report.IsHarmful).ThenBy(report => report.ReceivedAt).ThenBy(report => report.Id).ToLookup(report => report.Row);

        // One that was taken away between two questions has no row.
        var found = rows.Where(byRow.Contains).Select(row => byRow[row].ToArray()).ToArray();
        var first = found.Select(row => row[0].Id).ToArray();
        var words = await open.Set<Report>().Where(report => first.Contains(report.Id))
            .Select(report => new { report.Id, Quote = report.Quote!.Substring(0, Shown), Message = report.Message!.Substring(0, Shown) })
            .ToDictionaryAsync(report => report.Id, cancellation);
        return [.. found.Select(row => new QueueRow(row, words.GetValueOrDefault(row[0].Id)?.Quote, words.GetValueOrDefault(row[0].Id)?.Message))];
    }

    /// <summary>By what rows are ordered.</summary>
    private sealed class Group
    {
        public string? Passage { get; init; }
        public long Alone { get; init; }
        public int Harmful { get; init; }
        public DateTime Since { get; init; }
        public long First { get; init; }
    }
}
