using BackSpasmSite.Data;
using Microsoft.EntityFrameworkCore;

namespace BackSpasmSite.Reports;

internal static class Duplicates
{
    /// <summary>
    /// An original can become a duplicate itself, which makes a chain. Nobody makes longer chains than this, and a cycle must not hang a
    /// page.
    /// </summary>
    private const int MostSteps = 100;

    /// <summary>The report whose answer a duplicate waits for; null if it no longer exists, or if this is not a duplicate.</summary>
    public static async Task<Report?> OriginalAsync(SiteDbContext open, Report report, CancellationToken cancellation) =>
        report is { State: ReportState.Duplicate, DuplicateOf: { } number } && await RootAsync(open, number, cancellation) is { State: not ReportState.Duplicate } root
            ? root
            : null;

    /// <summary>The report with this number or, for a duplicate, its original; null if there is none.</summary>
    public static async Task<Report?> RootAsync(SiteDbContext open, long number, CancellationToken cancellation)
    {
        var root = await FindAsync(open, number, cancellation);
        for (var step = 0; root is { State: ReportState.Duplicate, DuplicateOf: { } next } && step < MostSteps && await FindAsync(open, next, cancellation) is { } other; step++) root = other;
        return root;
    }

    public static Task<Report?> FindAsync(SiteDbContext open, long number, CancellationToken cancellation) =>
        open.Set<Report>().AsNoTracking().SingleOrDefaultAsync(report => report.Id == number, cancellation);

    /// <summary>The duplicates that wait for this report's answer, directly or through another duplicate.</summary>
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
