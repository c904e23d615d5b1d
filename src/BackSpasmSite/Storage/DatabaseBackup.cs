using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SQLitePCL;

namespace BackSpasmSite.Storage;

/// <summary>Copies the database while others write to it. The copy has its name only when it is whole.</summary>
internal static class DatabaseBackup
{
    private const int PagesAStep = 64;

    /// <summary>Writes the copy, as one plain file that only its owner can read.</summary>
    /// <param name="open">The database, by <see cref="ExistingDatabase"/>, whose one moment is what is copied.</param>
    /// <param name="file">The copy's full path. Nothing is overwritten.</param>
    /// <param name="look">What is asked of the copy before it gets its name.</param>
    /// <returns>What the copy answered.</returns>
    /// <exception cref="InvalidDataException">The database is damaged. Nothing was written.</exception>
    /// <exception cref="IOException">Nothing was written.</exception>
    /// <exception cref="UnauthorizedAccessException">Nothing was written.</exception>
    public static async Task<T> WriteAsync<T>(SiteDatabase open, string file, Func<SiteDatabase, Task<T>> look, CancellationToken cancellation)
    {
        // Beside the file, because a rename works in one step only on the same disk.
        var temporary = Path.Combine(Path.GetDirectoryName(file)!, $".{Path.GetFileName(file)}.{Path.GetRandomFileName()}.tmp");
        var connection = new SqliteConnectionStringBuilder { DataSource = temporary, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ConnectionString;
        try
        {
            CreateForOwner(temporary);
            Copy((SqliteConnection)open.Database.GetDbConnection(), connection, cancellation);
            var answer = await ExistingDatabase.ReadAsync(new DatabaseOptions { ConnectionString = connection }, look, cancellation);
            FlushToDisk(temporary);
            File.Move(temporary, file, overwrite: false);
            return answer;
        }
        catch (SqliteException failure)
        {
            throw new IOException(failure.Message, failure);
        }
        finally
        {
            foreach (var end in BackupPlace.Companions.Prepend("")) File.Delete(temporary + end);
        }
    }

    private static void CreateForOwner(string file)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        new FileStream(file, options).Dispose();
    }

    private static void Copy(SqliteConnection source, string connection, CancellationToken cancellation)
    {
        using var copy = new SqliteConnection(connection);
        copy.Open();
        CopyPages(source, copy, cancellation);

        using var command = copy.CreateCommand();
        // So far it is marked as a database with its log in another file.
        command.CommandText = "PRAGMA journal_mode = DELETE;";
        command.ExecuteNonQuery();
        command.CommandText = "PRAGMA integrity_check(1);";
        if (command.ExecuteScalar() is not "ok" and var fault)
            throw new InvalidDataException($"The copy is damaged, and so may be the database ({fault}). Keep the backups you have.");
        cancellation.ThrowIfCancellationRequested();
    }

    /// <summary>SQLite's online backup, in steps: in one, as the provider does it, nobody could stop it.</summary>
    private static void CopyPages(SqliteConnection source, SqliteConnection copy, CancellationToken cancellation)
    {
        using var backup = raw.sqlite3_backup_init(copy.Handle, "main", source.Handle, "main");
        if (backup.IsInvalid) SqliteException.ThrowExceptionForRC(raw.sqlite3_errcode(copy.Handle), copy.Handle);
        int result;
        do
        {
            cancellation.ThrowIfCancellationRequested();
            result = raw.sqlite3_backup_step(backup, PagesAStep);
        }
        while (result == raw.SQLITE_OK);
        SqliteException.ThrowExceptionForRC(result, copy.Handle);
    }

    private static void FlushToDisk(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite);
        stream.Flush(flushToDisk: true);
    }
}
