using BackSpasmSite.Content.FrontMatter;
using BackSpasmSite.Data;
using BackSpasmSite.Reports.Queue;
using Microsoft.EntityFrameworkCore;

namespace BackSpasmSite.Reports.Corrections;

/// <summary>
/// Closes the reports that published corrections name, with the correction's note as the answer. Nothing else closes a report as
/// corrected. Safe to call twice: each correction closes a report once.
/// </summary>
internal sealed class CorrectionClosing(SerializedDatabase serializedDatabase, TimeProvider time)
{
    /// <summary>Reports closed in one transaction; kept small, so that a reader's report never waits long.</summary>
    private const int Batch = 100;

    /// <summary>Skips reports that came in after the day of the correction, and those an editor has reopened since it closed them.</summary>
    /// <param name="zone">Decides when a day ends.</param>
    /// <exception cref="DatabaseUnavailableException">Some reports may still be open.</exception>
    public async Task<int> CloseAsync(string article, IReadOnlyList<Correction> corrections, TimeZoneInfo zone)
    {
        var naming = corrections.SelectMany(correction => correction.Reports.Distinct().Select(number => (Number: (long)number, Correction: correction)))
            .ToLookup(entry => entry.Number, entry => entry.Correction);
        var closed = 0;
        foreach (var numbers in naming.Select(named => named.Key).Chunk(Batch))
            closed += await serializedDatabase.WriteAsync(open => CloseAsync(open, article, numbers, naming, zone));
        return closed;
    }

    private async Task<int> CloseAsync(SiteDbContext open, string article, long[] numbers, ILookup<long, Correction> naming, TimeZoneInfo zone)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var recorded = await open.Set<RecordedCorrection>().Where(kept => numbers.Contains(kept.Report)).ToDictionaryAsync(kept => kept.Report);
        var reports = await open.Set<Report>().Where(ReportStates.IsInQueue)
            .Where(report => numbers.Contains(report.Id) && report.Article == article).ToListAsync();
        var closed = 0;
        foreach (var report in reports)
        {
            var (all, record) = (naming[report.Id].ToList(), recorded.GetValueOrDefault(report.Id));
            var newest = Newest(all);
            // Compares days, not times: on some days a clock change skips midnight.
            if (all.Count <= (record?.Closings ?? 0) || DayOf(report.ReceivedAt, zone) > newest.Date) continue;

            var reportChange = new ReportChange(open, record?.By, now);
            // An answer given in the meantime is kept; the history has both.
            if (report.Answer is null || report.Version == record?.Version) reportChange.Answer(report, newest.Note, silently: true);
            await reportChange.PutAsync(report, ReportState.Corrected, "corrected it", newest.Note);
            if (record is null) open.Add(record = new RecordedCorrection { Report = report.Id });
            (record.Version, record.Closings) = (reportChange.Id, all.Count);
            closed++;
        }

        return closed;
    }

    public Task<bool> AnyOpenAsync(IReadOnlyCollection<long> numbers, CancellationToken cancellation) => serializedDatabase.ReadAsync(
        open => open.Set<Report>().Where(ReportStates.IsInQueue).AnyAsync(report => numbers.Contains(report.Id), cancellation),
        cancellation);

    public Task<List<long>> NotCorrectedAsync(IReadOnlyCollection<long> numbers, CancellationToken cancellation) => serializedDatabase.ReadAsync(
        open => open.Set<Report>().Where(report => numbers.Contains(report.Id) && report.State != ReportState.Corrected)
            .Select(report => report.Id).Order().ToListAsync(cancellation),
        cancellation);

    /// <summary>Among those of one date, the list's own order decides: it may begin or end with the newest.</summary>
    private static Correction Newest(List<Correction> corrections)
    {
        if (corrections[0].Date < corrections[^1].Date) corrections.Reverse();
        return corrections.MaxBy(correction => correction.Date)!;
    }

    private static DateOnly DayOf(DateTime utc, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(utc, zone));
}
