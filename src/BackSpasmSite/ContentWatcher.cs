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
    VerifiedImages? images = null,
    PageStore? pages = null,
    FeedHistoryFile? history = null,
    IHostApplicationLifetime? lifetime = null) : BackgroundService
{
    /// <summary>How often the folders are looked at where events work and the folder is no link, which may be switched.</summary>
    private static readonly TimeSpan RestInterval = TimeSpan.FromSeconds(2);

    /// <summary>Events within this time count as one, because a save causes several.</summary>
    private static readonly TimeSpan Together = TimeSpan.FromMilliseconds(5);

    /// <summary>How often a file that may be incomplete is looked at, at least.</summary>
    private static readonly TimeSpan WaitingInterval = TimeSpan.FromMilliseconds(25);

    /// <summary>With fewer articles, a whole edition takes no longer than the rest of the start.</summary>
    public const int Many = 100;

    /// <summary>Reading thousands of articles takes all cores, which readers who are waiting need for a moment.</summary>
    private static readonly TimeSpan ForFirstPages = TimeSpan.FromMilliseconds(250);

    private readonly ListingSchedule _schedule = new(folder);

    private readonly SettlingFiles _quiet = new(time, builder.FingerprintOf);

    private readonly ChangedNumbers _changedNumbers = new();

    /// <summary>What was last on the disk, files that may be incomplete included.</summary>
    private ContentListing? _onDisk;

    /// <summary>The listing that was published last.</summary>
    private ContentListing? _seen;

    /// <summary>The edition whose problems are not in the log yet.</summary>
    private Edition? _unlogged;

    /// <summary>The problems that are in the log already.</summary>
    private IReadOnlyList<Diagnostic> _logged = [];

    /// <summary>The first edition, if reading it was begun before the service.</summary>
    private Task<(ContentListing, Edition)>? _first;

    /// <summary>False during the start, when readers wait for the first page.</summary>
    private bool _isRunning;

    /// <summary>The history of the feed, as stored in the data folder.</summary>
    private FeedHistory _savedHistory = FeedHistory.Empty;

    /// <summary>Whether the current content could not be published because of a bug.</summary>
    private bool _isBroken;

    /// <summary>Why the last look failed, which is in the log already.</summary>
    private string? _whyNotListed;

    /// <summary>How long the last look took, without publishing what it found.</summary>
    private TimeSpan _took;

    /// <summary>The listing being handled.</summary>
    private ContentListing? _latest;

    /// <summary>
    /// Reads the content while the rest of the site is being set up. Both take about as long; the service then has nothing left to parse.
    /// </summary>
    public void BeginReading()
    {
        // Parsing uses all cores, and requests that come meanwhile must not wait for one of its threads.
        ThreadPool.GetMinThreads(out var threads, out var others);
        ThreadPool.SetMinThreads(Math.Max(threads, Environment.ProcessorCount + 4), others);
        _first = Task.Run(() => ReadAsync(CancellationToken.None));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await BeginAsync(stoppingToken);
        using var events = new FolderEvents(LogNoEvents);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                // If the folder is a link, it may lead to another folder by now.
                events.Watch(folder.Root);
                if (!await WaitAsync(events, stoppingToken) && _unlogged is { } quiet) Log(quiet);
                Look(events);
                _whyNotListed = null;
                if (!_isBroken) health?.Works(nameof(ContentWatcher));
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                if (failure.Message != _whyNotListed) LogCannotList(_whyNotListed = failure.Message);
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

    private async Task BeginAsync(CancellationToken stopping)
    {
        try
        {
            var reading = _first ?? ReadAsync(stopping);
            _first = null;
            var (listing, edition) = await reading.WaitAsync(stopping);
            Publish(listing, edition);
        }
        catch
        {
            current.FirstFailed();
            throw;
        }

        if (lifetime is not null) await lifetime.WhenStartedAsync(stopping);
        _isRunning = true;
        if (_unlogged is { } first && first.Articles.Count <= Many) Log(first);
    }

    private void Look(FolderEvents events)
    {
        var start = time.GetTimestamp();
        var changed = events.Take();
        var last = _onDisk;
        // If this fails, the names of the changed files are lost, so the next look lists all files.
        _onDisk = null;
        var listing = last is null || changed is null || _schedule.IsDue(events, changed.Count > 0) ? List() : ContentFolder.Update(last, changed.Concat(_quiet.Waiting)) ?? List();
        _onDisk = listing;
        if (_seen is not null) listing = _quiet.Of(listing, _seen);
        _latest = listing;
        _took = time.GetElapsedTime(start);
        if (_seen is not null && listing.Shows(_seen) && DateNow() == current.Edition?.Date && current.Edition?.HasUnreadFiles != true) _seen = listing;
        else Publish(listing);
    }

    private async Task<(ContentListing, Edition)> ReadAsync(CancellationToken cancellation)
    {
        if (history is not null) current.Remember(_savedHistory = history.Load());
        var listing = await _quiet.BeginAsync(List, cancellation);
        if (current.Edition is null && listing.Markdown("articles").Take(Many + 1).Count() > Many)
        {
            current.PublishFronts(builder.BuildFronts(listing, time.GetUtcNow()));
            await Task.Delay(ForFirstPages, time, cancellation);
        }

        return (listing, Build(listing));
    }

    private Edition Build(ContentListing listing)
    {
        using var measurement = Instruments.Begin("build edition", Instruments.EditionBuildDuration);
        return builder.Build(listing, time.GetUtcNow());
    }

    private ContentListing List() => _onDisk = _schedule.List();

    private DateOnly DateNow() => DateOnly.FromDateTime(
        TimeZoneInfo.ConvertTime(time.GetUtcNow(), current.Edition?.Site.TimeZone ?? TimeZoneInfo.Utc).DateTime);

    /// <param name="built">The edition of this listing, if it was built already.</param>
    private void Publish(ContentListing listing, Edition? built = null)
    {
        var before = current.Edition;
        var edition = _changedNumbers.Add(before, built ?? Build(listing), LineOfList);
        _seen = _latest = listing;
        _isBroken = false;
        if (before is not null && before.Hash == edition.Hash && before.Diagnostics.SequenceEqual(edition.Diagnostics) &&
            edition.Images.Values.All(image => before.Images.GetValueOrDefault(image.Path) == image)) return;

        current.Publish(edition);
        images?.Keep(edition.Images.Values, pages?.Published(current.Edition!));
        if (current.Edition is { History: var told } && !ReferenceEquals(told, _savedHistory)) history?.Save(_savedHistory = told);

        // Readers have the edition: finding every problem takes longer than making it, and with thousands of articles the next save should not wait for it.
        if (_isRunning && edition.Articles.Count <= Many) Log(edition);
        else _unlogged = edition;
    }

    private void Log(Edition edition)
    {
        foreach (var problem in edition.Diagnostics.Except(_logged))
            LogProblem(problem.Severity == Severity.Error ? LogLevel.Warning : LogLevel.Information,
                problem.Path, problem.Line, problem.Column, problem.Code, problem.Message);
        _logged = edition.Diagnostics;
        _unlogged = null;
        LogPublished(edition.Articles.Count, edition.Diagnostics.Count, edition.Date);
    }

    private int LineOfList(Article article)
    {
        var source = ArticleSource.Read(folder, article);
        return source.PositionOf(source.Text.IndexOf("\nreferences", StringComparison.Ordinal) + 1).Line;
    }

    /// <summary>Waits for a file event, at most until the folders are looked at without one.</summary>
    /// <returns>False if nothing has happened.</returns>
    private async Task<bool> WaitAsync(FolderEvents events, CancellationToken cancellation)
    {
        // After a failed look, it is not known which files are still being written.
        var most = _onDisk is null ? ListingSchedule.PollInterval : _quiet.NextIn is { } next ? next < WaitingInterval ? next : WaitingInterval
            : events.AreReliable && !_schedule.HasFilesElsewhere && _seen?.Root == folder.Path ? RestInterval : ListingSchedule.PollInterval;
        // Looking at a large folder is not repeated at once.
        if (!await events.WaitAsync(most > _took ? most : _took, cancellation)) return _quiet.NextIn is not null;
        await Task.Delay(Together, cancellation);
        return true;
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
