using System.Data.Common;
using BackSpasmSite.Options;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SQLitePCL;

namespace BackSpasmSite.Data;

/// <summary>The database for a command beside the site: read, and neither made, changed nor brought up to date.</summary>
internal static class ExistingDatabase
{
    /// <summary>Everything that <paramref name="read"/> asks is answered from one moment, whatever the site writes meanwhile.</summary>
    /// <exception cref="DatabaseUnavailableException">There is none, or it can't be read, or it is not of this program's version.</exception>
    public static Task<T> ReadAsync<T>(DatabaseOptions options, Func<SiteDbContext, Task<T>> read, CancellationToken cancellation) =>
        OpenAsync(options, async context =>
        {
            await context.Database.ExecuteSqlRawAsync("PRAGMA query_only = ON;", cancellation);
            // Deferred: it only reads, and must not take the lock that the site writes under. Its moment is that of the
            // first question, which is about the version.
            await using var moment = ((SqliteConnection)context.Database.GetDbConnection()).BeginTransaction(deferred: true);
            await context.Database.UseTransactionAsync(moment, cancellation);
            await ThrowOnOtherVersionAsync(context, options.File, cancellation);
            return await read(context);
        }, cancellation);

    /// <summary>For what can't be done inside a transaction.</summary>
    /// <exception cref="DatabaseUnavailableException">There is none, or it can't be read, or it is not of this program's version.</exception>
    public static Task UseAsync(DatabaseOptions options, Action<SiteDbContext> use, CancellationToken cancellation) =>
        OpenAsync(options, async context =>
        {
            await ThrowOnOtherVersionAsync(context, options.File, cancellation);
            use(context);
            return true;
        }, cancellation);

    private static async Task<T> OpenAsync<T>(DatabaseOptions options, Func<SqliteDbContext, Task<T>> use, CancellationToken cancellation)
    {
        ThrowOnNone(options.File);
        try
        {
            await using var context = Context(options.ConnectionString);
            await context.Database.OpenConnectionAsync(cancellation);
            return await use(context);
        }
        catch (DbException failure)
        {
            throw new DatabaseUnavailableException($"The database {options.File} cannot be read: {DatabaseUnavailableException.Reason(failure)} {Advice(failure)}");
        }
    }

    private static SqliteDbContext Context(string connection)
    {
        // Not for reading only: the last one who leaves folds SQLite's log into the file, which such a connection can't,
        // and it would leave files behind beside the database of a site that is stopped.
        var existing = new SqliteConnectionStringBuilder(connection) { Mode = SqliteOpenMode.ReadWrite, Pooling = false };
        return new SqliteDbContext(new DbContextOptionsBuilder<SqliteDbContext>()
            .UseSqlite(existing.ConnectionString)
            .AddInterceptors(new SqliteConnectionSettings())
            .Options);
    }

    /// <exception cref="DatabaseUnavailableException">There is none.</exception>
    public static void ThrowOnNone(string file)
    {
        if (!File.Exists(file))
            throw new DatabaseUnavailableException($"There is no database {file}. Say where it is with --Site:DataPath=FOLDER; a new site makes it when it is started once.");
    }

    /// <exception cref="DatabaseUnavailableException">It is not of this program's version.</exception>
    public static async Task ThrowOnOtherVersionAsync(SqliteDbContext context, string file, CancellationToken cancellation)
    {
        var known = context.Database.GetMigrations().ToList();
        var applied = (await context.Database.GetAppliedMigrationsAsync(cancellation)).ToList();
        if (known.Except(applied).Any())
            throw new DatabaseUnavailableException($"The database {file} is older than this program. Start the site once, which brings it up to date.");
        if (applied.Except(known).Any())
            throw new DatabaseUnavailableException($"The database {file} is newer than this program. Give the command to the program that serves the site.");
    }

    private static string Advice(DbException failure) => (failure as SqliteException)?.SqliteErrorCode switch
    {
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => "Another program holds it; try again.",
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => "It is damaged, or no database; restore a backup.",
        raw.SQLITE_CANTOPEN or raw.SQLITE_READONLY or raw.SQLITE_PERM => "Give the command as the user who runs the site.",
        _ => "Try again; the log of the site may say more.",
    };
}
