using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace BackSpasmSite.Data;

/// <summary>
/// The files of the open database, held by a connection of their own for as long as it is open. SQLite itself goes on writing
/// to a file that was deleted, replaced or overwritten, and everything it acknowledges then is lost with the last connection.
/// </summary>
internal sealed class OpenFiles : IDisposable
{
    /// <summary>For how many looks a file that was overwritten has to stay as it is: a copy may take its time.</summary>
    private const int QuietLooks = 3;

    private readonly string _file;
    private readonly SqliteConnection _connection;
    private readonly OverwriteWatch _watch;
    private readonly List<(string Path, FileIdentity? Identity)> _identities;

    /// <summary>One at a time looks, folds or rescues: the connection is shared, and each goes by what the one before found.</summary>
    private readonly Lock _deciding = new();

    private string? _aside;
    private string? _wrong;
    private OverwriteWatch.Stamp _last;
    private int _quiet;
    private bool _isSetAside;
    private bool _wasSound;
    private bool _isMixed;
    private bool _isClosed;

    /// <param name="connection">How the database is reached.</param>
    public OpenFiles(string connection)
    {
        var settings = new SqliteConnectionStringBuilder(connection) { Pooling = false, DefaultTimeout = 1 };
        _file = settings.DataSource;
        _connection = new SqliteConnection(settings.ConnectionString);
        try
        {
            _connection.Open();
            Run("PRAGMA busy_timeout = 500");
            // Takes a look into the file, with which the files beside it are there too.
            Run("SELECT count(*) FROM sqlite_schema");
            FoldIfPossible();
            _identities = [.. Names().Select(path => (path, FileIdentity.Of(path)))];
            _watch = new OverwriteWatch(_file);
            // While a request still holds an older connection, SQLite shares the deleted files with it and makes no new ones.
            if (IsInWalMode() && _identities.Find(file => file.Identity is null) is { Path: { } missing }) throw new DatabaseUnavailableException($"There is no {missing} yet.");
        }
        catch
        {
            _connection.Dispose();
            _watch?.Dispose();
            throw;
        }
    }

    /// <summary>Why what is written now would be lost, or null. Cheap enough for every read and write.</summary>
    public string? WhatIsWrong()
    {
        lock (_deciding) return Look();
    }

    /// <summary>
    /// Folds SQLite's log into its file, with a look right before it and right after it. What is overwritten before a fold that
    /// nobody looked ahead of would be mixed with the log, and afterwards would look like the work of the fold.
    /// </summary>
    /// <returns>Why nothing was folded, or null.</returns>
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
        // What was set aside once stays so, whatever becomes of the file.
        if (_aside is not null || _isMixed) return _wrong;
        if (_watch.WhatIsWrong() is { } wrong) return _wrong = wrong;
        foreach (var (path, identity) in _identities)
            if (identity is not null && FileIdentity.Of(path) != identity) return _wrong = $"{path} was deleted or replaced while the site was running.";
        return null;
    }

    /// <summary>
    /// The same, after SQLite found damage. Where all was sound when it was opened, somebody wrote into the main file in the same
    /// moment as SQLite itself: to fold the log into it would spoil what is there now.
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

    /// <summary>What is wrong inside the database when it is opened, or null. It reads all of it.</summary>
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
    /// Saves what SQLite still holds of files that are gone: into the database, where that is still there and ours, or into a
    /// copy. A file that was overwritten is never written to: it is used as it is, and SQLite's log, which belongs to what stood
    /// there before, is set aside.
    /// </summary>
    /// <returns>What was done; null while somebody is still writing, when it is to be tried again.</returns>
    /// <exception cref="IOException">Nothing is lost yet, and it can be tried again.</exception>
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

    /// <summary>Before it is closed: SQLite would fold its log into whatever is in the file's place.</summary>
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

    /// <summary>Whether the content is another, and not only the name gone.</summary>
    private bool IsOverwritten()
    {
        if (_aside is not null || _isMixed) return true;
        Look();
        return _watch.WhatIsWrong() is not null;
    }

    private string[] Names() => [_file, $"{_file}-wal", $"{_file}-shm"];

    /// <summary>The content is ours, and one of the files has lost its name.</summary>
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
            // Half a copy; the next try makes another.
            File.Delete(copy);
            throw;
        }

        RemoveLeftovers();
        if (File.Exists(_file)) return new Rescued.Replaced(copy);
        File.Move(copy, _file);
        return new Rescued.PutBack();
    }

    /// <summary>At once, because whoever opens the database next would mix it into the new file. Renaming needs no room on the disk.</summary>
    private void MoveLogAway(DateTime now)
    {
        // The last connection to be closed would do the same.
        raw.sqlite3_db_config(_connection.Handle, raw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, out _);
        _aside ??= NameFor("overwritten", now);
        var (log, identity) = _identities[1];
        if (identity is not null && FileIdentity.Of(log) == identity && new FileInfo(log).Length > 0) File.Move(log, LogAside);
        RemoveLeftovers();
    }

    private string LogAside => $"{_aside}.wal";

    /// <summary>
    /// Puts a copy in the place of the file that was overwritten. Connections that are still open, in the middle of a request,
    /// have the file itself, and with a file of another identity they can do nothing to the new one.
    /// </summary>
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
            // Half a copy; the next try makes another.
            File.Delete(target);
            throw;
        }
    }

    /// <summary>Takes away the files beside a database that is gone, which SQLite would mix into the next one.</summary>
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

    /// <returns>Null when it can't be told.</returns>
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

    /// <summary>After a crash SQLite does not say how much of its log is in the main file until it has folded it once.</summary>
    private void FoldIfPossible()
    {
        try
        {
            Run("PRAGMA wal_checkpoint(PASSIVE)");
        }
        catch (SqliteException denied) when (denied.SqliteErrorCode is raw.SQLITE_READONLY or raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_FULL or raw.SQLITE_IOERR)
        {
            // It can still be read.
        }
    }

    private void Run(string statement)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = statement;
        command.ExecuteNonQuery();
    }
}

/// <summary>What became of a database whose files were taken away or overwritten while it was open.</summary>
internal abstract record Rescued
{
    private Rescued()
    {
    }

    /// <summary>It is in its place, with all that it held.</summary>
    public sealed record Unharmed : Rescued;

    /// <summary>All that it held is in its place again.</summary>
    public sealed record PutBack : Rescued;

    /// <summary>Another file is in its place, and all that it held is in the copy.</summary>
    public sealed record Replaced(string Copy) : Rescued;

    /// <summary>Another content is in its place.</summary>
    /// <param name="Copy">That content as it was found.</param>
    /// <param name="Log">SQLite's log of the content before, with what was written last; null where it was empty.</param>
    public sealed record Overwritten(string Copy, string? Log) : Rescued;
}
