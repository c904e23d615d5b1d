using System.Globalization;
using Microsoft.Data.Sqlite;

namespace BackSpasmSite.Data;

/// <summary>
/// The files of the open database, held by a connection of their own for as long as it is open. SQLite itself goes on writing
/// to a file that was deleted or replaced, and everything it acknowledges then is lost with the last connection.
/// </summary>
internal sealed class OpenFiles : IDisposable
{
    /// <summary>SQLite's magic words, the size of a page, and how the file is written.</summary>
    private const int HeaderLength = 20;

    private readonly string _file;
    private readonly SqliteConnection _connection;
    private readonly Microsoft.Win32.SafeHandles.SafeFileHandle _main;
    private readonly byte[] _header;
    private readonly List<(string Path, FileIdentity? Identity)> _identities;

    /// <param name="connection">How the database is reached.</param>
    public OpenFiles(string connection)
    {
        var settings = new SqliteConnectionStringBuilder(connection) { Pooling = false };
        _file = settings.DataSource;
        _connection = new SqliteConnection(settings.ConnectionString);
        try
        {
            _connection.Open();
            // Takes a look into the file, with which the files beside it are there too.
            Run("SELECT count(*) FROM sqlite_schema");
            _main = File.OpenHandle(_file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch
        {
            _connection.Dispose();
            throw;
        }

        _header = ReadHeader();
        _identities = [.. Names().Select(path => (path, FileIdentity.Of(path)))];
    }

    /// <summary>Why what is written now would be lost, or null. Cheap enough for every read and write.</summary>
    public string? WhatIsWrong()
    {
        foreach (var (path, identity) in _identities)
            if (identity is not null && FileIdentity.Of(path) != identity) return $"{path} was deleted or replaced while the site was running.";
        return ReadHeader().AsSpan().SequenceEqual(_header) ? null : $"{_file} was overwritten while the site was running.";
    }

    /// <summary>What is wrong inside the database, or null. It reads all of it.</summary>
    public string? Damage()
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "PRAGMA quick_check(1)";
        return command.ExecuteScalar() is not "ok" and var found ? $"{found}" : null;
    }

    /// <summary>
    /// Saves what SQLite still holds of files that are gone: into the database, where that is still there, or into a copy.
    /// </summary>
    /// <returns>The copy, or null where none was needed.</returns>
    public string? Rescue(DateTime now)
    {
        if (FileIdentity.Of(_file) == _identities[0].Identity)
        {
            Run("PRAGMA wal_checkpoint(TRUNCATE)");
            return null;
        }

        PrivateFiles.CreateFolder(Path.GetDirectoryName(_file)!);
        var copy = $"{_file}.rescued-{now.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}";
        DatabaseBackup.Copy(_connection, copy, CancellationToken.None);
        return copy;
    }

    /// <summary>Takes away the files beside a database that is gone, which SQLite would mix into the next one.</summary>
    public void RemoveLeftovers()
    {
        foreach (var (path, identity) in _identities.Skip(1))
            if (identity is not null && FileIdentity.Of(path) == identity) File.Delete(path);
    }

    public void Dispose()
    {
        _connection.Dispose();
        // Closing it lets go of every lock that SQLite has on the file (POSIX), so this comes last.
        _main.Dispose();
    }

    private string[] Names() => [_file, $"{_file}-wal", $"{_file}-shm"];

    private byte[] ReadHeader()
    {
        var header = new byte[HeaderLength];
        RandomAccess.Read(_main, header, 0);
        return header;
    }

    private void Run(string statement)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = statement;
        command.ExecuteNonQuery();
    }
}
