using System.Data.Common;
using BackSpasmSite.Data.PostgreSql;
using Microsoft.Data.Sqlite;
using Npgsql;
using SQLitePCL;

namespace BackSpasmSite.Data;

/// <summary>The database is locked, full, read-only, damaged, missing or out of reach.</summary>
internal sealed class DatabaseUnavailableException : Exception
{
    /// <summary>For the public, where no database's own exception tells it.</summary>
    private string? _plainReason;

    public DatabaseUnavailableException(string reason)
        : base(reason)
    {
    }

    public DatabaseUnavailableException(Exception cause)
        : base(Reason(cause), cause)
    {
    }

    /// <summary>The database is good, but this change can't wait any longer for its turn.</summary>
    public static DatabaseUnavailableException TooManyWaiting => new("Too many changes are waiting.") { _plainReason = "too many changes are waiting for it." };

    /// <summary>The server is good, and all connections that the site may have to it are in use.</summary>
    public static DatabaseUnavailableException NoConnectionLeft(int most) =>
        new($"All {most} connections are in use (Maximum Pool Size).") { _plainReason = "too many requests are waiting for it." };

    /// <summary>
    /// Whether the database itself is the cause, even if a library wrapped its error. Anything else is a bug, such as a mistyped query, or
    /// concerns some other file.
    /// </summary>
    public static bool Explains(Exception failure) => failure switch
    {
        // Wraps the error with which PostgreSQL confirms that it has canceled the command.
        OperationCanceledException => false,
        DatabaseUnavailableException => true,
        SqliteException said => IsWaitedFor(said) || IsOfTheFile(said),
        NpgsqlException said => PostgreSqlErrors.IsWaitedFor(said) || PostgreSqlErrors.IsOfTheConnection(said),
        { InnerException: { } inner } => Explains(inner),
        _ => false,
    };

    /// <summary>If so, open connections to it are useless.</summary>
    public static bool MeansTheFile(Exception failure) => Said(failure) switch
    {
        SqliteException said => IsOfTheFile(said),
        NpgsqlException said => PostgreSqlErrors.IsOfTheConnection(said),
        _ => false,
    };

    public static bool MeansDamage(Exception failure) => Said(failure) is SqliteException { SqliteErrorCode: raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB };

    /// <summary>Whether PostgreSQL failed, and not SQLite.</summary>
    public static bool IsOfServer(Exception failure) => Said(failure) is NpgsqlException;

    /// <summary>The database's own message; Entity Framework's only points to it.</summary>
    public static string Reason(Exception cause) => (Said(cause) switch
    {
        PostgresException said => said.MessageText,
        // Wraps the socket's error, which does not say what it was about.
        NpgsqlException { InnerException: { } inner } said => $"{said.Message.TrimEnd('.')}: {inner.GetBaseException().Message}",
        _ => cause.GetBaseException().Message,
    }).ReplaceLineEndings(" ").Trim();

    /// <summary>For the public, without the name of a file or a server.</summary>
    public static string PlainReason(Exception cause) => Said(cause) switch
    {
        NpgsqlException said => PostgreSqlErrors.PlainReason(said),
        SqliteException said => said.SqliteErrorCode switch
        {
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => "another program has locked it.",
            raw.SQLITE_FULL => "the disk is full.",
            raw.SQLITE_READONLY => "it is read-only.",
            raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => "it is damaged, or not a database.",
            raw.SQLITE_IOERR => "its disk is failing.",
            _ => "it can't be opened.",
        },
        _ => (cause as DatabaseUnavailableException)?._plainReason ?? "it can't be opened.",
    };

    /// <summary>The database's exception, below those of Entity Framework and above that of a socket.</summary>
    private static DbException? Said(Exception? failure) => failure is DbException said ? said : failure is null ? null : Said(failure.InnerException);

    /// <summary>Before the provider fails with these, it has retried the command until it timed out.</summary>
    private static bool IsWaitedFor(SqliteException said) => said.SqliteErrorCode is raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_FULL;

    private static bool IsOfTheFile(SqliteException said) => said.SqliteErrorCode is
        raw.SQLITE_IOERR or raw.SQLITE_CANTOPEN or raw.SQLITE_READONLY or raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB;
}
