using Microsoft.Data.Sqlite;

namespace BackSpasmSite.Options;

/// <summary>The section <c>Database</c> of the settings and the connection string <c>Database</c>.</summary>
internal sealed class DatabaseOptions
{
    public const string Section = "Database";

    public const string Connection = "Database";

    /// <summary>The default, and so far the only choice, is <c>Sqlite</c>.</summary>
    public string Provider { get; set; } = "Sqlite";

    /// <summary>The default is the file <c>site.db</c> in the data path.</summary>
    public string ConnectionString { get; set; } = "";

    public string File => new SqliteConnectionStringBuilder(ConnectionString).DataSource;
}
