using BackSpasmSite.Options;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Options;
using Npgsql;

namespace BackSpasmSite.Data.PostgreSql;

internal sealed partial class PostgreSqlProvider(IDbContextFactory<PostgreSqlDbContext> contexts, IOptions<DatabaseOptions> options, ILogger<PostgreSqlProvider> logger) : DatabaseProvider
{
    /// <summary>Advisory locks are numbers that programs agree on, for each database. These are ours.</summary>
    private const long WriteLock = 50_800_001, MigrationLock = 50_800_002;

    private const int MigrationSeconds = 600;

    /// <summary>
    /// Waits no longer than a reader would. A replica that hangs, or whose machine is gone, must not keep the turn, so the server then ends
    /// its transaction.
    /// </summary>
    private static readonly string TakeTurn =
        FormattableString.Invariant($"SET LOCAL lock_timeout = 1000; SET LOCAL idle_in_transaction_session_timeout = 5000; SELECT pg_advisory_xact_lock({WriteLock})");

    /// <summary>The server hands the turn from one waiting connection to the next, sooner than this process could.</summary>
    public override int MostWriters => 8;

    public override PostgreSqlDbContext CreateContext() => contexts.CreateDbContext();

    /// <summary>Other replicas wait meanwhile. If this one is killed, the server releases the lock and undoes the migration.</summary>
    public override async Task OpenAsync(CancellationToken cancellation)
    {
        await using var context = CreateContext();
        if (!await IsBehindAsync(context, cancellation)) return;

        context.Database.SetCommandTimeout(MigrationSeconds);
        // A lock belongs to its connection, which has to stay the same one.
        await context.Database.OpenConnectionAsync(cancellation);
        await context.Database.ExecuteSqlAsync($"SELECT pg_advisory_lock({MigrationLock})", cancellation);
        try
        {
            if (!await IsBehindAsync(context, cancellation)) return;
            LogMigrating(options.Value.Name);
            await context.Database.MigrateAsync(cancellation);
        }
        finally
        {
            await context.Database.ExecuteSqlAsync($"SELECT pg_advisory_unlock({MigrationLock})", CancellationToken.None);
        }
    }

    /// <summary>
    /// One lock for all writers, like SQLite's, because most writes change the same row: that of the hour in which they are counted.
    /// It is released at the commit, which each later statement then sees.
    /// </summary>
    public override async Task<IDbContextTransaction> BeginWriteAsync(SiteDbContext context)
    {
        var transaction = await context.Database.BeginTransactionAsync();
        await context.Database.ExecuteSqlRawAsync(TakeTurn);
        return transaction;
    }

    /// <summary>Taking a transaction id makes the server write its log and wait for the disk.</summary>
    public override Task<int> ProbeAsync(SiteDbContext context) => context.Database.ExecuteSqlRawAsync("SELECT pg_current_xact_id()");

    /// <summary>Nothing to do: the server's autovacuum removes erased rows. Its log and its backups are the administrator's.</summary>
    public override Task FoldLogAsync(SiteDbContext context) => Task.CompletedTask;

    public override void LetGo()
    {
        using var context = CreateContext();
        NpgsqlConnection.ClearPool((NpgsqlConnection)context.Database.GetDbConnection());
    }

    private static async Task<bool> IsBehindAsync(PostgreSqlDbContext context, CancellationToken cancellation) =>
        (await context.Database.GetPendingMigrationsAsync(cancellation)).Any();

    [LoggerMessage(LogLevel.Information, "Migrating the database {Database} to this version")]
    private partial void LogMigrating(string database);
}
