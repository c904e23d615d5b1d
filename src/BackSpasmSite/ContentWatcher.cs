using System.Threading.Channels;
using BackSpasmSite.Content;
using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.Files;
using BackSpasmSite.Content.Text;
using BackSpasmSite.Feeds;
using BackSpasmSite.Hosting;
using BackSpasmSite.Http;

namespace BackSpasmSite;

/// <summary>Publishes the first edition at start, and another one whenever the content or the date changes.</summary>
internal sealed partial class ContentWatcher(
    ContentFolder folder,
    EditionBuilder builder,
    CurrentEdition current,
    TimeProvider time,
    ILogger<ContentWatcher> logger,
    BackgroundWorkHealthCheck? health = null,
    VerifiedImages? pictures = null,
    FeedHistoryFile? history = null) : BackgroundService
{
    /// <summary>How often the folder is listed even without a file event: events get lost on network drives and in containers.</summary>
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(400);

    /// <summary>Events within this time count as one, because a save causes several.</summary>
    private static readonly TimeSpan Together = TimeSpan.FromMilliseconds(30);

    /// <summary>How often the folder is listed while waiting for a file.</summary>
    private static readonly TimeSpan WaitingInterval = TimeSpan.FromMilliseconds(100);

    private readonly SettlingFiles _quiet = new(time, builder.FingerprintOf);

    private readonly ChangedNumbers _changedNumbers = new();

    /// <summary>The listing that was published last.</summary>
    private ContentListing? _seen;

    /// <summary>The history of the feed, as stored in the data folder.</summary>
    private FeedHistory _savedHistory = FeedHistory.Empty;

    /// <summary>Whether the current content could not be published because of a bug.</summary>
    private bool _isBroken;

    /// <summary>The listing being handled.</summary>
    private ContentListing? _latest;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (history is not null) current.Remember(_savedHistory = history.Load());
        Publish(await _quiet.BeginAsync(folder.List, cancellationToken));
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var wakeUps = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        using var events = new FolderEvents(() => wakeUps.Writer.TryWrite(true), LogNoEvents);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                // If the folder is a link, it may lead to another folder by now.
                events.Watch(folder.Root);
                await WaitAsync(wakeUps.Reader, stoppingToken);
                Look();
                if (!_isBroken) health?.Works(nameof(ContentWatcher));
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                LogCannotList(failure.Message);
                health?.Fails(nameof(ContentWatcher), failure is DirectoryNotFoundException
                    ? "The content folder is missing. Readers see the last edition until it is back."
                    : "The content folder can't be listed. Readers see the last edition. The log says why.");
            }
            catch (Exception fault)
            {
                // A bug: readers keep the last edition, and the next change of the content is tried again.
                _seen = _latest;
                _isBroken = true;
                LogFault(fault);
                health?.Fails(nameof(ContentWatcher), fault);
            }
        }
    }

    private void Look()
    {
        var listing = folder.List();
        if (_seen is not null) listing = _quiet.Of(listing, _seen);
        _latest = listing;
        if (_seen is not null && listing.Shows(_seen) && DateNow() == current.Edition?.Date && !HasUnreadFiles()) return;
        Publish(listing);
    }

    /// <summary>A file that could not be opened may be readable now, which the listing would not show.</summary>
    private bool HasUnreadFiles() => current.Edition?.Diagnostics.Any(problem => problem.Code == FileDiagnostics.CannotReadCode) == true;

    private DateOnly DateNow() => DateOnly.FromDateTime(
        TimeZoneInfo.ConvertTime(time.GetUtcNow(), current.Edition?.Site.TimeZone ?? TimeZoneInfo.Utc).DateTime);

    private void Publish(ContentListing listing)
    {
        var before = current.Edition;
        var edition = _changedNumbers.Add(before, builder.Build(listing, time.GetUtcNow()), LineOfList);
        _seen = _latest = listing;
        _isBroken = false;
        if (before is not null && before.Hash == edition.Hash && before.Diagnostics.SequenceEqual(edition.Diagnostics) &&
            edition.Images.Values.All(image => before.Images.GetValueOrDefault(image.Path) == image)) return;

        current.Publish(edition);
        pictures?.Keep(edition.Images.Values);
        if (current.Edition is { History: var told } && !ReferenceEquals(told, _savedHistory)) history?.Save(_savedHistory = told);

        // Readers have the edition: finding every problem takes longer than making it.
        foreach (var problem in edition.Diagnostics.Except(before?.Diagnostics ?? []))
            LogProblem(problem.Severity == Severity.Error ? LogLevel.Warning : LogLevel.Information,
                problem.Path, problem.Line, problem.Column, problem.Code, problem.Message);
        LogPublished(edition.Articles.Count, edition.Diagnostics.Count, edition.Date);
    }

    private int LineOfList(Article article)
    {
        var source = ArticleSource.Read(folder, article);
        return source.PositionOf(source.Text.IndexOf("\nreferences", StringComparison.Ordinal) + 1).Line;
    }

    /// <summary>Waits for a file event, at most for the poll interval.</summary>
    private async Task WaitAsync(ChannelReader<bool> wakeUps, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(_quiet.IsWaiting ? WaitingInterval : PollInterval);
        try
        {
            await wakeUps.ReadAsync(patience.Token);
            await Task.Delay(Together, cancellation);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // No event: list the folder all the same.
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Published an edition of {Articles} articles with {Problems} problems for {Date:yyyy-MM-dd}")]
    private partial void LogPublished(int articles, int problems, DateOnly date);

    [LoggerMessage(Message = "{Path}({Line},{Column}): {Code}: {Problem}")]
    private partial void LogProblem(LogLevel level, string path, int line, int column, string code, string problem);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The content folder can't be listed, so readers see the last edition: {Reason}")]
    private partial void LogCannotList(string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "The content can't be published because of a bug, so readers see the last edition")]
    private partial void LogFault(Exception fault);

    [LoggerMessage(Level = LogLevel.Information, Message = "There are no file events here, so the content is checked several times a second: {Reason}")]
    private partial void LogNoEvents(string reason);
}
