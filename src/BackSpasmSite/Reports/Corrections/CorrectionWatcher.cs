using BackSpasmSite.Content;
using BackSpasmSite.Data;
using BackSpasmSite.Reports.Holds;
using Microsoft.EntityFrameworkCore;

namespace BackSpasmSite.Reports.Corrections;

/// <summary>
/// At start and with every edition, closes the reports that published corrections name, however a correction got into its file, and
/// removes the notices above corrected passages.
/// </summary>
internal sealed partial class CorrectionWatcher(
    CurrentEdition current,
    DatabaseState state,
    CorrectionClosing closing,
    CorrectedHolds holds,
    TimeProvider time,
    ILogger<CorrectionWatcher> logger) : BackgroundService
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await state.WhenTriedAsync(stoppingToken);
        for (var seen = ""; !stoppingToken.IsCancellationRequested;)
        {
            var edition = await current.WaitForOtherThanAsync(seen, stoppingToken);
            try
            {
                await CloseAsync(edition, stoppingToken);
                seen = edition.Hash;
            }
            catch (DatabaseUnavailableException)
            {
                // The database's own log says why.
                await Task.Delay(BetweenTries, time, stoppingToken);
            }
        }
    }

    /// <exception cref="DatabaseUnavailableException">Something may be left to do.</exception>
    public async Task CloseAsync(Edition edition, CancellationToken cancellation)
    {
        var named = edition.Articles.Values.Where(article => article.FrontMatter.Corrections.Any(correction => correction.Reports.Count > 0)).ToList();
        if (named.Count == 0) return;
        long[] numbers = [.. named.SelectMany(article => article.FrontMatter.Corrections).SelectMany(correction => correction.Reports).Select(number => (long)number).Distinct()];
        foreach (var article in await closing.AnyOpenAsync(numbers, cancellation) ? named : [])
            if (await closing.CloseAsync(article.Slug.ToString(), article.FrontMatter.Corrections, edition.Site.TimeZone) is > 0 and var closed)
                LogClosed(closed, article.Slug.ToString());

        foreach (var article in named) await holds.LiftAsync(article, cancellation);
    }

    [LoggerMessage(LogLevel.Information, "Closed {Reports} reports named by a published correction of {Article}")]
    private partial void LogClosed(int reports, string article);
}

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
