using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace BackSpasmSite.Data;

/// <summary>The database is locked, full, read-only, damaged or missing.</summary>
internal sealed class DatabaseUnavailableException : Exception
{
    public DatabaseUnavailableException(string reason)
        : base(reason)
    {
    }

    public DatabaseUnavailableException(Exception cause)
        : base(Reason(cause), cause)
    {
    }

    /// <summary>
    /// Whether the database itself is the cause, even if a library wrapped its error. Anything else is a bug, such as a mistyped query, or
    /// concerns some other file.
    /// </summary>
    public static bool Explains(Exception failure) => failure switch
    {
        DatabaseUnavailableException => true,
        SqliteException said => IsWaitedFor(said) || IsOfTheFile(said),
        { InnerException: { } inner } => Explains(inner),
        _ => false,
    };

    /// <summary>If so, open connections to it are useless.</summary>
    public static bool MeansTheFile(Exception failure) => failure.GetBaseException() is SqliteException said && IsOfTheFile(said);

    public static bool MeansDamage(Exception failure) =>
        failure.GetBaseException() is SqliteException { SqliteErrorCode: raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB };

    /// <summary>The database's own message; Entity Framework's only points to it.</summary>
    public static string Reason(Exception cause) => cause.GetBaseException().Message.ReplaceLineEndings(" ").Trim();

    /// <summary>For the public, without the name of a file.</summary>
    public static string PlainReason(Exception cause) => (cause.GetBaseException() as SqliteException)?.SqliteErrorCode switch
    {
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => "another program has locked it.",
        raw.SQLITE_FULL => "the disk is full.",
        raw.SQLITE_READONLY => "it is read-only.",
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => "it is damaged, or not a database.",
        raw.SQLITE_IOERR => "its disk is failing.",
        _ => "it can't be opened.",
    };

    /// <summary>Before the provider fails with these, it has retried the command until it timed out.</summary>
    private static bool IsWaitedFor(SqliteException said) => said.SqliteErrorCode is raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_FULL;

    private static bool IsOfTheFile(SqliteException said) => said.SqliteErrorCode is
        raw.SQLITE_IOERR or raw.SQLITE_CANTOPEN or raw.SQLITE_READONLY or raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB;
}
