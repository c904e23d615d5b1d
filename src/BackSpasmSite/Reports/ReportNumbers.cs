using BackSpasmSite.Data;
using BackSpasmSite.Reports.Queue;
using Microsoft.EntityFrameworkCore;

namespace BackSpasmSite.Reports;

/// <summary>What became of readers' reports. Every number is as of a moment, so that each replica prints the same.</summary>
internal sealed class ReportNumbers(SerializedDatabase serializedDatabase)
{
    /// <param name="until">The start of the edition's day. What happened later is ignored, even though the database has it.</param>
    /// <param name="zone">Decides in which year a report came.</param>
    public Task<PublishedNumbers> AsOfAsync(DateTime until, TimeZoneInfo zone, CancellationToken cancellation) => serializedDatabase.ReadAsync(
        async open =>
        {
            var reports = await open.Set<Report>().AsNoTracking()
                .Where(report => report.ReceivedAt < until)
                .Select(report => new Row(report.Id, report.State, report.DuplicateOf, report.ReceivedAt))
                .ToDictionaryAsync(report => report.Id, cancellation);
            var moves = open.Set<ReportEvent>().Where(happened => happened.Before != null);
            // The state before the first change since then.
            var undone = await moves.Where(happened => happened.At >= until).OrderByDescending(happened => happened.Id)
                .Select(happened => new { happened.Report, happened.Before }).ToListAsync(cancellation);
            foreach (var change in undone)
                if (reports.TryGetValue(change.Report, out var report)) reports[change.Report] = report with { State = change.Before!.Value };
            // Undoing a duplicate forgets its original, and choosing another one replaces it; the history still has it.
            var again = undone.Select(change => change.Report).Where(report => reports.TryGetValue(report, out var row) && row.State is ReportState.Duplicate).ToHashSet();
            var originals = await moves.Where(happened => happened.At < until && happened.Detail != null && again.Contains(happened.Report)).OrderBy(happened => happened.Id)
                .Select(happened => new { happened.Report, happened.Detail }).ToListAsync(cancellation);
            foreach (var marked in originals)
                if (ReportChange.OriginalIn(marked.Detail!) is { } original) reports[marked.Report] = reports[marked.Report] with { DuplicateOf = original };
            var changed = await moves.Where(happened => happened.At < until).GroupBy(happened => happened.Report)
                .Select(report => new { report.Key, At = report.Max(happened => happened.At) })
                .ToDictionaryAsync(report => report.Key, report => report.At, cancellation);

            var counted = reports.Values.Select(report => Counted(report, reports, changed)).OfType<CountedReport>().ToList();
            var years = counted.GroupBy(report => TimeZoneInfo.ConvertTimeFromUtc(report.ReceivedAt, zone).Year).OrderByDescending(year => year.Key)
                .Select(year => (year.Key, NumbersOf([.. year], until))).ToList();
            return PublishedNumbers.Of(NumbersOf(counted, until), years);
        },
        cancellation);

    /// <summary>Null for spam. A duplicate shares the fate of its original.</summary>
    private static CountedReport? Counted(Row report, Dictionary<long, Row> all, Dictionary<long, DateTime> changed)
    {
        var original = report;
        // Editors can't make a circle, but a database can be edited by hand.
        for (var steps = 0; original is { State: ReportState.Duplicate, DuplicateOf: { } next } && all.TryGetValue(next, out var other) && steps < 100; steps++) original = other;
        if (report.State is ReportState.Spam || original.State is ReportState.Spam) return null;
        var isAnswered = original.State is ReportState.Corrected or ReportState.Declined;
        var answered = isAnswered ? new[] { changed.GetValueOrDefault(original.Id, report.ReceivedAt), report.ReceivedAt }.Max() : (DateTime?)null;
        return new CountedReport(report.ReceivedAt, answered, original.State);
    }

    private static Numbers NumbersOf(List<CountedReport> reports, DateTime until)
    {
        var days = reports.Where(report => report.AnsweredAt is not null).Select(report => (report.AnsweredAt!.Value - report.ReceivedAt).TotalDays).Order().ToList();
        var waiting = reports.Where(report => report.AnsweredAt is null).ToList();
        return new Numbers(
            reports.Count,
            days.Count,
            reports.Count(report => report.State is ReportState.Corrected),
            reports.Count(report => report.State is ReportState.Declined),
            days.Count < PublishedNumber.Fewest ? null : (int)Math.Ceiling((days[(days.Count - 1) / 2] + days[days.Count / 2]) / 2),
            waiting.Count,
            waiting.Count < PublishedNumber.Fewest ? null : (int)(until - waiting.Min(report => report.ReceivedAt)).TotalDays);
    }

    private sealed record Row(long Id, ReportState State, long? DuplicateOf, DateTime ReceivedAt);

    private sealed record CountedReport(DateTime ReceivedAt, DateTime? AnsweredAt, ReportState State);
}

/// <param name="Received">Without spam.</param>
/// <param name="Answered">Those that led to a correction or were declined; a duplicate counts as its original.</param>
/// <param name="MedianDays">Whole days, rounded up, until half of the answers had come; null if there are too few.</param>
/// <param name="LongestWait">The days that the oldest report without an answer has been waiting; null if too few are waiting.</param>
internal sealed record Numbers(int Received, int Answered, int Corrected, int Declined, int? MedianDays, int Waiting, int? LongestWait);
