using System.Globalization;
using BackSpasmSite.Data;
using BackSpasmSite.Reports.Intake;
using Microsoft.EntityFrameworkCore;

namespace BackSpasmSite.Reports.Queue;

/// <summary>The order is that of urgency. The database groups and pages, so that a flood costs no more than counting it.</summary>
internal sealed class ReportQueue(SerializedDatabase serializedDatabase, IntakeCapacity capacity, TimeProvider time)
{
    private const int Shown = 240;

    /// <summary>Counting as many takes longer than everything else on a page.</summary>
    private const int ManyClosed = 100_000;

    private static readonly TimeSpan CountedAnew = TimeSpan.FromMinutes(1);

    private ClosedCounts? _closed;

    /// <summary>Null if there are not that many pages.</summary>
    public Task<QueuePage?> ReadAsync(QueueFilter filter, int page, CancellationToken cancellation) => serializedDatabase.ReadAsync(
        async open =>
        {
            var (chosen, isCut) = await filter.ChooseOnceAsync(open, cancellation);
            // Separate queries: counting passages takes half the time if reports without one do not each form a group.
            var passages = chosen.Where(report => report.Passage != null).GroupBy(report => report.Passage);
            var alone = chosen.Where(report => report.Passage == null);
            var count = await passages.CountAsync(cancellation) + await alone.CountAsync(cancellation);
            var before = (page - 1) * QueuePage.Size;
            if (before >= count && page > 1) return null;

            var shown = await InOrder(Rows(chosen)).Skip(before).Take(QueuePage.Size).ToListAsync(cancellation);
            var found = await FillAsync(
                open, chosen, [.. shown.Select(row => row.Passage).OfType<string>()], [.. shown.Where(row => row.Passage is null).Select(row => row.First)], cancellation);
            return new QueuePage(
                // A report that was removed between two queries has no row.
                [.. shown.Select(row => (row.Since, Key: RowChoice.KeyOf(row.Passage, row.First))).Where(row => found.ContainsKey(row.Key)).Select(row => found[row.Key] with { Since = row.Since })],
                page, count, time.GetUtcNow().UtcDateTime, isCut);
        },
        cancellation);

    /// <summary>
    /// The number of the report to work on after this one: that of the next row in the order of the inbox; after the last row comes the first.
    /// Null if no other row matches.
    /// </summary>
    public Task<long?> NextAsync(QueueFilter filter, long id, CancellationToken cancellation) => serializedDatabase.ReadAsync<long?>(
        async open =>
        {
            var reports = open.Set<Report>().AsNoTracking();
            if (await reports.SingleOrDefaultAsync(report => report.Id == id, cancellation) is not { } report) return null;
            // Its row may have left the list since, and keeps its place in the order.
            var here = await Rows(reports.Where(other => other.Id == id || (report.Passage != null && other.Passage == report.Passage))).FirstAsync(cancellation);
            var (chosen, _) = await filter.ChooseOnceAsync(open, cancellation);
            var others = Rows(chosen.Where(other => other.Id != id && (report.Passage == null || other.Passage == null || other.Passage != report.Passage)));
            var after = others.Where(row => row.IsHarmful < here.IsHarmful || (row.IsHarmful == here.IsHarmful && (row.Since > here.Since || (row.Since == here.Since && row.First > here.First))));
            if ((await InOrder(after).FirstOrDefaultAsync(cancellation) ?? await InOrder(others).FirstOrDefaultAsync(cancellation)) is not { } next) return null;
            if (next.Passage is not { } passage) return next.First;
            var found = await FillAsync(open, chosen, [passage], [], cancellation);
            return found.Values.FirstOrDefault()?.First.Id;
        },
        cancellation);

