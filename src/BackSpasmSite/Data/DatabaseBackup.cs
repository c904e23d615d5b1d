using BackSpasmSite.Content.Files;
using BackSpasmSite.Options;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SQLitePCL;

namespace BackSpasmSite.Data;

internal static class DatabaseBackup
{
    /// <summary>Writes a private copy, while others may write to the database. It gets its name once it is complete.</summary>
    /// <param name="file">A full path. Nothing is overwritten.</param>
    /// <param name="look">A query on the copy, before it gets its name; its result is returned.</param>
    /// <exception cref="DatabaseUnavailableException">There is no database that can be copied.</exception>
    /// <exception cref="InvalidDataException">The database is damaged. Nothing was written.</exception>
    /// <exception cref="IOException">Nothing was written.</exception>
    /// <exception cref="UnauthorizedAccessException">Nothing was written.</exception>
    public static Task<T> WriteAsync<T>(DatabaseOptions options, string file, Func<SiteDbContext, Task<T>> look, CancellationToken cancellation) =>
        AsWholeAsync(file, temporary => CopyAsync(options, temporary, look, cancellation));

    /// <summary>Gives a file its name only once all of it is on the disk.</summary>
    public static async Task<T> AsWholeAsync<T>(string file, Func<string, Task<T>> write)
    {
        // Beside the file, because a rename is atomic only on the same disk.
        var temporary = Path.Combine(Path.GetDirectoryName(file)!, $".{Path.GetFileName(file)}.{Path.GetRandomFileName()}.tmp");
        try
        {
            var answer = await write(temporary);
            FlushToDisk(temporary);
            File.Move(temporary, file, overwrite: false);
            return answer;
        }
        catch (Exception failure) when (WriteFailure.IsFileTooLarge(failure))
        {
            throw WriteFailure.OfFileTooLarge(failure);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>The query on the copy also shows that it can be read.</summary>
    public static async Task<T> CopyAsync<T>(DatabaseOptions options, string copy, Func<SiteDbContext, Task<T>> look, CancellationToken cancellation)
    {
        try
        {
            if (options.IsPostgreSql) await DatabaseMove.ToFileAsync(options, copy, cancellation);
            else await ExistingDatabase.UseAsync(options, open => Copy((SqliteConnection)open.Database.GetDbConnection(), copy, cancellation), cancellation);
            var copied = new SqliteConnectionStringBuilder { DataSource = copy, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ConnectionString;
            return await ExistingDatabase.ReadAsync(new DatabaseOptions { ConnectionString = copied }, look, cancellation);
        }
        finally
        {
            foreach (var end in BackupPlace.Companions) File.Delete(copy + end);
        }
    }

    /// <summary>A consistent snapshot without erased data, whatever others write in the meantime, that only its owner can read.</summary>
    public static void Copy(SqliteConnection connection, string file, CancellationToken cancellation)
    {
        PrivateFiles.Create(file);
        using var command = connection.CreateCommand();
        command.CommandText = "VACUUM INTO $file";
        command.Parameters.AddWithValue("$file", file);
        using var interrupting = cancellation.Register(() => raw.sqlite3_interrupt(connection.Handle));
        try
        {
            command.ExecuteNonQuery();
        }
        catch (SqliteException failure) when (failure.SqliteErrorCode is raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB)
        {
            throw new InvalidDataException($"The database is damaged ({failure.Message}). Keep the backups you have.", failure);
        }
        catch (SqliteException failure) when (failure.SqliteErrorCode is raw.SQLITE_FULL or raw.SQLITE_IOERR or raw.SQLITE_CANTOPEN)
        {
            throw new IOException(failure.Message, failure);
        }
        finally
        {
            cancellation.ThrowIfCancellationRequested();
        }
    }

    private static void FlushToDisk(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite);
        stream.Flush(flushToDisk: true);
    }
}

internal static class BackupPlace
{
    /// <summary>Files with these endings belong to the database, according to SQLite.</summary>
    public static readonly string[] Companions = ["-wal", "-shm", "-journal"];

    /// <param name="database">The file of the database; null if it is on a server.</param>
    public static string? Validate(string file, string? database) =>
        Path.GetFileName(file).Length == 0 || Directory.Exists(file) ? $"{file} is a folder. Name a file in it."
        : !Directory.Exists(Path.GetDirectoryName(file)) ? $"There is no folder {Path.GetDirectoryName(file)}. Create it first, or choose another."
        : database is not null && (file == database || Companions.Any(end => file == database + end)) ? $"{file} belongs to the database itself. Choose another name."
        : IsThere(file) ? $"{file} already exists, and nothing is overwritten. Choose another name."
        // SQLite would take these for parts of the backup.
        : Companions.Select(end => file + end).FirstOrDefault(IsThere) is { } leftover ? $"{leftover} is left over from another database. Remove it, or choose another name."
        : null;

    private static bool IsThere(string file) => File.Exists(file) || new FileInfo(file).LinkTarget is not null;
}
