using Microsoft.Data.Sqlite;

namespace BackSpasmSite.Options;

/// <summary>The database: the section <c>Database</c> of the settings and the connection string <c>Database</c>.</summary>
internal sealed class DatabaseOptions
{
    public const string Section = "Database";

    /// <summary>The name of its connection string.</summary>
    public const string Connection = "Database";

    /// <summary>The default, and so far the only one, is <c>Sqlite</c>.</summary>
    public string Provider { get; set; } = "Sqlite";

    /// <summary>The connection string. The default is the file <c>site.db</c> in the data path.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>The full path of the database's file.</summary>
    public string File => new SqliteConnectionStringBuilder(ConnectionString).DataSource;
}
