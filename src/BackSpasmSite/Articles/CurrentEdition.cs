namespace BackSpasmSite.Articles;

/// <summary>The one cell that changes. A request reads it once and passes the edition down.</summary>
internal sealed class CurrentEdition
{
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private State? _state;

    /// <summary>What readers see now; null until the first edition is published.</summary>
    public Edition? Edition => Volatile.Read(ref _state)?.Edition;

    public void Publish(Edition edition)
    {
        var before = Interlocked.Exchange(ref _state, new State(edition));
        before?.Replaced.TrySetResult();
        if (before is null) _first.TrySetResult();
    }

    /// <summary>Waits until there is an edition whose hash is not this one.</summary>
    public async Task<Edition> WaitForOtherThanAsync(string hash, CancellationToken cancellation)
    {
        while (true)
        {
            var state = Volatile.Read(ref _state);
            if (state is not null && state.Edition.Hash != hash) return state.Edition;
            await (state?.Replaced.Task ?? _first.Task).WaitAsync(cancellation);
        }
    }

    private sealed record State(Edition Edition)
    {
        public TaskCompletionSource Replaced { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
