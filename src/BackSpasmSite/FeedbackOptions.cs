namespace BackSpasmSite;

/// <summary>How much readers may send and how long it is kept: the section <c>Feedback</c> of the settings.</summary>
internal sealed class FeedbackOptions
{
    public const string Section = "Feedback";

    /// <summary>Reports one client may send in an hour; 0 means no limit. The default is 30.</summary>
    public int ReportsPerHour { get; set; } = 30;

    /// <summary>Votes one client may cast in an hour; 0 means no limit. The default is 120.</summary>
    public int VotesPerHour { get; set; } = 120;

    /// <summary>Days after which the words of a report are erased; 0 keeps them for ever. The default is 730, two years.</summary>
    public int KeepReportsDays { get; set; } = 730;

    /// <summary>Days after which a report is deleted, from when it was marked as spam; 0 keeps it for ever. The default is 30.</summary>
    public int KeepSpamDays { get; set; } = 30;

    /// <summary>Days after which a vote is deleted; 0 keeps it for ever. The default is 730, two years.</summary>
    public int KeepVotesDays { get; set; } = 730;
}
