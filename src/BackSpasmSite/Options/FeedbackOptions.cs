namespace BackSpasmSite.Options;

/// <summary>How much readers may send and how long it is kept: the section <c>Feedback</c> of the settings.</summary>
internal sealed class FeedbackOptions
{
    public const string Section = "Feedback";

    /// <summary>For one address (IPv4, or IPv6 /64); 0 means no limit by address, neither by the hour nor by the day. The default is 30.</summary>
    public int ReportsPerHour { get; set; } = 30;

    /// <summary>For one address; 0 means no limit. The default is 120.</summary>
    public int VotesPerHour { get; set; } = 120;

    /// <summary>For one address; 0 means no limit. The default is 200.</summary>
    public int NetworkReportsPerDay { get; set; } = 200;

    /// <summary>For one address; 0 means no limit. The default is 1,000.</summary>
    public int NetworkKilobytesPerDay { get; set; } = 1_000;

    /// <summary>For everybody together; 0 means no limit. The default is 10,000.</summary>
    public int SiteReportsPerDay { get; set; } = 10_000;

    /// <summary>For everybody together; 0 means no limit. The default is 50,000.</summary>
    public int SiteVotesPerDay { get; set; } = 50_000;

    /// <summary>For everybody together; 0 means no limit. The default is 100.</summary>
    public int SiteMegabytesPerDay { get; set; } = 100;

    /// <summary>No reports are accepted while the database's disk has less free; 0 means no limit. The default is 50.</summary>
    public int LeastFreeMegabytes { get; set; } = 50;

    /// <summary>After this, the words of a report are erased; 0 keeps them for ever. The default is 730, two years.</summary>
    public int KeepReportsDays { get; set; } = 730;

    /// <summary>Counted from marking a report as spam; then it is deleted. 0 keeps it for ever. The default is 30.</summary>
    public int KeepSpamDays { get; set; } = 30;

    /// <summary>Days after which a vote is deleted; 0 keeps it for ever. The default is 730, two years.</summary>
    public int KeepVotesDays { get; set; } = 730;

    /// <summary>Whether <c>/corrections</c> says how many reports came and what became of them. The default is true.</summary>
    public bool PublishNumbers { get; set; } = true;
}
