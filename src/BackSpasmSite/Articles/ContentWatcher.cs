using System.Threading.Channels;
using BackSpasmSite.Articles.Files;
using BackSpasmSite.Problems;

namespace BackSpasmSite.Articles;

/// <summary>Publishes the first edition at start, and another one whenever the content or the date changes.</summary>
internal sealed partial class ContentWatcher(
    ContentFolder folder,
    EditionBuilder builder,
    CurrentEdition current,
    TimeProvider time,
    ILogger<ContentWatcher> logger,
    WorkHealth? health = null) : BackgroundService
{
    /// <summary>How often the folder is listed even when no file event came: events get lost on network drives and in containers.</summary>
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(400);

    /// <summary>How long a listing has to stay the same before it is read: editors save in several steps.</summary>
    private static readonly TimeSpan SettleTime = TimeSpan.FromMilliseconds(100);

    /// <summary>How often the folder is listed anew before it is read all the same, also with an empty file in it.</summary>
    private const int MostSettleRounds = 3;

    /// <summary>The listing that was dealt with last.</summary>
    private ContentListing? _seen;

    /// <summary>The listing that is being dealt with.</summary>
    private ContentListing? _latest;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        Publish(folder.List());
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var wakeUps = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        using var events = Watch(wakeUps.Writer);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await WaitAsync(wakeUps.Reader, stoppingToken);
                await LookAsync(stoppingToken);
                health?.Works(nameof(ContentWatcher));
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                LogCannotList(failure.Message);
                health?.Fails(nameof(ContentWatcher), failure);
            }
            catch (Exception fault)
            {
                // A fault of ours: readers keep the last edition, and the next change of the content gets its chance.
                _seen = _latest;
                LogFault(fault);
                health?.Fails(nameof(ContentWatcher), fault);
            }
        }
    }

    private async Task LookAsync(CancellationToken cancellation)
    {
        var listing = folder.List();
        _latest = listing;
        if (_seen is not null && listing.Shows(_seen) && DateNow() == current.Edition?.Date && !HasUnreadFiles()) return;

        for (var round = 0; round < MostSettleRounds; round++)
        {
            await Task.Delay(SettleTime, cancellation);
            var next = folder.List();
            var settled = next.Shows(listing) && !next.Files.Any(file => file.Stamp.Length == 0 && IsNew(file));
            listing = next;
            if (settled) break;
        }

        Publish(listing);
    }

    /// <summary>A file that could not be opened may be readable now, and nothing in the listing would tell.</summary>
    private bool HasUnreadFiles() => current.Edition?.Problems.Any(problem => problem.Code == FileProblems.CannotReadCode) == true;

    private bool IsNew(ContentFile file) => _seen?.Find(file.Path)?.Stamp != file.Stamp;

    private DateOnly DateNow() => DateOnly.FromDateTime(
        TimeZoneInfo.ConvertTime(time.GetUtcNow(), current.Edition?.Site.TimeZone ?? TimeZoneInfo.Utc).DateTime);

    private void Publish(ContentListing listing)
    {
        var before = current.Edition;
        var edition = builder.Build(listing, time.GetUtcNow());
        _seen = _latest = listing;
        if (before is not null && before.Hash == edition.Hash && before.Problems.SequenceEqual(edition.Problems)) return;

        foreach (var problem in edition.Problems.Except(before?.Problems ?? []))
            LogProblem(problem.Severity == Severity.Error ? LogLevel.Warning : LogLevel.Information,
                problem.Path, problem.Line, problem.Column, problem.Code, problem.Message);
        LogPublished(edition.Articles.Count, edition.Problems.Count, edition.Date);
        current.Publish(edition);
    }

    /// <summary>Waits for a file event, at most for the poll interval.</summary>
    private static async Task WaitAsync(ChannelReader<bool> wakeUps, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(PollInterval);
        try
        {
            await wakeUps.ReadAsync(patience.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // No event: look all the same.
        }
    }

    private FileSystemWatcher? Watch(ChannelWriter<bool> wakeUps)
    {
        try
        {
            var watcher = new FileSystemWatcher(folder.Path) { IncludeSubdirectories = true };
            watcher.Changed += (_, _) => wakeUps.TryWrite(true);
            watcher.Created += (_, _) => wakeUps.TryWrite(true);
            watcher.Deleted += (_, _) => wakeUps.TryWrite(true);
            watcher.Renamed += (_, _) => wakeUps.TryWrite(true);
            watcher.EnableRaisingEvents = true;
            return watcher;
        }
        catch (Exception failure) when (failure is IOException or PlatformNotSupportedException or ArgumentException)
        {
            LogNoEvents(failure.Message);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Published an edition of {Articles} articles with {Problems} problems for {Date:yyyy-MM-dd}")]
    private partial void LogPublished(int articles, int problems, DateOnly date);

    [LoggerMessage(Message = "{Path}({Line},{Column}): {Code}: {Problem}")]
    private partial void LogProblem(LogLevel level, string path, int line, int column, string code, string problem);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The content folder can't be listed; readers keep the last edition: {Reason}")]
    private partial void LogCannotList(string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "The content can't be published because of a fault of the software; readers keep the last edition")]
    private partial void LogFault(Exception fault);

    [LoggerMessage(Level = LogLevel.Information, Message = "No file events here, so the content is looked at several times a second: {Reason}")]
    private partial void LogNoEvents(string reason);
}
