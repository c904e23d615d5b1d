using System.Data.Common;
using BackSpasmSite.Content;
using BackSpasmSite.Hosting;
using BackSpasmSite.Options;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Data;

/// <summary>
/// Opens the database, and applies pending migrations, once the site has started: articles can be read without it, and the first page
/// would have to wait. If opening fails it is retried; the same happens if the database is lost while the site runs.
/// </summary>
internal partial class DatabaseOpener(
    DatabaseProvider provider,
    SerializedDatabase serializedDatabase,
    DatabaseState state,
    IOptions<DatabaseOptions> options,
    TimeProvider time,
    IHostApplicationLifetime lifetime,
    CurrentEdition current,
    ILogger<DatabaseOpener> logger) : BackgroundService
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(2);

    /// <summary>The last failure logged, so that it is logged once and not at every attempt.</summary>
    private string? _said;

    protected string Name => options.Value.Name;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await base.StartAsync(cancellationToken);
        // Where file descriptors are few, readers' connections may leave none for the database.
        if (FileDescriptorLimit.Connections is not null) await state.WaitForStartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        Close();
    }

    public override void Dispose()
    {
        Close();
        base.Dispose();
        GC.SuppressFinalize(this);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Also waits for the content, because reading it and loading EF Core at the same time makes readers wait longer.
        await Task.WhenAny(state.Wanted, Task.WhenAll(lifetime.WhenStartedAsync(stoppingToken), current.Begun));
        stoppingToken.ThrowIfCancellationRequested();
        while (true)
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception failure) when (DatabaseUnavailableException.Explains(failure) || failure is DbException or IOException or UnauthorizedAccessException or InvalidOperationException)
            {
                SayCannotOpen(DatabaseUnavailableException.Reason(failure));
                // An open connection would keep using the old file even after somebody has put a good one in its place.
                Close();
            }

            await WaitAsync(stoppingToken);
        }
    }

    /// <summary>False if nothing may be opened yet.</summary>
    protected virtual bool IsFree() => true;

    /// <param name="isFirst">False after a failed write.</param>
    protected virtual void SayOpened(bool isFirst) => state.Opened();

    protected virtual void Close() => provider.LetGo();

    protected void SayCannotOpen(string reason)
    {
        if (reason != _said) LogCannotOpen(Name, reason);
        _said = reason;
        state.CannotOpen(reason);
    }

    private async Task LookAsync(CancellationToken stopping)
    {
        if (!IsFree()) return;
        if (!state.IsOpen)
        {
            Close();
            await provider.OpenAsync(stopping);
            SayOpened(isFirst: true);
            LogOpened(Name);
            _said = null;
            await TryWriteAsync();
        }
        else if (!state.TakesWrites)
        {
            // Connections from before the repair can't write.
            Close();
            await provider.OpenAsync(stopping);
            SayOpened(isFirst: false);
            if (await TryWriteAsync()) LogTakesWrites(Name);
        }
    }

    /// <summary>Ends early when a request runs into trouble.</summary>
    private async Task WaitAsync(CancellationToken stopping)
    {
        var look = Task.Delay(BetweenLooks, time, stopping);
        if (state.IsOpen && state.TakesWrites) await Task.WhenAny(look, state.WhenTroubledAsync(stopping));
        else await look;
        stopping.ThrowIfCancellationRequested();
    }

    /// <summary>Opening needs only reads; only a write can tell whether the database takes writes too.</summary>
    private async Task<bool> TryWriteAsync()
    {
        try
        {
            await serializedDatabase.TryWriteAsync();
            return true;
        }
        catch (DatabaseUnavailableException unavailable)
        {
            if (unavailable.Message != _said) LogTakesNoWrites(Name, unavailable.Message);
            _said = unavailable.Message;
            return false;
        }
    }

    [LoggerMessage(LogLevel.Information, "The database {Database} is open")]
    private partial void LogOpened(string database);

    [LoggerMessage(LogLevel.Error, "The database {Database} cannot be used: articles can be read, but reports cannot be accepted. Trying again: {Reason}")]
    private partial void LogCannotOpen(string database, string reason);

    [LoggerMessage(LogLevel.Error, "The database {Database} can be read but not written, so reports cannot be accepted. Trying again: {Reason}")]
    private partial void LogTakesNoWrites(string database, string reason);

    [LoggerMessage(LogLevel.Information, "The database {Database} accepts reports again")]
    private partial void LogTakesWrites(string database);
}
