using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace BackSpasmSite.Data;

/// <summary>
/// The files of the open database, held by a connection of their own. SQLite goes on writing to a file that was deleted, replaced or
/// overwritten, and whatever it acknowledges then is lost with the last connection.
/// </summary>
internal sealed class OpenFiles : IDisposable
{
    /// <summary>Copying takes time, so an overwritten file is used only after staying unchanged for this many looks.</summary>
    private const int QuietLooks = 3;

    private readonly string _file;
    private readonly SqliteConnection _connection;
    private readonly OverwriteWatch _watch;
    private readonly List<(string Path, FileIdentity? Identity)> _identities;

    /// <summary>Looking, merging and rescuing share the connection and what was found so far.</summary>
    private readonly Lock _deciding = new();

    private string? _aside;
    private string? _wrong;
    private OverwriteWatch.Stamp _last;
    private int _quiet;
    private bool _isSetAside;
    private bool _wasSound;
    private bool _isMixed;
    private bool _isClosed;

    public OpenFiles(string connection)
    {
        var settings = new SqliteConnectionStringBuilder(connection) { Pooling = false, DefaultTimeout = 1 };
        _file = settings.DataSource;
        _connection = new SqliteConnection(settings.ConnectionString);
        try
        {
            _connection.Open();
            Run("PRAGMA busy_timeout = 500");
            // A first read, which also creates the files beside the database.
            Run("SELECT count(*) FROM sqlite_schema");
            FoldIfPossible();
            _identities = [.. Names().Select(path => (path, FileIdentity.Of(path)))];
            _watch = new OverwriteWatch(_file);
            // While a request still holds an older connection, SQLite shares the deleted files with it and creates no new ones.
            if (IsInWalMode() && _identities.Find(file => file.Identity is null) is { Path: { } missing }) throw new DatabaseUnavailableException($"There is no {missing} yet.");
        }
        catch
        {
            _connection.Dispose();
            _watch?.Dispose();
            throw;
        }
    }

    /// <summary>Why anything written now would be lost, or null. Cheap enough for every read and write.</summary>
    public string? WhatIsWrong()
    {
        lock (_deciding) return Look();
    }

    /// <summary>
    /// Merges SQLite's log into the database, and checks the file directly before and after. Otherwise the log could be merged into a file that was
    /// overwritten a moment ago, and the change would look like the checkpoint's own.
    /// </summary>
    public string? Fold()
    {
        lock (_deciding)
        {
            if (Look() is { } wrong) return wrong;
            Run("PRAGMA wal_checkpoint(TRUNCATE)");
            return Look();
        }
    }

    private string? Look()
    {
        if (_isClosed) return $"{_file} is being opened again.";
        // Once the log is set aside, that is final, whatever happens to the file.
        if (_aside is not null || _isMixed) return _wrong;
        if (_watch.WhatIsWrong() is { } wrong) return _wrong = wrong;
        foreach (var (path, identity) in _identities)
            if (identity is not null && FileIdentity.Of(path) != identity) return _wrong = $"{path} was deleted or replaced while the site was running.";
        return null;
    }

    /// <summary>
    /// Also looks inside, after SQLite reported damage. If the database was sound when opened, another program wrote into the main file at
    /// the same moment as SQLite, and merging the log into it would spoil what is there now.
    /// </summary>
    public string? WhatIsWrongInside()
    {
        lock (_deciding)
        {
            if (Look() is { } wrong) return wrong;
            if (!_wasSound || IsDamaged() is not true) return null;
            _isMixed = true;
            return _wrong = $"{_file} was damaged while the site was running.";
        }
    }

    /// <summary>What is wrong inside the database when it is opened, or null. Reads all of it.</summary>
    public string? Damage()
    {
        var damage = QuickCheck();
        _wasSound = damage is null;
        return damage;
    }

    private string? QuickCheck()
    {
        Run("PRAGMA shrink_memory");
        using var command = _connection.CreateCommand();
        command.CommandText = "PRAGMA quick_check(1)";
        return command.ExecuteScalar() is not "ok" and var found ? $"{found}" : null;
    }

    /// <summary>
    /// Saves what SQLite still holds of lost files: into the database, if that is still in place and ours, or else into a copy. An
    /// overwritten file is never written to: it is used as it is, and SQLite's log, which belongs to the previous content, is set aside.
    /// </summary>
    /// <returns>Null while another program is still writing: try again.</returns>
    /// <exception cref="IOException">Nothing is lost, and it can be tried again.</exception>
    public Rescued? Rescue(DateTime now)
    {
        lock (_deciding)
        {
            if (!IsOverwritten()) return RescueOwn(now);
            MoveLogAway(now);
            _quiet = _watch.Now == _last ? _quiet + 1 : 0;
            _last = _watch.Now;
            return _quiet < QuietLooks ? null : UseOverwritten();
        }
    }

    /// <summary>Call this before closing: SQLite would merge its log into whatever file is in place.</summary>
    public Rescued? RescueOverwritten(DateTime now)
    {
        lock (_deciding)
        {
            if (_isSetAside || !IsOverwritten()) return null;
            MoveLogAway(now);
            return UseOverwritten();
        }
    }

