using BackSpasmSite.Storage;
using Microsoft.EntityFrameworkCore;

namespace BackSpasmSite.Feedback;

/// <summary>Which report another one is a duplicate of.</summary>
internal static class Duplicates
{
    /// <summary>Marking makes no chain longer than one step; two things that are taken back in turn can. A broken database should not hang a page.</summary>
    private const int MostSteps = 20;

    /// <summary>The report whose answer a duplicate waits for; null when it is gone, or this is no duplicate.</summary>
    public static async Task<Report?> OriginalAsync(SiteDatabase open, Report report, CancellationToken cancellation) =>
        report is { State: ReportState.Duplicate, DuplicateOf: { } number } && await RootAsync(open, number, cancellation) is { State: not ReportState.Duplicate } root
            ? root
            : null;

    /// <summary>The report of this number, or the one that it is itself a duplicate of; null when there is none.</summary>
    public static async Task<Report?> RootAsync(SiteDatabase open, long number, CancellationToken cancellation)
    {
        var root = await FindAsync(number);
        for (var step = 0; root is { State: ReportState.Duplicate, DuplicateOf: { } next } && step < MostSteps && await FindAsync(next) is { } other; step++) root = other;
        return root;

        Task<Report?> FindAsync(long id) => open.Set<Report>().AsNoTracking().SingleOrDefaultAsync(report => report.Id == id, cancellation);
    }

    /// <summary>The duplicates that wait for the answer of the report with this number, also through another duplicate.</summary>
    public static async Task<IReadOnlyList<Report>> WaitingAsync(SiteDatabase open, long number)
    {
        var waiting = new Dictionary<long, Report>();
        long[] asked = [number];
        for (var step = 0; asked.Length > 0 && step < MostSteps; step++)
        {
            var next = await open.Set<Report>()
                .Where(report => report.State == ReportState.Duplicate && report.DuplicateOf != null && asked.Contains(report.DuplicateOf.Value)).ToListAsync();
            asked = [.. next.Where(report => report.Id != number && waiting.TryAdd(report.Id, report)).Select(report => report.Id)];
        }

        return [.. waiting.Values];
    }

    /// <summary>Lets whatever waits for one report wait for another one.</summary>
    public static Task<int> RedirectAsync(SiteDatabase open, long from, long to) =>
        open.Set<Report>().Where(report => report.DuplicateOf == from).ExecuteUpdateAsync(report => report.SetProperty(waiting => waiting.DuplicateOf, to));
}
