using System.Data.Common;
using BackSpasmSite.Data.PostgreSql;
using BackSpasmSite.Options;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace BackSpasmSite.Data;

/// <summary>From SQLite to an empty PostgreSQL database, or back into a new file. The source is left as it is.</summary>
internal static class DatabaseMove
{
    private const int Looks = 10;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);

    /// <exception cref="DatabaseUnavailableException">One of them can't be used.</exception>
    /// <exception cref="InvalidDataException">One of them is in use, or the target is not empty, or the copy differs. Nothing was kept.</exception>
    public static async Task<IReadOnlyDictionary<string, long>> MoveAsync(DatabaseOptions source, DatabaseOptions target, CancellationToken cancellation)
    {
        ExistingDatabase.ThrowOnNone(source);
        try
        {
            if (target.IsPostgreSql)
            {
                await using var alone = await HoldFileAsync(source, cancellation);
                return await ToServerAsync(source, target, cancellation);
            }

            await using var held = await HoldServerAsync(source, cancellation);
            return await ToFileAsync(source, target.File, cancellation);
        }
        catch (Exception failure) when (failure is not (InvalidDataException or IOException) && DatabaseUnavailableException.Explains(failure))
        {
            throw failure as DatabaseUnavailableException ?? new DatabaseUnavailableException($"{target.Name} can't be written: {DatabaseUnavailableException.Reason(failure)}");
        }
    }

    /// <summary>Also the way a backup is made of a server's database, while it is in use.</summary>
    /// <param name="file">Does not exist yet. Removed if copying fails.</param>
    /// <exception cref="IOException">The file can't be written.</exception>
    public static async Task<IReadOnlyDictionary<string, long>> ToFileAsync(DatabaseOptions source, string file, CancellationToken cancellation)
    {
        PrivateFiles.Create(file);
        try
        {
            await using var context = new SqliteDbContext(new DbContextOptionsBuilder<SqliteDbContext>().UseSqlite($"Data Source={file};Pooling=False").Options);
            await context.Database.MigrateAsync(cancellation);
            return await ExistingDatabase.ReadAsync(source, open => DatabaseCopy.CopyAsync(open, context, cancellation), cancellation);
        }
        catch (Exception failure)
        {
            foreach (var end in BackupPlace.Companions.Append("")) File.Delete(file + end);
            // Such as a full disk: not the fault of the database that is copied.
            if (failure is not DatabaseUnavailableException && DatabaseUnavailableException.Explains(failure) && !DatabaseUnavailableException.IsOfServer(failure))
                throw new IOException($"{DatabaseUnavailableException.Reason(failure).TrimEnd('.')}.", failure);
            throw;
        }
    }

    private static async Task<IReadOnlyDictionary<string, long>> ToServerAsync(DatabaseOptions source, DatabaseOptions target, CancellationToken cancellation)
    {
        await using var held = await HoldServerAsync(target, cancellation);
        await using var context = PostgreSqlProvider.Patient(target);
        if (await FirstTableWithRowsAsync(held, cancellation) is { } table)
            throw new InvalidDataException($"The database {target.Name} is not empty: its table {table} has rows. Choose a new one. Nothing was changed.");
        await context.Database.MigrateAsync(cancellation);
        return await ExistingDatabase.ReadAsync(source, open => DatabaseCopy.CopyAsync(open, context, cancellation), cancellation);
    }

    /// <summary>Keeps other programs from writing to the file until it is disposed.</summary>
    private static async Task<SqliteConnection> HoldFileAsync(DatabaseOptions options, CancellationToken cancellation)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder(options.ConnectionString) { Mode = SqliteOpenMode.ReadWrite, Pooling = false, DefaultTimeout = 1 }.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellation);
            await using var command = connection.CreateCommand();
            // Leaving this mode is possible only while nobody else has the file open. The site returns to it when it starts.
            command.CommandText = "PRAGMA journal_mode = DELETE; BEGIN IMMEDIATE;";
            if (await command.ExecuteScalarAsync(cancellation) is not "delete") throw InUse(options);
            return connection;
        }
        catch (SqliteException locked) when (locked.SqliteErrorCode is SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED)
        {
            await connection.DisposeAsync();
            throw InUse(options);
        }
        catch (SqliteException failure)
        {
            await connection.DisposeAsync();
            throw new DatabaseUnavailableException($"The database {options.Name} cannot be used: {DatabaseUnavailableException.Reason(failure)}");
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Keeps sites from migrating and writing until it is disposed.</summary>
    private static async Task<NpgsqlConnection> HoldServerAsync(DatabaseOptions options, CancellationToken cancellation)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(options.ConnectionString) { Pooling = false, KeepAlive = 10 }.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellation);
            await using var command = connection.CreateCommand();
            // First, so that nobody begins to write after the count.
            command.CommandText = PostgreSqlProvider.HoldOff;
            await command.ExecuteNonQueryAsync(cancellation);
            // For sessions of other roles the server shows only the user, and its own processes have none.
            command.CommandText = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND usesysid IS NOT NULL";
            // A program that has just ended may be listed for a moment more.
            for (var look = 1; await command.ExecuteScalarAsync(cancellation) is not 0L; look++)
            {
                if (look == Looks) throw InUse(options);
                await Task.Delay(BetweenLooks, cancellation);
            }

            return connection;
        }
        catch (DbException failure)
        {
            await connection.DisposeAsync();
            throw new DatabaseUnavailableException($"The database {options.Name} cannot be used: {DatabaseUnavailableException.Reason(failure)}");
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private static async Task<string?> FirstTableWithRowsAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var tables = new List<string>();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = current_schema() AND tablename <> '__EFMigrationsHistory' ORDER BY 1";
        await using (var reader = await command.ExecuteReaderAsync(cancellation))
            while (await reader.ReadAsync(cancellation)) tables.Add(reader.GetString(0));
        foreach (var table in tables)
        {
            command.CommandText = $"SELECT EXISTS (SELECT 1 FROM {table})";
            if (await command.ExecuteScalarAsync(cancellation) is true) return table.Trim('"');
        }

        return null;
    }

    private static InvalidDataException InUse(DatabaseOptions options) =>
        new($"The database {options.Name} is in use. Stop the site, on every machine, and try again. Nothing was changed.");
}
