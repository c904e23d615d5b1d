using System.Data.Common;
using BackSpasmSite.Options;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Options;
using Npgsql;

namespace BackSpasmSite.Data.PostgreSql;

internal sealed partial class PostgreSqlProvider(Lazy<IDbContextFactory<PostgreSqlDbContext>> contexts, IOptions<DatabaseOptions> options, ILogger<PostgreSqlProvider> logger) : DatabaseProvider, IDisposable
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

    /// <summary>As long as the connection lives, no site migrates or writes.</summary>
    public static readonly string HoldOff = FormattableString.Invariant($"SELECT pg_advisory_lock({MigrationLock}), pg_advisory_lock({WriteLock})");

    /// <summary>The server tells of changes at once. This is for a notice that got lost, because the connection was.</summary>
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan BeforeListeningAgain = TimeSpan.FromMilliseconds(800);

    private NpgsqlConnection? _listening;

    /// <summary>The server hands the turn from one waiting connection to the next, sooner than this process could.</summary>
    public override int MostWriters => 8;

    /// <summary>For a command, which may take longer than a reader would wait.</summary>
    public static PostgreSqlDbContext Patient(DatabaseOptions options)
    {
        var server = new NpgsqlConnectionStringBuilder(options.ConnectionString) { Pooling = false, CommandTimeout = 0 };
        server.Options = $"{server.Options} -c statement_timeout=0";
        return new PostgreSqlDbContext(new DbContextOptionsBuilder<PostgreSqlDbContext>().UseNpgsql(server.ConnectionString).AddInterceptors(new PostgreSqlText()).Options);
    }

    public override PostgreSqlDbContext CreateContext() => contexts.Value.CreateDbContext();

    public override async Task<DbConnection?> ConnectAsync(CancellationToken cancellation)
    {
        var connection = new NpgsqlConnection(options.Value.ConnectionString);
        await connection.OpenAsync(cancellation);
        return connection;
    }

    /// <summary>Other replicas wait meanwhile. If this one is killed, the server releases the lock and undoes the migration.</summary>
    public override async Task OpenAsync(CancellationToken cancellation)
    {
        await using var context = CreateContext();
        if (!await IsOlderAsync(context, options.Value.Name, cancellation)) return;

        context.Database.SetCommandTimeout(MigrationSeconds);
        // A lock belongs to its connection, which has to stay the same one.
        await context.Database.OpenConnectionAsync(cancellation);
        await context.Database.ExecuteSqlRawAsync("SET statement_timeout = 0", cancellation);
        await context.Database.ExecuteSqlAsync($"SELECT pg_advisory_lock({MigrationLock})", cancellation);
        try
        {
            if (!await IsOlderAsync(context, options.Value.Name, cancellation)) return;
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
    /// It is released at the commit, which each later statement then sees. Without it, writing takes about two thirds of the time
    /// (tests/README.md), but two equal reports that arrive at once would both be kept.
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
        using var connection = new NpgsqlConnection(options.Value.ConnectionString);
        NpgsqlConnection.ClearPool(connection);
    }

    public override async Task WaitForHoldsAsync(TimeProvider time, CancellationToken cancellation)
    {
        try
        {
            if (_listening is not null)
            {
                await _listening.WaitAsync(LongestSilence, cancellation);
                return;
            }

            // A connection of its own, which a cleared pool does not close.
            var server = new NpgsqlConnectionStringBuilder(options.Value.ConnectionString) { Pooling = false, KeepAlive = 5 };
            _listening = new NpgsqlConnection(server.ConnectionString);
            await _listening.OpenAsync(cancellation);
            await using var listen = new NpgsqlCommand($"LISTEN {ServerFunctions.HoldsChanged}", _listening);
            await listen.ExecuteNonQueryAsync(cancellation);
            // Returns at once: something may have changed before.
        }
        catch (Exception lost) when (lost is NpgsqlException or IOException or InvalidOperationException)
        {
            Dispose();
            await Task.Delay(BeforeListeningAgain, time, cancellation);
        }
    }

    /// <summary>
    /// In an unlogged table, so that the key gets into neither the server's log nor its archives. A crash empties that table; the next replica
    /// that asks then proposes the same key again.
    /// </summary>
    public override async Task<byte[]> ShareKeyAsync(SiteDbContext context, DateOnly day, byte[] proposed)
    {
        var key = context.Database.SqlQuery<byte[]>($"SELECT key AS \"Value\" FROM client_keys WHERE day = {day}");
        if ((await key.ToListAsync()) is [var kept]) return kept;
        await context.Database.ExecuteSqlAsync($"INSERT INTO client_keys (day, key) VALUES ({day}, {proposed}) ON CONFLICT DO NOTHING");
        return (await key.ToListAsync()).Single();
    }

    public override Task<int> ForgetKeysAsync(SiteDbContext context, DateOnly before) => context.Database.ExecuteSqlAsync($"DELETE FROM client_keys WHERE day < {before}");

    public void Dispose()
    {
        _listening?.Dispose();
        _listening = null;
    }

    [LoggerMessage(LogLevel.Information, "Migrating the database {Database} to this version")]
    private partial void LogMigrating(string database);
}
