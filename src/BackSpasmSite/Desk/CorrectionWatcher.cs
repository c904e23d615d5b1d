using BackSpasmSite.Articles;
using BackSpasmSite.Storage;

namespace BackSpasmSite.Desk;

/// <summary>
/// At start and with every edition: a report that a published correction names is closed, if nobody did. So nothing is lost
/// between saving an article and closing its reports, and an article that was put in its place by hand closes them too.
/// Then, when readers have the mended text, the notice above the passage goes.
/// </summary>
internal sealed partial class CorrectionWatcher(
    CurrentEdition current,
    CorrectionClosing closing,
    MendedHolds holds,
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
        var named = edition.Articles.Values
            .SelectMany(article => article.FrontMatter.Corrections.Where(correction => correction.Reports.Count > 0).Select(correction => (article, correction)))
            .ToList();
        if (named.Count == 0) return;
        // After an editor who is just saving one of them.
        using (await closing.BeginAsync())
        {
            long[] numbers = [.. named.SelectMany(entry => entry.correction.Reports).Select(number => (long)number).Distinct()];
            foreach (var (article, correction) in await closing.AnyOpenAsync(numbers, cancellation) ? named : [])
                if (await closing.CloseNamedAsync(article.Slug.ToString(), correction, edition.Site.TimeZone) is > 0 and var closed)
                    LogClosed(closed, article.Slug.ToString());
        }

        foreach (var article in named.Select(entry => entry.article).Distinct())
            await holds.LiftAsync(article, cancellation);
    }

    [LoggerMessage(LogLevel.Information, "Closed {Reports} reports that a published correction of {Article} names")]
    private partial void LogClosed(int reports, string article);
}
