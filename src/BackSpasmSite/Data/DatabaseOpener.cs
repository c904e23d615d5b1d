using System.Data.Common;
using BackSpasmSite.Options;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Data;

/// <summary>
/// Opens the database at start and brings it up to date. Where that fails the site starts all the same, articles can be
/// read, and it is tried again and again. It does the same when something becomes of the file while the site runs.
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

    /// <summary>How long readers of articles wait for the first try.</summary>
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(5);

    private readonly TaskCompletionSource _tried = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private OpenFiles? _files;

    /// <summary>The last failure that was logged: said once and not each time, for as long as it lasts.</summary>
    private string? _said;

    /// <summary>The same for what could not be saved.</summary>
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
        // With the last connection SQLite folds its log into the one file, which then can be copied as it is.
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
                // A connection that is kept would go on with a file that somebody has replaced by a better one meanwhile.
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
        // While somebody still writes to the file, nothing is opened.
        if (WhatIsWrong(_files) is { } wrong && !Rescue(wrong)) return;
        if (!state.IsOpen) await OpenAndHoldAsync(stopping);
        else if (!state.TakesWrites) await OpenAnewAsync(stopping);
    }

    /// <summary>A look inside reads all of the file, so it is taken only after a request has run into trouble.</summary>
    private string? WhatIsWrong(OpenFiles? files) => state.IsOpen ? files?.WhatIsWrong() : files?.WhatIsWrongInside();

    /// <summary>Until the next look, or until a request runs into trouble before that.</summary>
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
        // Nothing is acknowledged into a file that can't be read back.
        if (_files.Damage() is { } damage) throw new DatabaseUnavailableException($"It is damaged ({damage}). Stop the site and restore a backup.");
        state.Opened(_files);
        LogOpened(File);
        _said = null;
        await TryWriteAsync();
    }

    /// <summary>After a write that failed because of the file: whoever opened it before it was mended can't write to it.</summary>
    private async Task OpenAnewAsync(CancellationToken stopping)
    {
        Close();
        await OpenAsync(stopping);
        state.Opened(_files = new OpenFiles(options.Value.ConnectionString));
        if (await TryWriteAsync()) LogTakesWrites(File);
    }

    /// <summary>Being open for reading is enough for receipts; whether it takes writes too, only a write can tell.</summary>
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

    /// <summary>What was acknowledged before a file was taken away is still in the hands of those who had it open.</summary>
    /// <returns>False when it has to be tried again before anything is opened.</returns>
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
        // A host that is disposed of while it stops closes twice at once.
        using var files = Interlocked.Exchange(ref _files, null);
        try
        {
            if (WhatIsWrong(files) is not null && files!.RescueOverwritten(Now) is { } rescued) Say(rescued);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            SayNotRescued(failure);
        }

        // Ours is the last connection: when it is disposed of, SQLite folds its log into the file.
        using var connection = new SqliteConnection(options.Value.ConnectionString);
        SqliteConnection.ClearPool(connection);
    }

    /// <summary>Opens it once, or fails, for a command that may come before the site's first start.</summary>
    public async Task OpenAsync(CancellationToken cancellation)
    {
        if (!System.IO.File.Exists(File))
        {
            PrivateFiles.CreateFolder(Path.GetDirectoryName(File)!);
            PrivateFiles.Create(File);
        }

        await using var context = await contexts.CreateDbContextAsync(cancellation);
        // Kept in the file; but a new one, or a copy that was restored, is without.
        await context.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL;", cancellation);
        if (await IsBehindAsync(context, cancellation))
        {
            // Of two programs that start at once, one waits for its next try.
            using var mine = MigrationLock.Take(File);
            if (await IsBehindAsync(context, cancellation)) await MigrateAsync(context, cancellation);
        }
    }

    private static async Task<bool> IsBehindAsync(SqliteDbContext context, CancellationToken cancellation) =>
        (await context.Database.GetPendingMigrationsAsync(cancellation)).Any();

    private async Task MigrateAsync(SqliteDbContext context, CancellationToken cancellation)
    {
        LogMigrating(File);
        // Entity Framework's own lock is a row. Of a program that was killed it stays, and the next one would wait for
        // ever; who holds our lock knows that nobody owns that row.
        await context.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\";", cancellation);
        await context.Database.MigrateAsync(cancellation);
    }

    [LoggerMessage(LogLevel.Information, "The database {File} is open")]
    private partial void LogOpened(string file);

    [LoggerMessage(LogLevel.Information, "The database {File} is being brought up to date")]
    private partial void LogMigrating(string file);

    [LoggerMessage(LogLevel.Error, "The database {File} cannot be used, so articles can be read but no report can be taken; trying again: {Reason}")]
    private partial void LogCannotOpen(string file, string reason);

    [LoggerMessage(LogLevel.Error, "The database {File} can be read and not written, so no report can be taken; trying again: {Reason}")]
    private partial void LogTakesNoWrites(string file, string reason);

    [LoggerMessage(LogLevel.Information, "The database {File} takes reports again")]
    private partial void LogTakesWrites(string file);

    [LoggerMessage(LogLevel.Error, "The database {File} was taken away while the site was running. What it held is saved and put back in its place. To put in another one, stop the site first")]
    private partial void LogPutBack(string file);

    [LoggerMessage(LogLevel.Error, "The database {File} was replaced while the site was running. What the old one held is saved as {Copy}, and the new one is used. To put in another one, stop the site first")]
    private partial void LogRescued(string file, string copy);

    [LoggerMessage(LogLevel.Error, "The database {File} was overwritten while the site was running, and the new content is used. It is also copied as {Copy}. What was written last into the old one is in SQLite's log of it: {Log}. To put in another database, stop the site first")]
    private partial void LogOverwritten(string file, string copy, string log);

    [LoggerMessage(LogLevel.Error, "What the database {File} held when it was taken away could not be saved: {Reason}")]
    private partial void LogNotRescued(string file, string reason);
}

/// <summary>Held by the one program that changes the shape of a database. The system lets go of it when the program dies.</summary>
internal static class MigrationLock
{
    /// <exception cref="IOException">Another program holds it.</exception>
    public static FileStream Take(string database) =>
        // Never deleted: who opened it just before would hold a lock on a file that nobody else finds.
        new($"{database}.migrating", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
}
