using System.Data.Common;
using BackSpasmSite.Options;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Options;
using SQLitePCL;

namespace BackSpasmSite.Data;

internal sealed partial class SqliteProvider(Lazy<IDbContextFactory<SqliteDbContext>> contexts, IOptions<DatabaseOptions> options, ILogger<SqliteProvider> logger) : DatabaseProvider
{
    /// <summary>How often to look for what another process on this machine has written.</summary>
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(800);

    /// <summary>After so many, the holds are read although nothing seems to have been written: file times are coarse on some systems.</summary>
    private const int MostQuietLooks = 20;

    private object? _seen;

    /// <summary>SQLite allows one, and waiting for it blocks a thread: a locked database never blocks more than one.</summary>
    public override int MostWriters => 1;

    private string File => options.Value.File;

    public override SqliteDbContext CreateContext() => contexts.Value.CreateDbContext();

    /// <summary>Leaves the files as they are: neither a new file nor a merged log.</summary>
    public override async Task<DbConnection?> ConnectAsync(CancellationToken cancellation)
    {
        if (!System.IO.File.Exists(File)) return null;
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder(options.Value.ConnectionString) { Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancellation);
        return connection;
    }

    public override async Task OpenAsync(CancellationToken cancellation)
    {
        if (!System.IO.File.Exists(File))
        {
            PrivateFiles.CreateFolder(Path.GetDirectoryName(File)!);
            PrivateFiles.Create(File);
        }

        await using var context = CreateContext();
        // Stored in the file, but missing in a new one or a restored copy.
        await context.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL;", cancellation);
        if (await IsOlderAsync(context, File, cancellation))
        {
            // If two processes start at once, one of them fails here and tries again later.
            using var mine = MigrationLock.Take(File);
            if (await IsOlderAsync(context, File, cancellation)) await MigrateAsync(context, cancellation);
        }
    }

    public override async Task<IDbContextTransaction> BeginWriteAsync(SiteDbContext context)
    {
        await context.Database.OpenConnectionAsync();
        // Drops the connection's page cache, so that damage is found before anything is acknowledged.
        await context.Database.ExecuteSqlRawAsync("PRAGMA shrink_memory;");
        // Takes SQLite's write lock immediately.
        return await context.Database.BeginTransactionAsync();
    }

    /// <summary>The number has no meaning here; writing it changes one page of the file.</summary>
    public override Task<int> ProbeAsync(SiteDbContext context) => context.Database.ExecuteSqlRawAsync("PRAGMA user_version = 1;");

    public override long? Changes(SiteDbContext context) => raw.sqlite3_total_changes(((SqliteConnection)context.Database.GetDbConnection()).Handle);

    public override Task FoldLogAsync(SiteDbContext context) => context.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE);");

    /// <summary>Whatever anybody writes changes a file's time, which costs far less to read than a table.</summary>
    public override object Written
    {
        get
        {
            var (file, log) = (new FileInfo(File), new FileInfo($"{File}-wal"));
            return (file.LastWriteTimeUtc, file.Exists ? file.Length : 0, log.LastWriteTimeUtc, log.Exists ? log.Length : 0);
        }
    }

    public override async Task WaitForHoldsAsync(TimeProvider time, CancellationToken cancellation)
    {
        for (var quiet = 0; quiet < MostQuietLooks; quiet++)
        {
            await Task.Delay(BetweenLooks, time, cancellation);
            var now = Written;
            if (now.Equals(_seen)) continue;
            _seen = now;
            return;
        }
    }

    /// <summary>When the last connection closes, SQLite merges its log into the one file.</summary>
    public override void LetGo()
    {
        using var connection = new SqliteConnection(options.Value.ConnectionString);
        SqliteConnection.ClearPool(connection);
    }

    private async Task MigrateAsync(SqliteDbContext context, CancellationToken cancellation)
    {
        LogMigrating(File);
        // EF Core's own lock is a row that stays behind when a process is killed, and the next process would wait for it forever.
        // While we hold our lock, nobody owns that row.
        await context.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\";", cancellation);
        await context.Database.MigrateAsync(cancellation);
    }

    [LoggerMessage(LogLevel.Information, "Migrating the database {File} to this version")]
    private partial void LogMigrating(string file);
}

/// <summary>Held by the one process that migrates a database. The operating system releases it when the process dies.</summary>
internal static class MigrationLock
{
    /// <exception cref="IOException">Another process holds it.</exception>
    public static FileStream Take(string database) =>
        // Never deleted: a process that had just opened it would hold a lock on a file that nobody else can find.
        new($"{database}.migrating", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
}

internal sealed class SqliteConnectionSettings : DbConnectionInterceptor
{
    // FULL: a commit is on the disk before it is acknowledged, even if the power fails (NORMAL does not guarantee that in WAL mode).
    // Secure delete: what a reader deletes is overwritten, not just unlinked. The busy timeout is short, because the provider retries a
    // busy command until its own timeout.
    private const string Pragmas = "PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA busy_timeout = 500;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Set(connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        // SQLite's asynchronous methods run synchronously anyway.
        Set(connection);
        return Task.CompletedTask;
    }

    private static void Set(DbConnection connection)
    {
        SearchFunction.AddTo((SqliteConnection)connection);
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }
}
