using Microsoft.EntityFrameworkCore.Storage;

namespace BackSpasmSite.Data;

/// <summary>What SQLite and PostgreSQL do differently.</summary>
internal abstract class DatabaseProvider
{
    /// <summary>How many of this process's writes may be under way; more wait in memory, without a connection.</summary>
    public abstract int MostWriters { get; }

    public abstract SiteDbContext CreateContext();

    /// <summary>Creates what is missing and applies pending migrations, in one process at a time.</summary>
    public abstract Task OpenAsync(CancellationToken cancellation);

    /// <summary>Begins a transaction that is alone in writing, in every process: what is read inside still holds at the commit.</summary>
    public abstract Task<IDbContextTransaction> BeginWriteAsync(SiteDbContext context);

    /// <summary>The smallest write there is, to find out whether writing works.</summary>
    public abstract Task<int> ProbeAsync(SiteDbContext context);

    /// <summary>Removes erased data from the files too, as far as that can be asked for.</summary>
    public abstract Task FoldLogAsync(SiteDbContext context);

    /// <summary>Closes the pooled connections.</summary>
    public abstract void LetGo();
}
