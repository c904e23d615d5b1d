using BackSpasmSite.Content;
using BackSpasmSite.Data;
using Microsoft.EntityFrameworkCore;

namespace BackSpasmSite.Reports.Holds;

internal sealed class CorrectedHolds(HoldKeeper holds, SerializedDatabase serializedDatabase)
{
    /// <summary>Spares holds placed after the reports were closed, and holds on the whole article, which may have other reasons.</summary>
    /// <exception cref="DatabaseUnavailableException">Some holds may not be lifted.</exception>
    public async Task LiftAsync(Article article, CancellationToken cancellation)
    {
        var slug = article.Slug.ToString();
        var placed = (await holds.ListAsync(cancellation)).FindAll(hold => hold.Article == slug && !hold.IsOfWholeArticle);
        if (placed.Count == 0) return;

        var numbers = article.FrontMatter.Corrections.SelectMany(correction => correction.Reports).Select(number => (long)number).ToArray();
        var corrected = await serializedDatabase.ReadAsync(
            open => open.Set<Report>().AsNoTracking()
                .Where(report => numbers.Contains(report.Id) && report.Article == slug && report.State == ReportState.Corrected)
                .ToListAsync(cancellation),
            cancellation);
        foreach (var hold in placed.Where(hold => corrected.Any(report => IsOf(hold, report) && report.ChangedAt >= hold.Since)))
            await holds.LiftAsync(hold.Id, null);
    }

    private static bool IsOf(HoldEntity hold, Report report) =>
        hold.Report == report.Id || (hold.Passage is not null && hold.Passage == report.Passage);
}
