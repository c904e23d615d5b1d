using BackSpasmSite.Storage;
using Microsoft.EntityFrameworkCore;

namespace BackSpasmSite.Feedback;

/// <summary>Which report another one is a duplicate of.</summary>
internal static class Duplicates
{
    /// <summary>More than editors ever make. The desk lets no circle come about; a broken database should not hang a page.</summary>
    private const int MostSteps = 20;

    /// <summary>
    /// The report at the end of the chain: a report that others are duplicates of may turn out to be one itself. Null when
    /// it is gone, or this is no duplicate.
    /// </summary>
    public static async Task<Report?> OriginalAsync(SiteDatabase open, Report report, CancellationToken cancellation)
    {
        var current = report;
        for (var step = 0; current is { State: ReportState.Duplicate, DuplicateOf: { } number } && step < MostSteps; step++)
            current = await open.Set<Report>().AsNoTracking().SingleOrDefaultAsync(other => other.Id == number, cancellation);
        return ReferenceEquals(current, report) || current?.State is ReportState.Duplicate ? null : current;
    }
}
