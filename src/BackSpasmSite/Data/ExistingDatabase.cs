using System.Data;
using System.Data.Common;
using BackSpasmSite.Data.PostgreSql;
using BackSpasmSite.Options;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SQLitePCL;

namespace BackSpasmSite.Data;

/// <summary>For commands that run beside the site: the database is neither created nor migrated.</summary>
internal static class ExistingDatabase
{
    /// <summary>Runs all queries of <paramref name="read"/> on one snapshot, whatever the site writes in the meantime.</summary>
    /// <exception cref="DatabaseUnavailableException">It is missing, can't be read, or has another version than this program.</exception>
    public static Task<T> ReadAsync<T>(DatabaseOptions options, Func<SiteDbContext, Task<T>> read, CancellationToken cancellation) =>
        OpenAsync(options, async context =>
        {
            // Deferred, so as not to take the write lock from the site. The snapshot begins with the first query, the one for the version.
            await using var moment = context.Database.GetDbConnection() is SqliteConnection sqlite
                ? sqlite.BeginTransaction(deferred: true)
                : await context.Database.GetDbConnection().BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
            await context.Database.UseTransactionAsync(moment, cancellation);
            await context.Database.ExecuteSqlRawAsync(context is SqliteDbContext ? "PRAGMA query_only = ON;" : "SET TRANSACTION READ ONLY;", cancellation);
            await ThrowOnOtherVersionAsync(context, options.Name, cancellation);
            return await read(context);
        }, cancellation);

    /// <summary>For what can't be done inside a transaction.</summary>
    /// <exception cref="DatabaseUnavailableException">It is missing, can't be read, or has another version than this program.</exception>
    public static Task UseAsync(DatabaseOptions options, Action<SiteDbContext> use, CancellationToken cancellation) =>
        OpenAsync(options, async context =>
        {
            await ThrowOnOtherVersionAsync(context, options.Name, cancellation);
            use(context);
            return true;
        }, cancellation);

    private static async Task<T> OpenAsync<T>(DatabaseOptions options, Func<SiteDbContext, Task<T>> use, CancellationToken cancellation)
    {
        ThrowOnNone(options);
        try
        {
            await using var context = Context(options);
            await context.Database.OpenConnectionAsync(cancellation);
            return await use(context);
        }
        // The other three are explained already, and what is read here may be written to a database of the other kind, which fails for reasons of its own.
        catch (Exception failure) when (failure is not (DatabaseUnavailableException or IOException or InvalidDataException) && DatabaseUnavailableException.IsOfServer(failure) == options.IsPostgreSql
            && (failure is DbException || DatabaseUnavailableException.Explains(failure)))
        {
            throw new DatabaseUnavailableException($"The database {options.Name} cannot be read: {DatabaseUnavailableException.Reason(failure).TrimEnd('.')}. {Advice(failure, options)}");
        }
    }

    private static SiteDbContext Context(DatabaseOptions options)
    {
        if (options.IsPostgreSql) return PostgreSqlProvider.Patient(options);
        // Not read-only: the last connection to close merges SQLite's log into the file. A read-only one can't, and would leave files
        // behind beside the database of a stopped site.
        var existing = new SqliteConnectionStringBuilder(options.ConnectionString) { Mode = SqliteOpenMode.ReadWrite, Pooling = false };
        return new SqliteDbContext(new DbContextOptionsBuilder<SqliteDbContext>().UseSqlite(existing.ConnectionString).AddInterceptors(new SqliteConnectionSettings()).Options);
    }

    /// <exception cref="DatabaseUnavailableException">It is a file that is missing.</exception>
    public static void ThrowOnNone(DatabaseOptions options)
    {
        if (!options.IsPostgreSql && !File.Exists(options.File))
            throw new DatabaseUnavailableException($"There is no database {options.File}. Say where it is with --Site:DataPath=FOLDER. A new site creates it at its first start.");
    }

    /// <exception cref="DatabaseUnavailableException">It has another version than this program.</exception>
    public static async Task ThrowOnOtherVersionAsync(SiteDbContext context, string name, CancellationToken cancellation)
    {
        if (await DatabaseProvider.IsOlderAsync(context, name, cancellation))
            throw new DatabaseUnavailableException($"The database {name} is older than this program. Start the site once to update it.");
    }

    private static string Advice(Exception failure, DatabaseOptions options) => options.IsPostgreSql
        ? "Check that the server runs, and the connection string in ConnectionStrings:Database."
        : (failure as SqliteException)?.SqliteErrorCode switch
        {
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => "Another program has locked it; try again.",
            raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => "It is damaged, or not a database; restore a backup.",
            raw.SQLITE_CANTOPEN or raw.SQLITE_READONLY or raw.SQLITE_PERM => "Run the command with the account that the site runs under.",
            _ => "Try again; the log of the site may say more.",
        };
}
