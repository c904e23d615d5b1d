namespace BackSpasmSite.Options;

/// <summary>How much readers may send and how long it is kept: the section <c>Feedback</c> of the settings.</summary>
internal sealed class FeedbackOptions
{
    public const string Section = "Feedback";

    /// <summary>
    /// Reports one network address (IPv4 address, IPv6 /64) may send in an hour; 0 means no limit by address, by the
    /// hour or by the day. The default is 30.
    /// </summary>
    public int ReportsPerHour { get; set; } = 30;

    /// <summary>Votes one network address may cast in an hour; 0 means no limit. The default is 120.</summary>
    public int VotesPerHour { get; set; } = 120;

    /// <summary>Reports one network address may send in 24 hours; 0 means no limit. The default is 200.</summary>
    public int NetworkReportsPerDay { get; set; } = 200;

    /// <summary>How many kilobytes the reports of one network address may take in 24 hours; 0 means no limit. The default is 1,000.</summary>
    public int NetworkKilobytesPerDay { get; set; } = 1_000;

    /// <summary>Reports everybody together may send in 24 hours; 0 means no limit. The default is 10,000.</summary>
    public int SiteReportsPerDay { get; set; } = 10_000;

    /// <summary>Votes everybody together may cast in 24 hours; 0 means no limit. The default is 50,000.</summary>
    public int SiteVotesPerDay { get; set; } = 50_000;

    /// <summary>How many megabytes everybody's reports may take in 24 hours; 0 means no limit. The default is 100.</summary>
    public int SiteMegabytesPerDay { get; set; } = 100;

    /// <summary>No reports are accepted while the database's disk has fewer megabytes free; 0 means no limit. The default is 50.</summary>
    public int LeastFreeMegabytes { get; set; } = 50;

    /// <summary>Days after which the words of a report are erased; 0 keeps them for ever. The default is 730, two years.</summary>
    public int KeepReportsDays { get; set; } = 730;

    /// <summary>Days after which a report is deleted, from when it was marked as spam; 0 keeps it for ever. The default is 30.</summary>
    public int KeepSpamDays { get; set; } = 30;

    /// <summary>Days after which a vote is deleted; 0 keeps it for ever. The default is 730, two years.</summary>
    public int KeepVotesDays { get; set; } = 730;

    /// <summary>Whether <c>/corrections</c> says how many reports came and what became of them. The default is true.</summary>
    public bool PublishNumbers { get; set; } = true;
}
