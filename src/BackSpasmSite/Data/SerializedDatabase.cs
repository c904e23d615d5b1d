using BackSpasmSite.Options;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Data;

/// <summary>Serializes writes: any number of concurrent reads, one write transaction at a time.</summary>
internal sealed class SerializedDatabase(IDbContextFactory<SqliteDbContext> contexts, DatabaseState state, IOptions<DatabaseOptions> options, TimeProvider time) : IDisposable
{
    /// <summary>
    /// How long a change waits for those before it. With the 3 s that a command waits for other programs, a reader
    /// has an answer within 5 s, whatever happens.
    /// </summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>How long the outcome of a write answers whether the database takes writes.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);

    /// <summary>
    /// SQLite lets one write at a time, and a thread that waits for it is blocked. So those who wait do it here, without a
    /// thread, and a database that somebody locks never holds up more than one.
    /// </summary>
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>One probe answers everybody who asks meanwhile.</summary>
    private readonly SemaphoreSlim _probing = new(1);

    private Tried? _lastWrite;

    /// <summary>Asks the database.</summary>
    /// <exception cref="DatabaseUnavailableException">It gives no answer.</exception>
    public async Task<T> ReadAsync<T>(Func<SiteDbContext, Task<T>> read, CancellationToken cancellation)
    {
        state.ThrowUnlessOpen();
        try
        {
            await using var context = await contexts.CreateDbContextAsync(cancellation);
            return await read(context);
        }
        catch (Exception failure) when (Explain(failure) is { } unavailable)
        {
            throw unavailable;
        }
    }

    /// <summary>
    /// Changes the database. When this comes back the change is on the disk. It takes no cancellation: a reader whose
    /// telephone loses its network has sent the report all the same.
    /// </summary>
    /// <exception cref="DatabaseUnavailableException">Nothing was changed.</exception>
    public async Task<T> WriteAsync<T>(Func<SiteDbContext, Task<T>> write)
    {
        state.ThrowUnlessOpen();
        if (!await _turn.WaitAsync(Patience)) throw new DatabaseUnavailableException("Too many changes are waiting.");
        try
        {
            // Again, after the wait: SQLite would write to a file that was taken away or overwritten.
            state.ThrowUnlessOpen();
            await using var context = await contexts.CreateDbContextAsync();
            await context.Database.OpenConnectionAsync();
            // What the connection remembers of the file is read anew, so that damage is found before something is acknowledged.
            await context.Database.ExecuteSqlRawAsync("PRAGMA shrink_memory;");
            // Takes SQLite's lock for writing at once, so that what is read inside still holds when it is written.
            await using var transaction = await context.Database.BeginTransactionAsync();
            var result = await write(context);
            await context.SaveChangesAsync();
            await transaction.CommitAsync();
            // A file that was taken away meanwhile took the change with it.
            state.ThrowUnlessOpen();
            Remember(null);
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

    /// <summary>Makes sure that the database takes writes: by the last one, where that was a moment ago, or by trying one.</summary>
    /// <exception cref="DatabaseUnavailableException">It takes none.</exception>
    public async Task ProbeAsync()
    {
        state.ThrowUnlessOpen();
        await _probing.WaitAsync();
        try
        {
            if (_lastWrite is { } last && time.GetElapsedTime(last.At) < Fresh)
            {
                if (last.Unavailable is { } unavailable) throw unavailable;
                return;
            }

            // The number means nothing here, and writing it changes one page of the file.
            await WriteAsync(open => open.Database.ExecuteSqlRawAsync("PRAGMA user_version = 1;"));
        }
        finally
        {
            _probing.Release();
        }
    }

    /// <summary>
    /// Folds SQLite's log into its file, so that what was erased is gone from both. As far as it goes now: what somebody
    /// still reads, or another program writes, stays in the log until the next time.
    /// </summary>
    public async Task FoldLogAsync()
    {
        if (!state.IsOpen || !await _turn.WaitAsync(Patience)) return;
        try
        {
            if (state.FoldLog()) return;
            await using var context = await contexts.CreateDbContextAsync();
            await context.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE);");
        }
        catch (Exception failure) when (Explain(failure) is not null)
        {
            // Nothing is lost by it, and the next time does it all.
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

    /// <summary>What failed because the database can't be used, or null for a fault of the software.</summary>
    private DatabaseUnavailableException? Explain(Exception failure)
    {
        if (DatabaseUnavailableException.Explains(failure))
        {
            // A connection that was opened before would go on with what is wrong, also when it is mended.
            if (DatabaseUnavailableException.MeansTheFile(failure)) LetGo();
            // Opening it again takes a look at all of it first.
            if (DatabaseUnavailableException.MeansDamage(failure)) state.CannotOpen(DatabaseUnavailableException.Reason(failure));
            return failure as DatabaseUnavailableException ?? new DatabaseUnavailableException(failure);
        }

        try
        {
            // An empty file in the place of the database has no tables, which reads like a mistake in a query.
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

    /// <summary>Closes the connections that wait for their next use.</summary>
    private void LetGo()
    {
        using var connection = new SqliteConnection(options.Value.ConnectionString);
        SqliteConnection.ClearPool(connection);
    }

    private sealed record Tried(long At, DatabaseUnavailableException? Unavailable);
}
