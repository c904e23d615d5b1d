using System.Security.Cryptography;
using System.Text;

namespace BackSpasmSite.Content;

/// <summary>Holds the current edition, the site's only mutable content state. A request reads it once and passes it on.</summary>
internal sealed class CurrentEdition
{
    /// <summary>A new edition of a small site takes less than a second.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _fronts = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _publishing = new();
    private Edition? _frontsOnly;
    private Edition? _content;
    private FeedHistory _history = FeedHistory.Empty;
    private IReadOnlyList<Hold> _holds = [];
    private IReadOnlyList<Lift> _lifts = [];
    private bool _isFormPaused;
    private State? _state;

    /// <summary>What readers see now; null until the first edition is published.</summary>
    public Edition? Edition => Volatile.Read(ref _state)?.Edition;

    /// <summary>Completes when the first edition is published, or when it could not be made and another attempt follows.</summary>
    public Task Begun => _begun.Task;

    public void FirstFailed() => _begun.TrySetResult();

    /// <summary>Completes when there is something to read, at the latest with <see cref="Begun"/>.</summary>
    public Task Readable => Task.WhenAny(_fronts.Task, _begun.Task);

    /// <summary>
    /// Until the first edition is published: one whose articles have no texts yet (<see cref="EditionBuilder.BuildFronts"/>), or null. Only for
    /// readers: nothing may conclude from it that something is gone.
    /// </summary>
    public Edition? Fronts
    {
        get
        {
            lock (_publishing) return _content is null && _frontsOnly is { } fronts ? fronts with { History = _history, Holds = _holds, Lifts = _lifts, IsFormPaused = _isFormPaused } : null;
        }
    }

    public void PublishFronts(Edition fronts)
    {
        lock (_publishing) _frontsOnly = fronts;
        _fronts.TrySetResult();
    }

    /// <summary>Sets what the feed announced before this start. Call it before the first edition is published.</summary>
    public void Remember(FeedHistory history) => _history = history;

    /// <summary>Publishes new content with the current holds.</summary>
    public void Publish(Edition edition)
    {
        lock (_publishing)
        {
            _history = _history.With(edition, _content);
            _content = edition with { History = _history };
            _frontsOnly = null;
            Replace();
        }
    }

    /// <summary>Publishes new holds with the current content.</summary>
    /// <param name="lifts">The times at which earlier holds were lifted.</param>
    public void Hold(IReadOnlyList<Hold> holds, IReadOnlyList<Lift> lifts)
    {
        lock (_publishing)
        {
            if (holds.SequenceEqual(_holds) && lifts.SequenceEqual(_lifts)) return;
            (_holds, _lifts) = (holds, lifts);
            if (_content is not null) Replace();
        }
    }

    /// <summary>Publishes whether the readers' form is paused, with the current content.</summary>
    public void PauseForm(bool isPaused)
    {
        lock (_publishing)
        {
            if (isPaused == _isFormPaused) return;
            _isFormPaused = isPaused;
            if (_content is not null) Replace();
        }
    }

    private void Replace()
    {
        // Lifts affect only the feed's times and no page, so the hash does not include them.
        var edition = _content! with { Lifts = _lifts };
        if (_holds.Count > 0 || _isFormPaused)
            edition = edition with { Holds = _holds, IsFormPaused = _isFormPaused, Hash = HashWith(edition.Hash, _holds, _isFormPaused) };
        var before = Interlocked.Exchange(ref _state, new State(edition));
        before?.Replaced.TrySetResult();
        if (before is not null) return;
        _first.TrySetResult();
        _begun.TrySetResult();
    }

    private static string HashWith(string hash, IReadOnlyList<Hold> holds, bool isFormPaused) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', [hash, isFormPaused ? "paused" : "", .. holds]))));

    /// <summary>Waits for an edition with another hash.</summary>
    public async Task<Edition> WaitForOtherThanAsync(string hash, CancellationToken cancellation)
    {
        while (true)
        {
            var state = Volatile.Read(ref _state);
            if (state is not null && state.Edition.Hash != hash) return state.Edition;
            await (state?.Replaced.Task ?? _first.Task).WaitAsync(cancellation);
        }
    }

    /// <summary>Waits until readers have what was just saved; null if that takes longer than an editor should wait.</summary>
    public async Task<Edition?> WaitUntilAsync(Func<Edition, bool> isIn)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            var edition = await WaitForOtherThanAsync("", patience.Token);
            while (!isIn(edition)) edition = await WaitForOtherThanAsync(edition.Hash, patience.Token);
            return edition;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private sealed record State(Edition Edition)
    {
        public TaskCompletionSource Replaced { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
