using Npgsql;

namespace BackSpasmSite.Data.PostgreSql;

/// <summary>Which of the server's and the client's errors are about the database itself. All others are bugs.</summary>
/// <remarks>The codes are in appendix A of PostgreSQL's manual; the first two characters are their class.</remarks>
internal static class PostgreSqlErrors
{
    /// <summary>The server ended a transaction in which nothing happened for too long.</summary>
    private const string IdleInTransaction = "25P03";

    /// <summary>The server and its other connections are good, but this command could not be done now.</summary>
    public static bool IsWaitedFor(NpgsqlException said) => said is PostgresException { SqlState: { Length: 5 } code } && (
        code is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.QueryCanceled or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected
            // While a backup is being restored, tables are missing.
            or PostgresErrorCodes.UndefinedTable
        || (code[..2] is "53" && code is not PostgresErrorCodes.TooManyConnections));

    /// <summary>
    /// The server can't be reached or refuses this connection: another attempt needs a new one. Silence means that too, because the server
    /// itself ends a slow command before the client gives it up (<see cref="Options.DatabaseConnection"/>).
    /// </summary>
    public static bool IsOfTheConnection(NpgsqlException said) => said is not PostgresException { SqlState: var code }
        || code is PostgresErrorCodes.TooManyConnections or PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.InvalidCatalogName
            or PostgresErrorCodes.InsufficientPrivilege or IdleInTransaction
        // Connection, authorization, operator intervention (such as a shutdown), system error, internal error.
        || (code is { Length: 5 } and not PostgresErrorCodes.QueryCanceled && code[..2] is "08" or "28" or "57" or "58" or "XX");

    public static string PlainReason(NpgsqlException said) => (said as PostgresException)?.SqlState switch
    {
        PostgresErrorCodes.LockNotAvailable => "another program has locked it.",
        PostgresErrorCodes.DiskFull => "the disk is full.",
        PostgresErrorCodes.ReadOnlySqlTransaction => "it is read-only.",
        PostgresErrorCodes.TooManyConnections => "it has too many connections.",
        PostgresErrorCodes.UndefinedTable => "a table is missing.",
        { } code when code.StartsWith("28", StringComparison.Ordinal) => "it does not let the site in.",
        PostgresErrorCodes.QueryCanceled => "it takes too long to answer.",
        null => "it can't be reached.",
        _ => "it can't be used.",
    };
}
