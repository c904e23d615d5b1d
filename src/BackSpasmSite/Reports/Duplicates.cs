using BackSpasmSite.Data;
using Microsoft.EntityFrameworkCore;

namespace BackSpasmSite.Reports;

/// <summary>Which report another one is a duplicate of.</summary>
internal static class Duplicates
{
    /// <summary>
    /// A report that others wait for can become a duplicate itself; they keep their number, so that undoing it puts everything back. Longer
    /// chains than this nobody makes, and a circle should not hang a page.
    /// </summary>
    private const int MostSteps = 100;

    /// <summary>The report whose answer a duplicate waits for; null when it is gone, or this is no duplicate.</summary>
    public static async Task<Report?> OriginalAsync(SiteDbContext open, Report report, CancellationToken cancellation) =>
        report is { State: ReportState.Duplicate, DuplicateOf: { } number } && await RootAsync(open, number, cancellation) is { State: not ReportState.Duplicate } root
            ? root
            : null;

    /// <summary>The report of this number, or the one that it is itself a duplicate of; null when there is none.</summary>
    public static async Task<Report?> RootAsync(SiteDbContext open, long number, CancellationToken cancellation)
    {
        var root = await FindAsync(open, number, cancellation);
        for (var step = 0; root is { State: ReportState.Duplicate, DuplicateOf: { } next } && step < MostSteps && await FindAsync(open, next, cancellation) is { } other; step++) root = other;
        return root;
    }

    /// <summary>The report of this number; null when there is none.</summary>
    public static Task<Report?> FindAsync(SiteDbContext open, long number, CancellationToken cancellation) =>
        open.Set<Report>().AsNoTracking().SingleOrDefaultAsync(report => report.Id == number, cancellation);

    /// <summary>The numbers of the duplicates that wait for the answer of this report, also through another duplicate.</summary>
    public static async Task<long[]> WaitingAsync(SiteDbContext open, long number)
    {
        var waiting = new HashSet<long>();
        long[] asked = [number];
        for (var step = 0; asked.Length > 0 && step < MostSteps; step++)
        {
            var next = await open.Set<Report>()
                .Where(report => report.State == ReportState.Duplicate && report.DuplicateOf != null && asked.Contains(report.DuplicateOf.Value))
                .Select(report => report.Id).ToListAsync();
            asked = [.. next.Where(report => report != number && waiting.Add(report))];
        }

        return [.. waiting.Order()];
    }
}