    public void Dispose()
    {
        lock (_deciding)
        {
            _isClosed = true;
            _connection.Dispose();
            _watch.Dispose();
        }
    }

    /// <summary>Otherwise the content is intact, and one of the files was deleted or replaced.</summary>
    private bool IsOverwritten()
    {
        if (_aside is not null || _isMixed) return true;
        Look();
        return _watch.WhatIsWrong() is not null;
    }

    private string[] Names() => [_file, $"{_file}-wal", $"{_file}-shm"];

    private Rescued RescueOwn(DateTime now)
    {
        if (FileIdentity.Of(_file) == _identities[0].Identity)
        {
            Run("PRAGMA wal_checkpoint(TRUNCATE)");
            return new Rescued.Unharmed();
        }

        PrivateFiles.CreateFolder(Path.GetDirectoryName(_file)!);
        var copy = NameFor("rescued", now);
        try
        {
            DatabaseBackup.Copy(_connection, copy, CancellationToken.None);
        }
        catch (InvalidDataException)
        {
            File.Delete(copy);
            MoveLogAway(now);
            return UseOverwritten();
        }
        catch
        {
            // Incomplete; the next attempt makes another.
            File.Delete(copy);
            throw;
        }

        RemoveLeftovers();
        if (File.Exists(_file)) return new Rescued.Replaced(copy);
        File.Move(copy, _file);
        return new Rescued.PutBack();
    }

    /// <summary>Must happen before the next connection, which would merge the log into the new file. Renaming needs no disk space.</summary>
    private void MoveLogAway(DateTime now)
    {
        // Closing the last connection would merge it too.
        raw.sqlite3_db_config(_connection.Handle, raw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, out _);
        _aside ??= NameFor("overwritten", now);
        var (log, identity) = _identities[1];
        if (identity is not null && FileIdentity.Of(log) == identity && new FileInfo(log).Length > 0) File.Move(log, LogAside);
        RemoveLeftovers();
    }

    private string LogAside => $"{_aside}.wal";

    /// <summary>Replaces the overwritten file by a copy, so that connections still open in the middle of a request can't harm it.</summary>
    private Rescued.Overwritten UseOverwritten()
    {
        CopyMain(_aside!);
        if (FileIdentity.Of(_file) == _identities[0].Identity)
        {
            var fresh = $"{_file}.{Path.GetRandomFileName()}.tmp";
            CopyMain(fresh);
            File.Move(fresh, _file, overwrite: true);
        }

        _isSetAside = true;
        return new Rescued.Overwritten(_aside!, File.Exists(LogAside) ? LogAside : null);
    }

    private void CopyMain(string target)
    {
        if (File.Exists(target)) return;
        try
        {
            _watch.CopyMain(target);
        }
        catch
        {
            // Incomplete; the next attempt makes another.
            File.Delete(target);
            throw;
        }
    }

    /// <summary>SQLite would take the files beside a lost database for parts of the next one.</summary>
    private void RemoveLeftovers()
    {
        foreach (var (path, identity) in _identities.Skip(1))
            if (identity is not null && FileIdentity.Of(path) == identity) File.Delete(path);
    }

    private string NameFor(string what, DateTime now)
    {
        var name = $"{_file}.{what}-{now.ToString("yyyyMMdd-HHmmss")}";
        return Enumerable.Range(1, int.MaxValue).Select(number => number == 1 ? name : $"{name}-{number}").First(free => !File.Exists(free));
    }

    /// <returns>Null if it could not be checked.</returns>
    private bool? IsDamaged()
    {
        try
        {
            return QuickCheck() is not null;
        }
        catch (SqliteException failure)
        {
            return DatabaseUnavailableException.MeansDamage(failure) ? true : null;
        }
    }

    private bool IsInWalMode()
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode";
        return command.ExecuteScalar() is "wal";
    }

    /// <summary>After a crash, only a first checkpoint shows how much of SQLite's log is in the main file.</summary>
    private void FoldIfPossible()
    {
        try
        {
            Run("PRAGMA wal_checkpoint(PASSIVE)");
        }
        catch (SqliteException denied) when (denied.SqliteErrorCode is raw.SQLITE_READONLY or raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_FULL or raw.SQLITE_IOERR)
        {
            // The database can still be read.
        }
    }

    private void Run(string statement)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = statement;
        command.ExecuteNonQuery();
    }
}

internal abstract record Rescued
{
    private Rescued()
    {
    }

    public sealed record Unharmed : Rescued;

    public sealed record PutBack : Rescued;

    /// <summary>Another file is in place, and the database's content is in the copy.</summary>
    public sealed record Replaced(string Copy) : Rescued;

    /// <param name="Copy">The new content, as it was found.</param>
    /// <param name="Log">SQLite's log of the previous content, with its last changes; null if it was empty.</param>
    public sealed record Overwritten(string Copy, string? Log) : Rescued;
}