    /// <summary>How many reports of each article have each state, regardless of the filter. If closed reports are very many, theirs may be those of a minute ago.</summary>
    public async Task<ReportCounts> CountAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var kept = _closed is { } closed && now - closed.At < CountedAnew && closed.At <= now && closed.Counts.Sum(part => part.Count) >= ManyClosed ? closed.Counts : null;
        var counted = await serializedDatabase.ReadAsync(
            open => (kept is null ? open.Set<Report>() : open.Set<Report>().Where(ReportStates.IsInQueue))
                // Articles too, in one pass over an index.
                .GroupBy(report => new { report.State, report.Article })
                .Select(part => new ArticleCount(part.Key.State, part.Key.Article, part.Count()))
                .ToListAsync(cancellation),
            cancellation);
        if (kept is null) _closed = new ClosedCounts(now, [.. counted.Where(part => !ReportStates.Queue.Contains(part.State))]);
        return new ReportCounts([.. counted, .. kept ?? []]);
    }

    public Task<FeedbackDay> LastDayAsync(CancellationToken cancellation) => serializedDatabase.ReadAsync(open => capacity.LastDayAsync(open, cancellation), cancellation);

    /// <summary>One for each passage, and one for each report without one.</summary>
    private static IQueryable<RowPlace> Rows(IQueryable<Report> chosen) => chosen.Where(report => report.Passage != null).GroupBy(report => report.Passage)
        // A row's harmful report need not be its oldest.
        .Select(row => new RowPlace { Passage = row.Key, IsHarmful = row.Max(report => report.Concern == Concern.Harmful ? 1 : 0), Since = row.Min(report => report.ReceivedAt), First = row.Min(report => report.Id) })
        .Concat(chosen.Where(report => report.Passage == null)
            .Select(report => new RowPlace { Passage = report.Passage, IsHarmful = report.Concern == Concern.Harmful ? 1 : 0, Since = report.ReceivedAt, First = report.Id }));

    private static IOrderedQueryable<RowPlace> InOrder(IQueryable<RowPlace> rows) => rows.OrderByDescending(row => row.IsHarmful).ThenBy(row => row.Since).ThenBy(row => row.First);

    private static async Task<Dictionary<string, QueueRow>> FillAsync(
        SiteDbContext open, IQueryable<Report> chosen, string[] passages, long[] alone, CancellationToken cancellation)
    {
        var together = chosen.Where(report => passages.Contains(report.Passage));
        var parts = passages.Length == 0 ? [] : await together
            .GroupBy(report => new { report.Passage, report.State, report.Concern, IsSuspected = report.Suspicion != null })
            .Select(part => new { part.Key.Passage, Part = new QueuePart(part.Key.State, part.Key.Concern, part.Key.IsSuspected, part.Count()) })
            .ToListAsync(cancellation);
        var firsts = passages.Length == 0 ? [] : await together
            .GroupBy(report => report.Passage)
            .Select(row => row
                .OrderByDescending(report => report.Concern == Concern.Harmful ? 1 : 0).ThenBy(report => report.ReceivedAt).ThenBy(report => report.Id)
                .Select(report => report.Id).First())
            .ToListAsync(cancellation);
        long[] numbers = [.. firsts, .. alone];
        var words = numbers.Length == 0 ? [] : await open.Set<Report>().AsNoTracking().Where(report => numbers.Contains(report.Id))
            .Select(report => new QueuedReport(
                report.Id, report.Passage, report.Article, report.State, report.Concern, report.Suspicion, report.ErasedAt != null,
                report.Quote!.Substring(0, Shown), report.Message!.Substring(0, Shown)))
            .ToListAsync(cancellation);

        var ofPassage = parts.ToLookup(part => part.Passage, part => part.Part);
        return words.ToDictionary(
            first => RowChoice.KeyOf(first.Passage, first.Id),
            first => new QueueRow(
                first, first.Passage is null ? [new QueuePart(first.State, first.Concern, first.Suspicion is not null, 1)] : [.. ofPassage[first.Passage]], default));
    }

    private sealed record ClosedCounts(DateTimeOffset At, IReadOnlyList<ArticleCount> Counts);

    /// <summary>What a row's place in the order depends on.</summary>
    private sealed class RowPlace
    {
        public string? Passage { get; init; }

        public int IsHarmful { get; init; }

        public DateTime Since { get; init; }

        public long First { get; init; }
    }
}

/// <summary>How many reports there are.</summary>
internal sealed record ReportCounts(IReadOnlyList<ArticleCount> Parts)
{
    /// <summary>In alphabetical order.</summary>
    public IEnumerable<string> Articles => Parts.Select(part => part.Article).Distinct().Order(StringComparer.Ordinal);

    public int Of(params IEnumerable<ReportState> states) => Parts.Where(part => states.Contains(part.State)).Sum(part => part.Count);
}

internal sealed record ArticleCount(ReportState State, string Article, int Count);

/// <param name="RowCount">On all pages.</param>
/// <param name="IsCut">Whether more than <see cref="QueueFilter.MostFound"/> reports match, so that only the newest are listed.</param>
internal sealed record QueuePage(IReadOnlyList<QueueRow> Rows, int Number, int RowCount, DateTime At, bool IsCut)
{
    public const int Size = 50;

    public int Pages => Math.Max(1, (RowCount + Size - 1) / Size);
}

/// <summary>All reports on one passage, or one report that names none.</summary>
/// <param name="First">The report that the row links to: a harmful one, or else the oldest.</param>
/// <param name="Parts">At least one.</param>
/// <param name="Since">When the row began to wait.</param>
internal sealed record QueueRow(QueuedReport First, IReadOnlyList<QueuePart> Parts, DateTime Since)
{
    public string Key => RowChoice.KeyOf(First.Passage, First.Id);

    public int Count => Parts.Sum(part => part.Count);

    public int Suspected => Parts.Where(part => part.IsSuspected).Sum(part => part.Count);

    public IEnumerable<Concern> Concerns => Parts.Select(part => part.Concern).OfType<Concern>().Distinct().Order();

    public IEnumerable<ReportState> States => Parts.Select(part => part.State).Distinct().Order();

    public bool IsOpen => Parts.Any(part => ReportStates.Queue.Contains(part.State));
}

internal sealed record QueuePart(ReportState State, Concern? Concern, bool IsSuspected, int Count);

/// <summary>What a row shows of a report; passage and message are cut.</summary>
internal sealed record QueuedReport(
    long Id, string? Passage, string Article, ReportState State, Concern? Concern, Suspicion? Suspicion, bool IsErased, string? Quote, string? Message);

/// <summary>
/// A row is identified by its passage, so that the form stays small however many reports there are on it; a report without a passage by
/// its number.
/// </summary>
internal sealed record RowChoice(IReadOnlyList<string> Passages, IReadOnlyList<long> Alone)
{
    public bool IsEmpty => Passages.Count + Alone.Count == 0;

    public static string KeyOf(string? passage, long report) => passage ?? $"#{report}";

    /// <summary>Ignores anything that is not the key of a row.</summary>
    public static RowChoice Of(IEnumerable<string?> keys)
    {
        var all = keys.OfType<string>().Distinct().ToLookup(key => key.StartsWith('#'));
        return new RowChoice(
            [.. all[false].Where(key => key.Length > 0)],
            [.. all[true].Select(key => long.TryParse(key.AsSpan(1), NumberStyles.None, null, out var number) ? number : 0).Where(number => number > 0)]);
    }
}
