namespace BackSpasmSite.Options;

/// <summary>The section <c>Search</c> of the settings.</summary>
internal sealed class SearchOptions
{
    public const string Section = "Search";

    /// <summary>
    /// Searches and suggestions one network address (IPv4 address, IPv6 /64) may ask for in a minute; 0 means no limit. The default is 600.
    /// </summary>
    public int RequestsPerMinute { get; set; } = 600;

    /// <summary>Whether words that were searched and not found are counted for the desk. The default is no.</summary>
    public bool CountMisses { get; set; }
}
