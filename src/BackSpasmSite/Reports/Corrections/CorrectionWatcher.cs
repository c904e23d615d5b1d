using BackSpasmSite.Content;
using BackSpasmSite.Data;
using BackSpasmSite.Reports.Holds;

namespace BackSpasmSite.Reports.Corrections;

/// <summary>
/// At start and with every edition: closes the reports that a published correction names, whoever wrote it and however the
/// file came there. Then, when readers have the mended text, the notice above the passage goes.
/// </summary>
internal sealed partial class CorrectionWatcher(
    CurrentEdition current,
    CorrectionClosing closing,
    CorrectedHolds holds,
    TimeProvider time,
    ILogger<CorrectionWatcher> logger) : BackgroundService
{
    /// <summary>How long it waits before it asks a database again that did not answer.</summary>
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
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

    /// <summary>Deals with one edition.</summary>
    /// <exception cref="DatabaseUnavailableException">It is not done with.</exception>
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

    [LoggerMessage(LogLevel.Information, "Closed {Reports} reports that a published correction of {Article} names")]
    private partial void LogClosed(int reports, string article);
}
