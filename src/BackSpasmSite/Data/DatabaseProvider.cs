using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace BackSpasmSite.Data;

/// <summary>What SQLite and PostgreSQL do differently.</summary>
internal abstract class DatabaseProvider
{
    /// <summary>How many of this process's writes may be under way; more wait in memory, without a connection.</summary>
    public abstract int MostWriters { get; }

    public abstract SiteDbContext CreateContext();

    /// <summary>A connection that only reads, for <see cref="FirstLook"/>; null if there is no database yet.</summary>
    public abstract Task<DbConnection?> ConnectAsync(CancellationToken cancellation);

    /// <summary>Creates what is missing and applies pending migrations, in one process at a time.</summary>
    public abstract Task OpenAsync(CancellationToken cancellation);

    /// <summary>Begins a transaction that is alone in writing, in every process: what is read inside still holds at the commit.</summary>
    public abstract Task<IDbContextTransaction> BeginWriteAsync(SiteDbContext context);

    /// <summary>The smallest write there is, to find out whether writing works.</summary>
    public abstract Task<int> ProbeAsync(SiteDbContext context);

    /// <summary>How many rows the context's connection has changed so far. Null where even a change that finds no rows fails if the database takes no writes.</summary>
    public virtual long? Changes(SiteDbContext context) => null;

    /// <summary>Removes erased data from the files too, as far as that can be asked for.</summary>
    public abstract Task FoldLogAsync(SiteDbContext context);

    /// <summary>Equal to an earlier value if nobody has written to the database since; null if only a query can tell.</summary>
    public virtual object? Written => null;

    /// <summary>Returns when another process has changed a hold, at the latest; or earlier, to look.</summary>
    public abstract Task WaitForHoldsAsync(TimeProvider time, CancellationToken cancellation);

    /// <summary>The key of a day that all replicas share: the first one to ask proposes it.</summary>
    public virtual Task<byte[]> ShareKeyAsync(SiteDbContext context, DateOnly day, byte[] proposed) => Task.FromResult(proposed);

    public virtual Task<int> ForgetKeysAsync(SiteDbContext context, DateOnly before) => Task.FromResult(0);

    /// <param name="name">The database's, for the message.</param>
    /// <returns>Whether migrations are pending.</returns>
    /// <exception cref="DatabaseUnavailableException">A newer program has changed the database.</exception>
    public static async Task<bool> IsOlderAsync(SiteDbContext context, string name, CancellationToken cancellation)
    {
        var known = context.Database.GetMigrations().ToList();
        var applied = (await context.Database.GetAppliedMigrationsAsync(cancellation)).ToList();
        if (applied.Except(known).Any())
            throw new DatabaseUnavailableException($"The database {name} is newer than this program. Use the newer program, or restore the backup from before the upgrade.");
        return known.Except(applied).Any();
    }

    /// <summary>Closes the pooled connections.</summary>
    public abstract void LetGo();
}
