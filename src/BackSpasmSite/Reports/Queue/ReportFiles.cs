using BackSpasmSite.Data;
using Microsoft.EntityFrameworkCore;

namespace BackSpasmSite.Reports.Queue;

internal sealed class ReportFiles(SerializedDatabase serializedDatabase, TimeProvider time)
{
    private const int MostCandidates = 6;
    private const int MostCompared = 200;

    public Task<ReportFile?> FindAsync(long id, CancellationToken cancellation) => serializedDatabase.ReadAsync(
        async open =>
        {
            var reports = open.Set<Report>().AsNoTracking();
            if (await reports.SingleOrDefaultAsync(report => report.Id == id, cancellation) is not { } report) return null;

            // Waiting reports belong together, as in the inbox; so do closed ones with the same state.
            ReportState[] states = ReportStates.Queue.Contains(report.State) ? [.. ReportStates.Queue] : [report.State];
            var others = reports.Where(other => report.Passage != null && other.Passage == report.Passage && other.Id != id);
            // Duplicates of another report stay out: undoing this one must leave them alone.
            var original = report.State is ReportState.Duplicate ? report.DuplicateOf : null;
            var together = await others.Where(other => states.Contains(other.State) && (original == null || other.DuplicateOf == original))
                .OrderBy(other => other.ReceivedAt).ThenBy(other => other.Id).Take(ReportFile.Most - 1).ToListAsync(cancellation);
            var togetherCount = together.Count < ReportFile.Most - 1 ? together.Count
                : await others.CountAsync(other => states.Contains(other.State) && (original == null || other.DuplicateOf == original), cancellation);
            var apart = await others.Where(other => !states.Contains(other.State) || (original != null && other.DuplicateOf != original))
                .OrderByDescending(other => other.ReceivedAt).ThenByDescending(other => other.Id).Take(ReportFile.Most).ToListAsync(cancellation);
            var numbers = together.Concat(apart).Select(other => other.Id).Append(id).ToArray();
            var history = await open.Set<ReportEvent>().AsNoTracking().Where(happened => numbers.Contains(happened.Report))
                .OrderBy(happened => happened.Id).ToListAsync(cancellation);
            var waiting = (await Duplicates.WaitingAsync(open, id)).Take(ReportFile.Most).ToList();
            var answered = await Duplicates.OriginalAsync(open, report, cancellation);
            var candidates = DeskActions.Suits(DeskAction.Duplicate, report.State) ? await CandidatesAsync(reports, report, cancellation) : [];
            return new ReportFile(report, [report, .. together], togetherCount + 1, apart, answered, candidates, waiting, history, time.GetUtcNow().UtcDateTime);
        },
        cancellation);

    /// <summary>On the same passage first, then in the same section, then elsewhere in the article; of each, those with an answer first, then the newest.</summary>
    private static async Task<List<Report>> CandidatesAsync(IQueryable<Report> reports, Report report, CancellationToken cancellation)
    {
        var mayBeOriginal = reports.Where(other => other.Id != report.Id && (other.State == ReportState.New || other.State == ReportState.Looking || other.State == ReportState.Corrected || other.State == ReportState.Declined));
        var onPassage = report.Passage is null ? [] : await BestAsync(mayBeOriginal.Where(other => other.Passage == report.Passage));
        var inArticle = await BestAsync(mayBeOriginal.Where(other => other.Article == report.Article && (report.Passage == null || other.Passage == null || other.Passage != report.Passage)));
        return [.. onPassage.Concat(inArticle).Take(MostCandidates)];

        async Task<List<Report>> BestAsync(IQueryable<Report> chosen)
        {
            // Only numbers first, which an index has: in a flood there are thousands.
            var newest = await chosen.OrderByDescending(other => other.Id).Select(other => other.Id).Take(MostCompared).ToArrayAsync(cancellation);
            return await reports.Where(other => newest.Contains(other.Id))
                .OrderByDescending(other => other.Section == report.Section).ThenByDescending(other => other.Answer != null).ThenByDescending(other => other.Id)
                .Take(MostCandidates).ToListAsync(cancellation);
        }
    }
}

/// <param name="Together">This report and those on the same passage that are answered with it.</param>
/// <param name="TogetherCount">Includes those beyond <see cref="Most"/>.</param>
/// <param name="Others">The other reports on the same passage, newest first.</param>
/// <param name="Candidates">Reports that this one may be a duplicate of.</param>
/// <param name="Duplicates">The reports that wait for this one's answer.</param>
internal sealed record ReportFile(
    Report Report,
    IReadOnlyList<Report> Together,
    int TogetherCount,
    IReadOnlyList<Report> Others,
    Report? Original,
    IReadOnlyList<Report> Candidates,
    IReadOnlyList<long> Duplicates,
    IReadOnlyList<ReportEvent> History,
    DateTime At)
{
    /// <summary>As many as one page can show and one form can send. As reports are closed, others take their place.</summary>
    public const int Most = 200;
}
