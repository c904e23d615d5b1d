using BackSpasmSite.Feedback;
using BackSpasmSite.Storage;
using Microsoft.EntityFrameworkCore;

namespace BackSpasmSite.Desk;

/// <summary>
/// The inbox: reports in the order in which they are to be looked at. Of those that are not on the page, the database is
/// asked only for what orders them.
/// </summary>
internal sealed class ReportQueue(Database database, TimeProvider time)
{
    /// <summary>How much of a passage and a message a row shows.</summary>
    private const int Shown = 240;

    /// <summary>One page, or null when there are not so many.</summary>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    public Task<QueuePage?> ReadAsync(QueueFilter filter, int page, CancellationToken cancellation) => database.ReadAsync(
        async open =>
        {
            // Asked once and put into rows here, because a search looks into every text however little it is then asked for.
            var chosen = await filter.Choose(open.Set<Report>().AsNoTracking())
                .Select(report => new ChosenReport(report.Id, report.Passage, report.Concern == Concern.Harmful, report.ReceivedAt))
                .ToListAsync(cancellation);
            var rows = Ordered(chosen);
            var before = (page - 1) * QueuePage.Size;
            return before >= rows.Count && page > 1
                ? null
                : new QueuePage(await FillAsync(open, rows.Slice(before, Math.Min(QueuePage.Size, rows.Count - before)), cancellation), page, rows.Count, time.GetUtcNow().UtcDateTime);
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

    /// <summary>The rows, and the reports in each: what could hurt somebody first, then what has waited longest.</summary>
    private static List<ChosenReport[]> Ordered(IEnumerable<ChosenReport> chosen) =>
    [
        .. chosen.OrderByDescending(report => report.IsHarmful).ThenBy(report => report.ReceivedAt).ThenBy(report => report.Id)
            .GroupBy(report => report.Row).Select(row => row.ToArray())
            // What makes a row harmful is not always what makes it wait.
            .OrderByDescending(row => row[0].IsHarmful).ThenBy(row => row.Min(report => report.ReceivedAt)).ThenBy(row => row.Min(report => report.Id)),
    ];

    private static async Task<IReadOnlyList<QueueRow>> FillAsync(SiteDatabase open, List<ChosenReport[]> rows, CancellationToken cancellation)
    {
        if (rows.Count == 0) return [];
        var numbers = rows.SelectMany(row => row).Select(report => report.Id).ToArray();
        var reports = await open.Set<Report>()
            // As one value, because SQLite takes no more than 32,766 of them.
            .Where(report => EF.Parameter(numbers).Contains(report.Id))
            .Select(report => new QueuedReport(report.Id, report.Article, report.State, report.Concern, report.Suspicion, report.ReceivedAt, report.ErasedAt != null))
            .ToDictionaryAsync(report => report.Id, cancellation);

        // One that was taken away between two questions has no row.
        var found = rows.Select(row => row.Select(report => reports.GetValueOrDefault(report.Id)).OfType<QueuedReport>().ToArray()).Where(row => row.Length > 0).ToArray();
        var first = found.Select(row => row[0].Id).ToArray();
        var words = await open.Set<Report>().Where(report => first.Contains(report.Id))
            .Select(report => new { report.Id, Quote = report.Quote!.Substring(0, Shown), Message = report.Message!.Substring(0, Shown) })
            .ToDictionaryAsync(report => report.Id, cancellation);
        return [.. found.Select(row => new QueueRow(row, words.GetValueOrDefault(row[0].Id)?.Quote, words.GetValueOrDefault(row[0].Id)?.Message))];
    }
}
