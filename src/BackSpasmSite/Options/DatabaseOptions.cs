using BackSpasmSite.Content.Diagnostics;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace BackSpasmSite.Options;

/// <summary>The section <c>Database</c> of the settings and the connection string <c>Database</c>.</summary>
internal sealed class DatabaseOptions
{
    public const string Section = "Database";

    public const string Connection = "Database";

    public const string Sqlite = "Sqlite";

    public const string PostgreSql = "PostgreSql";

    /// <summary>The default is <c>Sqlite</c>; the other choice is <c>PostgreSql</c>.</summary>
    public string Provider { get; set; } = Sqlite;

    /// <summary>The default is the file <c>site.db</c> in the data path. PostgreSQL has no default.</summary>
    public string ConnectionString { get; set; } = "";

    public bool IsPostgreSql => Provider.Equals(PostgreSql, StringComparison.OrdinalIgnoreCase);

    /// <summary>Only for SQLite.</summary>
    public string File => new SqliteConnectionStringBuilder(ConnectionString).DataSource;

    /// <summary>For people: the file, or server and database; never a password.</summary>
    public string Name => IsPostgreSql && new NpgsqlConnectionStringBuilder(ConnectionString) is var server ? $"{server.Database} on {server.Host}" : File;
}

/// <summary>The connection string: what is wrong with it, and what the site adds. A message never repeats it, because it may hold a password.</summary>
internal static class DatabaseConnection
{
    private const int CommandSeconds = 3;

    /// <summary>After this long a PostgreSQL server ends a command and says so. A client that gave up first could not tell that from a lost server.</summary>
    private const int ServerMilliseconds = 2500;

    /// <summary>Shorter than the provider's 15 s, so that a reader gets an answer within 5 s.</summary>
    private const int ConnectSeconds = 2;

    /// <summary>More than the writers and readers of one process need. A server has 100 by default, for all replicas.</summary>
    private const int MostConnections = 20;

    /// <summary>Adds what is missing. Text that is not a connection string is left for validation.</summary>
    public static string Complete(bool isPostgreSql, string? written, string dataPath)
    {
        if (isPostgreSql) return written is null || WhatIsWrongWithServer(written) is not null ? written ?? "" : Server(written);
        if (written is null or "") return Complete(isPostgreSql, $"Data Source={Path.Combine(dataPath, "site.db")}", dataPath);
        if (WhatIsWrongWithFile(written) is not null) return written;
        // Beginning and committing a transaction have no timeout of their own and use the connection's.
        var connection = new SqliteConnectionStringBuilder(written) { DefaultTimeout = CommandSeconds };
        connection.DataSource = Path.GetFullPath(connection.DataSource);
        return connection.ConnectionString;
    }

    public static string? Validate(DatabaseOptions database) => database.IsPostgreSql
        ? WhatIsWrongWithServer(database.ConnectionString) is { } server
            ? $"{server} It should look like “Host=db.example.org;Database=site;Username=site;Password=…”." : null
        : WhatIsWrongWithFile(database.ConnectionString) is { } file
            ? $"{file} It should look like “Data Source=/srv/data/site.db”. Omit it to use the default." : null;

    private static string Server(string written)
    {
        var server = new NpgsqlConnectionStringBuilder(written)
        {
            Timeout = ConnectSeconds,
            CommandTimeout = CommandSeconds,
            // Gives the connection up at once, and does not wait for a server that did not answer to confirm that it stops.
            CancellationTimeout = -1,
            // The details of an error contain what was to be stored: a reader's words.
            IncludeErrorDetail = false,
            Multiplexing = false,
        };
        if (!server.ContainsKey("Maximum Pool Size")) server.MaxPoolSize = MostConnections;
        // The server would compile the queries of the inbox for longer than it takes to run them. What was written comes last and wins.
        server.Options = FormattableString.Invariant($"-c jit=off -c statement_timeout={ServerMilliseconds} {server.Options}").TrimEnd();
        if (server.ApplicationName is null or "") server.ApplicationName = nameof(BackSpasmSite);
        return server.ConnectionString;
    }

    private static string? WhatIsWrongWithServer(string text)
    {
        if (string.IsNullOrWhiteSpace(text)) return "It is not set, and PostgreSQL has no default.";
        if (text.TrimStart().StartsWith("postgres", StringComparison.OrdinalIgnoreCase) && text.Contains("://", StringComparison.Ordinal)) return "It is an address (postgresql://…), which has to be written as keys and values.";
        if (WhatIsUnknown(text) is { } unknown) return unknown;
        try
        {
            var server = new NpgsqlConnectionStringBuilder(text);
            return server.Host is null or "" ? "It names no server (Host)."
                : server.Database is null or "" ? "It names no database (Database)."
                : server.MaxPoolSize < 2 ? "The site needs at least two connections (Maximum Pool Size)."
                : null;
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or FormatException or OverflowException or InvalidCastException or KeyNotFoundException)
        {
            // Their messages may repeat the value.
            return "It can't be read: one of its values does not fit its key.";
        }
    }

    /// <summary>A key that the provider does not know, without its value.</summary>
    private static string? WhatIsUnknown(string text)
    {
        try
        {
            var known = new NpgsqlConnectionStringBuilder();
            var unknown = new System.Data.Common.DbConnectionStringBuilder { ConnectionString = text }.Keys.Cast<string>().FirstOrDefault(key => !IsKnown(known, key));
            return unknown is null ? null : $"PostgreSQL’s provider knows no “{unknown}”.{DidYouMean.Hint(unknown, ["Host", "Port", "Database", "Username", "Password", "SSL Mode", "Maximum Pool Size"])}";
        }
        catch (ArgumentException)
        {
            return "It can't be read: it has to be keys and values, separated by semicolons.";
        }
    }

    private static bool IsKnown(NpgsqlConnectionStringBuilder known, string key)
    {
        try
        {
            return known.TryGetValue(key, out _) || known.ContainsKey(key);
        }
        catch (Exception unknown) when (unknown is KeyNotFoundException or ArgumentException)
        {
            return false;
        }
    }

    private static string? WhatIsWrongWithFile(string text)
    {
        try
        {
            var connection = new SqliteConnectionStringBuilder(text);
            return connection.DataSource is "" ? "It has no file name (Data Source)."
                : connection.Mode == SqliteOpenMode.Memory || connection.DataSource.Contains(":memory:", StringComparison.OrdinalIgnoreCase)
                    ? "A database in memory would lose every report."
                // SQLite reads options from a URI, which would override the rest of the string.
                : connection.DataSource.StartsWith("file:", StringComparison.OrdinalIgnoreCase) ? "Name the file by its path and not as file:…"
                : Path.EndsInDirectorySeparator(connection.DataSource) ? "It is a folder, not a file."
                : null;
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or FormatException or OverflowException)
        {
            return unreadable.Message;
        }
    }
}
