using BackSpasmSite.Data;
using Microsoft.EntityFrameworkCore;

namespace BackSpasmSite.Reports.Queue;

/// <summary>Looks reports up, with what belongs to them.</summary>
internal sealed class ReportFiles(Database database, TimeProvider time)
{
    /// <summary>A report by its number, or null.</summary>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    public Task<ReportFile?> FindAsync(long id, CancellationToken cancellation) => database.ReadAsync(
        async open =>
        {
            var reports = open.Set<Report>().AsNoTracking();
            if (await reports.SingleOrDefaultAsync(report => report.Id == id, cancellation) is not { } report) return null;

            // Those in the common queue are one row there; among what is closed, those that were closed in the same way.
            ReportState[] states = ReportStates.Queue.Contains(report.State) ? [.. ReportStates.Queue] : [report.State];
            var others = reports.Where(other => report.Passage != null && other.Passage == report.Passage && other.Id != id);
            // Duplicates of another report are another matter: undoing this one leaves them alone.
            var original = report.State is ReportState.Duplicate ? report.DuplicateOf : null;
            var together = await others.Where(other => states.Contains(other.State) && (original == null || other.DuplicateOf == original))
                .OrderBy(other => other.ReceivedAt).ThenBy(other => other.Id).Take(ReportFile.Most - 1).ToListAsync(cancellation);
            var togetherCount = together.Count < ReportFile.Most - 1 ? together.Count
                : await others.CountAsync(other => states.Contains(other.State) && (original == null || other.DuplicateOf == original), cancellation);
            var apart = await others.Where(other => !states.Contains(other.State) || (original != null && other.DuplicateOf != original))
                .OrderByDescending(other => other.ReceivedAt).ThenByDescending(other => other.Id).Take(ReportFile.Most).ToListAsync(cancellation);
            var numbers = together.Concat(apart).Select(other => other.Id).Append(id).ToArray();
            var history = await open.Set<DeskEvent>().AsNoTracking().Where(happened => numbers.Contains(happened.Report))
                .OrderBy(happened => happened.Id).ToListAsync(cancellation);
            var waiting = (await Duplicates.WaitingAsync(open, id)).Select(other => other.Id).Order().Take(ReportFile.Most).ToList();
            var answered = await Duplicates.OriginalAsync(open, report, cancellation);
            return new ReportFile(report, [report, .. together], togetherCount + 1, apart, answered, waiting, history, time.GetUtcNow().UtcDateTime);
        },
        cancellation);
}
