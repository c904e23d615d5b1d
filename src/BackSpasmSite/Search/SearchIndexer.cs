using BackSpasmSite.Content;
using BackSpasmSite.Data;
using BackSpasmSite.Hosting;
using Microsoft.Data.Sqlite;

namespace BackSpasmSite.Search;

/// <summary>Updates the index in the background when another edition is published, and builds it anew when its file is gone or broken.</summary>
internal sealed partial class SearchIndexer(SearchIndex index, CurrentEdition current, DatabaseState database, IHostApplicationLifetime lifetime, BackgroundWorkHealthCheck health, TimeProvider time, ILogger<SearchIndexer> logger) : BackgroundService
{
    /// <summary>How often the file is looked for while the edition stays the same.</summary>
    private static readonly TimeSpan CheckInterval = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The first pages come first, then reports.
        await lifetime.WhenStartedAsync(stoppingToken);
        await database.WhenTriedAsync(stoppingToken);
        var isFailing = false;
        var hash = "";
        while (!stoppingToken.IsCancellationRequested)
        {
            var edition = await current.WaitForOtherThanAsync("", stoppingToken);
            if (edition.Hash != hash || !index.IsReady || !File.Exists(index.Path))
            {
                try
                {
                    await Task.Run(() => index.Update(edition, stoppingToken), stoppingToken);
                    hash = edition.Hash;
                    isFailing = false;
                    health.Works(nameof(SearchIndexer));
                }
                catch (Exception failure) when (failure is SqliteException or IOException or UnauthorizedAccessException)
                {
                    if (!isFailing) LogCannotWrite(failure.Message);
                    isFailing = true;
                    health.Fails(nameof(SearchIndexer), "The search index can't be written to the data folder, so readers can't search. The log says why.");
                }
            }

            using var patience = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            await Task.WhenAny(
                current.WaitForOtherThanAsync(edition.Hash, patience.Token),
                index.BrokenAsync(patience.Token),
                Task.Delay(CheckInterval, time, patience.Token));
            await patience.CancelAsync();
        }
    }

    [LoggerMessage(LogLevel.Warning, "The search index can't be written, so readers can't search: {Reason}")]
    private partial void LogCannotWrite(string reason);
}
