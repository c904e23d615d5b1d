using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace BackSpasmSite.Storage;

/// <summary>The one door to the database: reading as one likes, writing one at a time and all or nothing.</summary>
internal sealed class Database(IDbContextFactory<SqliteDatabase> contexts, DatabaseState state) : IDisposable
{
    /// <summary>
    /// How long a change waits for those before it. With the 3 s that a command waits for other programs, a reader
    /// has an answer within 5 s, whatever happens.
    /// </summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>
    /// SQLite lets one write at a time, and a thread that waits for it is blocked. So those who wait do it here, without a
    /// thread, and a database that somebody locks never holds up more than one.
    /// </summary>
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Asks the database.</summary>
    /// <exception cref="DatabaseUnavailableException">It gives no answer.</exception>
    public async Task<T> ReadAsync<T>(Func<SiteDatabase, Task<T>> read, CancellationToken cancellation)
    {
        if (!state.IsOpen) throw new DatabaseUnavailableException(state.Trouble);
        try
        {
            await using var context = await contexts.CreateDbContextAsync(cancellation);
            return await read(context);
        }
        catch (Exception failure) when (IsUnavailable(failure))
        {
            throw new DatabaseUnavailableException(failure);
        }
    }

    /// <summary>
    /// Changes the database. When this comes back the change is on the disk. It takes no cancellation: a reader whose
    /// telephone loses its network has sent the report all the same.
    /// </summary>
    /// <exception cref="DatabaseUnavailableException">Nothing was changed.</exception>
    public async Task<T> WriteAsync<T>(Func<SiteDatabase, Task<T>> write)
    {
        if (!state.IsOpen) throw new DatabaseUnavailableException(state.Trouble);
        if (!await _turn.WaitAsync(Patience)) throw new DatabaseUnavailableException("Too many changes are waiting.");
        try
        {
            await using var context = await contexts.CreateDbContextAsync();
            // Takes SQLite's lock for writing at once, so that what is read inside still holds when it is written.
            await using var transaction = await context.Database.BeginTransactionAsync();
            var result = await write(context);
            await context.SaveChangesAsync();
            await transaction.CommitAsync();
            return result;
        }
        catch (Exception failure) when (IsUnavailable(failure))
        {
            throw new DatabaseUnavailableException(failure);
        }
        finally
        {
            _turn.Release();
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
            await using var context = await contexts.CreateDbContextAsync();
            await context.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE);");
        }
        catch (Exception failure) when (IsUnavailable(failure))
        {
            // Nothing is lost by it, and the next time does it all.
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private static bool IsUnavailable(Exception failure) =>
        failure is DbException or IOException or UnauthorizedAccessException or DbUpdateException { InnerException: DbException };
}
