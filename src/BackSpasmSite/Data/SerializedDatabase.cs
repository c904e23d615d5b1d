namespace BackSpasmSite.Data;

/// <summary>Serializes writes: any number of concurrent reads, one write transaction at a time.</summary>
internal sealed class SerializedDatabase(DatabaseProvider provider, DatabaseState state, TimeProvider time) : IDisposable
{
    /// <summary>With the 3 s that a command waits for other programs, a reader gets an answer within 5 s, whatever happens.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>How long the last write answers whether the database takes writes.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);

    /// <summary>Writers wait here, without a thread or a connection.</summary>
    private readonly SemaphoreSlim _turn = new(provider.MostWriters);

    /// <summary>Concurrent callers share one probe.</summary>
    private readonly SemaphoreSlim _probing = new(1);

    private Tried? _lastWrite;

    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    public async Task<T> ReadAsync<T>(Func<SiteDbContext, Task<T>> read, CancellationToken cancellation)
    {
        await state.WaitForStartAsync(cancellation);
        state.ThrowUnlessOpen();
        try
        {
            await using var context = provider.CreateContext();
            return await read(context);
        }
        catch (Exception failure) when (Explain(failure) is { } unavailable)
        {
            // Nobody may write for hours, and what reads in the background would go on asking.
            if (DatabaseUnavailableException.MeansTheFile(unavailable)) state.Wrote(succeeded: false);
            throw unavailable;
        }
    }

    /// <summary>
    /// When this returns, the change is on the disk. It takes no cancellation: a report counts even if the reader's phone has lost its
    /// network.
    /// </summary>
    /// <exception cref="DatabaseUnavailableException">Nothing was changed, unless the connection to a server was lost during the commit.</exception>
    public Task<T> WriteAsync<T>(Func<SiteDbContext, Task<T>> write) => WriteAsync(write, isProbe: false);

    private async Task<T> WriteAsync<T>(Func<SiteDbContext, Task<T>> write, bool isProbe)
    {
        await state.WaitForStartAsync();
        state.ThrowUnlessOpen();
        if (!await _turn.WaitAsync(Patience)) throw DatabaseUnavailableException.TooManyWaiting;
        try
        {
            // Checked again after the wait, because SQLite would write to a file that has been deleted or overwritten.
            state.ThrowUnlessOpen();
            await using var context = provider.CreateContext();
            await using var transaction = await provider.BeginWriteAsync(context);
            var before = provider.Changes(context);
            var result = await write(context);
            await context.SaveChangesAsync();
            await transaction.CommitAsync();
            // If the file was deleted in the meantime, the change is lost.
            state.ThrowUnlessOpen();
            // A write that changed nothing does not show that the database takes writes.
            if (isProbe || before is null || provider.Changes(context) != before) Remember(null);
            return result;
        }
        catch (Exception failure) when (Explain(failure) is { } unavailable)
        {
            Remember(unavailable);
            throw unavailable;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Judges by the last write, if that was a moment ago, or tries one.</summary>
    /// <exception cref="DatabaseUnavailableException">The database does not take writes.</exception>
    public async Task ProbeAsync()
    {
        await state.WaitForStartAsync();
        state.ThrowUnlessOpen();
        await _probing.WaitAsync();
        try
        {
            if (_lastWrite is { } last && time.GetElapsedTime(last.At) < Fresh)
            {
                if (last.Unavailable is { } unavailable) throw unavailable;
                return;
            }

            await TryWriteAsync();
        }
        finally
        {
            _probing.Release();
        }
    }

    /// <exception cref="DatabaseUnavailableException">The database does not take writes.</exception>
    public Task TryWriteAsync() => WriteAsync(provider.ProbeAsync, isProbe: true);

    /// <summary>
    /// Merges SQLite's write-ahead log into its file, so that erased data is gone from both. What somebody is still reading, or another
    /// program is writing, stays in the log until the next time.
    /// </summary>
    public async Task FoldLogAsync()
    {
        if (!state.IsOpen || !await _turn.WaitAsync(Patience)) return;
        try
        {
            if (state.FoldLog()) return;
            await using var context = provider.CreateContext();
            await provider.FoldLogAsync(context);
        }
        catch (Exception failure) when (Explain(failure) is not null)
        {
            // Nothing is lost, and the next call does all of it.
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose()
    {
        _turn.Dispose();
        _probing.Dispose();
    }

    /// <returns>The exception to throw if the database can't be used; null for a bug.</returns>
    private DatabaseUnavailableException? Explain(Exception failure)
    {
        if (DatabaseUnavailableException.Explains(failure))
        {
            // Pooled connections would keep failing even after the file is repaired.
            if (DatabaseUnavailableException.MeansTheFile(failure)) provider.LetGo();
            // Opening it again checks all of it first.
            if (DatabaseUnavailableException.MeansDamage(failure)) state.CannotOpen(DatabaseUnavailableException.Reason(failure));
            return failure as DatabaseUnavailableException ?? new DatabaseUnavailableException(failure);
        }

        try
        {
            // An empty file in place of the database has no tables, which looks like a mistake in a query.
            state.ThrowUnlessOpen();
            return null;
        }
        catch (DatabaseUnavailableException unavailable)
        {
            return unavailable;
        }
    }

    private void Remember(DatabaseUnavailableException? unavailable)
    {
        _lastWrite = new Tried(time.GetTimestamp(), unavailable);
        if (unavailable is null || DatabaseUnavailableException.MeansTheFile(unavailable)) state.Wrote(unavailable is null);
    }

    private sealed record Tried(long At, DatabaseUnavailableException? Unavailable);
}
