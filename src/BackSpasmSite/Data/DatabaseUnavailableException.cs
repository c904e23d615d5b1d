using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace BackSpasmSite.Data;

/// <summary>The database cannot take or give anything now: locked, full, read-only, damaged or not there.</summary>
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
    /// Whether the database itself can't be used now, also where a library wrapped what it said. Everything else is a fault
    /// of the software, such as a mistyped query or a broken constraint, and so is a file that somebody else can't open.
    /// </summary>
    public static bool Explains(Exception failure) => failure switch
    {
        DatabaseUnavailableException => true,
        SqliteException said => IsWaitedFor(said) || IsOfTheFile(said),
        { InnerException: { } inner } => Explains(inner),
        _ => false,
    };

    /// <summary>Whether the file is the trouble, so that a connection which has it open is of no use any more.</summary>
    public static bool MeansTheFile(Exception failure) => failure.GetBaseException() is SqliteException said && IsOfTheFile(said);

    public static bool MeansDamage(Exception failure) =>
        failure.GetBaseException() is SqliteException { SqliteErrorCode: raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB };

    /// <summary>In one line: what Entity Framework says only points to what the database said.</summary>
    public static string Reason(Exception cause) => cause.GetBaseException().Message.ReplaceLineEndings(" ").Trim();

    /// <summary>The same for anybody to read: it names no file.</summary>
    public static string PlainReason(Exception cause) => (cause.GetBaseException() as SqliteException)?.SqliteErrorCode switch
    {
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => "another program holds it.",
        raw.SQLITE_FULL => "the disk is full.",
        raw.SQLITE_READONLY => "it can only be read.",
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => "it is damaged, or no database.",
        raw.SQLITE_IOERR => "its disk fails.",
        _ => "it can't be opened.",
    };

    /// <summary>The provider repeats a busy command until its time is over, and then says so with the same code.</summary>
    private static bool IsWaitedFor(SqliteException said) => said.SqliteErrorCode is raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_FULL;

    private static bool IsOfTheFile(SqliteException said) => said.SqliteErrorCode is
        raw.SQLITE_IOERR or raw.SQLITE_CANTOPEN or raw.SQLITE_READONLY or raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB;
}
