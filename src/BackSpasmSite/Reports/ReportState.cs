namespace BackSpasmSite.Reports;

/// <summary>Where a report stands.</summary>
internal enum ReportState
{
    /// <summary>Nobody has looked at it yet.</summary>
    New,

    /// <summary>An editor is looking at it.</summary>
    Looking,

    /// <summary>Closed: the article was mended.</summary>
    Corrected,

    /// <summary>Closed: the article stays as it is, for a reason.</summary>
    Declined,

    /// <summary>Closed: another report says the same, and its answer is this one's too.</summary>
    Duplicate,

    /// <summary>Closed without an answer: it is no report.</summary>
    Spam,

    /// <summary>Out of the common queue, and kept until it is released.</summary>
    Legal,
}
