namespace BackSpasmSite.Options;

/// <summary>The section <c>Desk</c> of the settings.</summary>
internal sealed class DeskOptions
{
    public const string Section = "Desk";

    /// <summary>Whether an article has to be published by somebody other than its last author. The default is no.</summary>
    public bool SecondPairOfEyes { get; set; }

    /// <summary>How many versions of one article are kept; 0 means no limit. The default is 200.</summary>
    public int VersionsPerArticle { get; set; } = 200;

    /// <summary>How much all versions of all articles may take in the database, compressed; 0 means no limit. The default is 200.</summary>
    public int HistoryMegabytes { get; set; } = 200;
}
