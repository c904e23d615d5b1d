namespace BackSpasmSite;

/// <summary>Which database: the section <c>Database</c> of the settings.</summary>
internal sealed class DatabaseOptions
{
    public const string Section = "Database";

    /// <summary>The default, and so far the only one, is <c>Sqlite</c>.</summary>
    public string Provider { get; set; } = "Sqlite";
}
