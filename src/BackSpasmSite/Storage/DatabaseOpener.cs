using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Storage;

/// <summary>
/// Opens the database at start and brings it up to date. Where that fails the site starts all the same, articles can be
/// read, and it is tried again and again.
/// </summary>
internal sealed partial class DatabaseOpener(
    IDbContextFactory<SqliteDatabase> contexts,
    DatabaseState state,
    IOptions<DatabaseOptions> options,
    TimeProvider time,
    ILogger<DatabaseOpener> logger) : BackgroundService
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(2);

    /// <summary>How long readers of articles wait for the first try.</summary>
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(5);

    private readonly TaskCompletionSource _tried = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await base.StartAsync(cancellationToken);
        await Task.WhenAny(_tried.Task, Task.Delay(StartPatience, time, cancellationToken));
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        // With the last connection SQLite folds its log into the one file, which then can be copied as it is.
        using var connection = new SqliteConnection(options.Value.ConnectionString);
        SqliteConnection.ClearPool(connection);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                await OpenAsync(stoppingToken);
                LogOpened(options.Value.File);
                state.Opened();
                return;
            }
            catch (Exception failure) when (failure is DbException or IOException or UnauthorizedAccessException or InvalidOperationException)
            {
                var reason = DatabaseUnavailableException.Reason(failure);
                if (reason != state.Trouble) LogCannotOpen(options.Value.File, reason);
                state.CannotOpen(reason);
            }
            finally
            {
                _tried.TrySetResult();
            }

            await Task.Delay(BetweenTries, time, stoppingToken);
        }
    }

    /// <summary>Opens it once, or fails, for a command that may come before the site's first start.</summary>
    public async Task OpenAsync(CancellationToken cancellation)
    {
        CreateFolder(Path.GetDirectoryName(options.Value.File)!);
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        if (await IsBehindAsync(context, cancellation))
        {
            // Of two programs that start at once, one waits for its next try.
            using var mine = MigrationLock.Take(options.Value.File);
            if (await IsBehindAsync(context, cancellation)) await MigrateAsync(context, cancellation);
        }

        // Kept in the file, but not by a copy that was restored.
        await context.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL;", cancellation);
    }

    private static async Task<bool> IsBehindAsync(SqliteDatabase context, CancellationToken cancellation) =>
        (await context.Database.GetPendingMigrationsAsync(cancellation)).Any();

    private async Task MigrateAsync(SqliteDatabase context, CancellationToken cancellation)
    {
        LogMigrating(options.Value.File);
        // Entity Framework's own lock is a row. Of a program that was killed it stays, and the next one would wait for
        // ever; who holds our lock knows that nobody owns that row.
        if (File.Exists(options.Value.File))
            await context.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\";", cancellation);
        await context.Database.MigrateAsync(cancellation);
    }

    /// <summary>What readers write is nobody else's business on this machine.</summary>
    private static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [LoggerMessage(LogLevel.Information, "The database {File} is open")]
    private partial void LogOpened(string file);

    [LoggerMessage(LogLevel.Information, "The database {File} is being brought up to date")]
    private partial void LogMigrating(string file);

    [LoggerMessage(LogLevel.Error, "The database {File} cannot be used, so articles can be read but no report can be taken; trying again: {Reason}")]
    private partial void LogCannotOpen(string file, string reason);
}
