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
