using System.Data.Common;
using BackSpasmSite.Content;
using BackSpasmSite.Options;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Data;

/// <summary>Also notices when the file is deleted, replaced, overwritten or damaged while the site runs, and saves what would be lost.</summary>
internal sealed partial class SqliteOpener(
    DatabaseProvider provider,
    SerializedDatabase serializedDatabase,
    DatabaseState state,
    IOptions<DatabaseOptions> options,
    TimeProvider time,
    IHostApplicationLifetime lifetime,
    CurrentEdition current,
    ILogger<DatabaseOpener> logger) : DatabaseOpener(provider, serializedDatabase, state, options, time, lifetime, current, logger)
{
    private readonly DatabaseState _state = state;
    private readonly TimeProvider _time = time;
    private readonly ILogger _logger = logger;
    private readonly string _connection = options.Value.ConnectionString;

    private OpenFiles? _files;

    private string? _notRescued;

    private DateTime Now => _time.GetUtcNow().UtcDateTime;

    /// <summary>Opens nothing while another program is still writing to the file.</summary>
    protected override bool IsFree() => WhatIsWrong(_files) is not { } wrong || Rescue(wrong);

    protected override void SayOpened(bool isFirst)
    {
        _files = new OpenFiles(_connection);
        // Nothing may be acknowledged into a file that can't be read back.
        if (isFirst && _files.Damage() is { } damage) throw new DatabaseUnavailableException($"It is damaged ({damage}). Stop the site and restore a backup.");
        _state.Opened(_files);
    }

    protected override void Close()
    {
        // A host that is disposed while it stops calls this twice at the same time. Ours is the last connection: when it is disposed,
        // SQLite merges its log into the one file, which can then simply be copied.
        using var files = Interlocked.Exchange(ref _files, null);
        try
        {
            if (WhatIsWrong(files) is not null && files!.RescueOverwritten(Now) is { } rescued) Say(rescued);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            SayNotRescued(failure);
        }

        base.Close();
    }

    /// <summary>Looking inside reads the whole file, so that is done only after a request has run into trouble.</summary>
    private string? WhatIsWrong(OpenFiles? files) => _state.IsOpen ? files?.WhatIsWrong() : files?.WhatIsWrongInside();

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
        if (rescued is Rescued.PutBack) LogPutBack(Name);
        if (rescued is Rescued.Replaced replaced) LogRescued(Name, replaced.Copy);
        if (rescued is Rescued.Overwritten overwritten) LogOverwritten(Name, overwritten.Copy, overwritten.Log ?? "was empty");
    }

    private void SayNotRescued(Exception failure)
    {
        var reason = DatabaseUnavailableException.Reason(failure);
        if (reason != _notRescued) LogNotRescued(Name, reason);
        _notRescued = reason;
    }

    [LoggerMessage(LogLevel.Error, "The database {File} was removed while the site was running. Its content was saved and put back in place. To use another database, stop the site first")]
    private partial void LogPutBack(string file);

    [LoggerMessage(LogLevel.Error, "The database {File} was replaced while the site was running. The old one was saved as {Copy}, and the new one is used. To replace the database, stop the site first")]
    private partial void LogRescued(string file, string copy);

    [LoggerMessage(LogLevel.Error, "The database {File} was overwritten while the site was running, and the new content is used. A copy of it is {Copy}. The last changes to the old database are in its SQLite log: {Log}. To replace the database, stop the site first")]
    private partial void LogOverwritten(string file, string copy, string log);

    [LoggerMessage(LogLevel.Error, "The content of the database {File}, which was removed, could not be saved: {Reason}")]
    private partial void LogNotRescued(string file, string reason);
}
