using System.Data.Common;
using BackSpasmSite.Options;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Data;

/// <summary>
/// Applies pending migrations at start. If opening fails, the site starts all the same, articles can be read, and opening is retried;
/// the same happens if the file is lost or replaced while the site runs.
/// </summary>
internal sealed partial class DatabaseOpener(
    IDbContextFactory<SqliteDbContext> contexts,
    SerializedDatabase serializedDatabase,
    DatabaseState state,
    IOptions<DatabaseOptions> options,
    TimeProvider time,
    ILogger<DatabaseOpener> logger) : BackgroundService
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(5);

    private readonly TaskCompletionSource _tried = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private OpenFiles? _files;

    /// <summary>The last failure logged, so that it is logged once and not at every attempt.</summary>
    private string? _said;

    private string? _notRescued;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    private string File => options.Value.File;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await base.StartAsync(cancellationToken);
        await Task.WhenAny(_tried.Task, Task.Delay(StartPatience, time, cancellationToken));
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        // When the last connection closes, SQLite merges its write-ahead log into the one file, which can then simply be copied.
        Close();
    }

    public override void Dispose()
    {
        Close();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is DatabaseUnavailableException or DbException or IOException or UnauthorizedAccessException or InvalidOperationException)
            {
                SayCannotOpen(DatabaseUnavailableException.Reason(failure));
                // An open connection would keep using the old file even after somebody has put a good one in its place.
                Close();
            }
            finally
            {
                _tried.TrySetResult();
            }

            await WaitAsync(stoppingToken);
        }
    }

    private async Task LookAsync(CancellationToken stopping)
    {
        // Opens nothing while another program is still writing to the file.
        if (WhatIsWrong(_files) is { } wrong && !Rescue(wrong)) return;
        if (!state.IsOpen) await OpenAndHoldAsync(stopping);
        else if (!state.TakesWrites) await OpenAnewAsync(stopping);
    }

    /// <summary>Looking inside reads the whole file, so that is done only after a request has run into trouble.</summary>
    private string? WhatIsWrong(OpenFiles? files) => state.IsOpen ? files?.WhatIsWrong() : files?.WhatIsWrongInside();

    /// <summary>Ends early when a request runs into trouble.</summary>
    private async Task WaitAsync(CancellationToken stopping)
    {
        var look = Task.Delay(BetweenLooks, time, stopping);
        if (state.IsOpen && state.TakesWrites) await Task.WhenAny(look, state.WhenTroubledAsync(stopping));
        else await look;
        stopping.ThrowIfCancellationRequested();
    }

    private void SayCannotOpen(string reason)
    {
        if (reason != _said) LogCannotOpen(File, reason);
        _said = reason;
        state.CannotOpen(reason);
    }

    private async Task OpenAndHoldAsync(CancellationToken stopping)
    {
        Close();
        await OpenAsync(stopping);
        _files = new OpenFiles(options.Value.ConnectionString);
        // Nothing may be acknowledged into a file that can't be read back.
        if (_files.Damage() is { } damage) throw new DatabaseUnavailableException($"It is damaged ({damage}). Stop the site and restore a backup.");
        state.Opened(_files);
        LogOpened(File);
        _said = null;
        await TryWriteAsync();
    }

    /// <summary>For a write that failed because of the file: connections from before the repair can't write to it.</summary>
    private async Task OpenAnewAsync(CancellationToken stopping)
    {
        Close();
        await OpenAsync(stopping);
        state.Opened(_files = new OpenFiles(options.Value.ConnectionString));
        if (await TryWriteAsync()) LogTakesWrites(File);
    }

    /// <summary>Opening needs only reads; only a write can tell whether the database takes writes too.</summary>
    private async Task<bool> TryWriteAsync()
    {
        try
        {
            await serializedDatabase.WriteAsync(open => open.Database.ExecuteSqlRawAsync("PRAGMA user_version = 1;"));
            return true;
        }
        catch (DatabaseUnavailableException unavailable)
        {
            if (unavailable.Message != _said) LogTakesNoWrites(File, unavailable.Message);
            _said = unavailable.Message;
            return false;
        }
    }

    /// <summary>Saves what was acknowledged before a file was removed; open connections can still read it.</summary>
    /// <returns>False if it must be tried again before anything is opened.</returns>
    private bool Rescue(string wrong)
    {
        SayCannotOpen(wrong);
        try
        {
            if (_files!.Rescue(Now) is not { } rescued) return false;
            Say(rescued);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            SayNotRescued(failure);
            return false;
        }
        catch (DbException failure)
        {
            SayNotRescued(failure);
        }

        Close();
        return true;
    }

    private void Say(Rescued rescued)
    {
        if (rescued is Rescued.PutBack) LogPutBack(File);
        if (rescued is Rescued.Replaced replaced) LogRescued(File, replaced.Copy);
        if (rescued is Rescued.Overwritten overwritten) LogOverwritten(File, overwritten.Copy, overwritten.Log ?? "was empty");
    }

    private void SayNotRescued(Exception failure)
    {
        var reason = DatabaseUnavailableException.Reason(failure);
        if (reason != _notRescued) LogNotRescued(File, reason);
        _notRescued = reason;
    }

    private void Close()
    {
        // A host that is disposed while it stops calls this twice at the same time.
        using var files = Interlocked.Exchange(ref _files, null);
        try
        {
            if (WhatIsWrong(files) is not null && files!.RescueOverwritten(Now) is { } rescued) Say(rescued);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            SayNotRescued(failure);
        }

        // Ours is the last connection: when it is disposed, SQLite merges its log into the file.
        using var connection = new SqliteConnection(options.Value.ConnectionString);
        SqliteConnection.ClearPool(connection);
    }

    /// <summary>Does not retry. Also for a command that may run before the site's first start.</summary>
    public async Task OpenAsync(CancellationToken cancellation)
    {
        if (!System.IO.File.Exists(File))
        {
            PrivateFiles.CreateFolder(Path.GetDirectoryName(File)!);
            PrivateFiles.Create(File);
        }

        await using var context = await contexts.CreateDbContextAsync(cancellation);
        // Stored in the file, but missing in a new one or a restored copy.
        await context.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL;", cancellation);
        if (await IsBehindAsync(context, cancellation))
        {
            // If two processes start at once, one of them fails here and tries again later.
            using var mine = MigrationLock.Take(File);
            if (await IsBehindAsync(context, cancellation)) await MigrateAsync(context, cancellation);
        }
    }

    private static async Task<bool> IsBehindAsync(SqliteDbContext context, CancellationToken cancellation) =>
        (await context.Database.GetPendingMigrationsAsync(cancellation)).Any();

    private async Task MigrateAsync(SqliteDbContext context, CancellationToken cancellation)
    {
        LogMigrating(File);
        // EF Core's own lock is a row that stays behind when a process is killed, and the next process would wait for it forever.
        // While we hold our lock, nobody owns that row.
        await context.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\";", cancellation);
        await context.Database.MigrateAsync(cancellation);
    }

    [LoggerMessage(LogLevel.Information, "The database {File} is open")]
    private partial void LogOpened(string file);

    [LoggerMessage(LogLevel.Information, "Migrating the database {File} to this version")]
    private partial void LogMigrating(string file);

    [LoggerMessage(LogLevel.Error, "The database {File} cannot be used: articles can be read, but reports cannot be accepted. Trying again: {Reason}")]
    private partial void LogCannotOpen(string file, string reason);

    [LoggerMessage(LogLevel.Error, "The database {File} can be read but not written, so reports cannot be accepted. Trying again: {Reason}")]
    private partial void LogTakesNoWrites(string file, string reason);

    [LoggerMessage(LogLevel.Information, "The database {File} accepts reports again")]
    private partial void LogTakesWrites(string file);

    [LoggerMessage(LogLevel.Error, "The database {File} was removed while the site was running. Its content was saved and put back in place. To use another database, stop the site first")]
    private partial void LogPutBack(string file);

    [LoggerMessage(LogLevel.Error, "The database {File} was replaced while the site was running. The old one was saved as {Copy}, and the new one is used. To replace the database, stop the site first")]
    private partial void LogRescued(string file, string copy);

    [LoggerMessage(LogLevel.Error, "The database {File} was overwritten while the site was running, and the new content is used. A copy of it is {Copy}. The last changes to the old database are in its SQLite log: {Log}. To replace the database, stop the site first")]
    private partial void LogOverwritten(string file, string copy, string log);

    [LoggerMessage(LogLevel.Error, "The content of the database {File}, which was removed, could not be saved: {Reason}")]
    private partial void LogNotRescued(string file, string reason);
}

/// <summary>Held by the one process that migrates a database. The operating system releases it when the process dies.</summary>
internal static class MigrationLock
{
    /// <exception cref="IOException">Another process holds it.</exception>
    public static FileStream Take(string database) =>
        // Never deleted: a process that had just opened it would hold a lock on a file that nobody else can find.
        new($"{database}.migrating", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
}
