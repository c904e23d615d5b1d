using BackSpasmSite.Feedback;

namespace BackSpasmSite.Desk;

/// <summary>One row of the inbox: the reports on one passage, or one report that names none.</summary>
/// <param name="Reports">At least one; what could hurt somebody first, then what has waited longest.</param>
/// <param name="Quote">The beginning of the passage.</param>
/// <param name="Message">The beginning of what the first of these readers wrote.</param>
internal sealed record QueueRow(IReadOnlyList<QueuedReport> Reports, string? Quote, string? Message)
{
    /// <summary>The one that a link to the row leads to.</summary>
    public QueuedReport First => Reports[0];

    /// <summary>Since when the row waits.</summary>
    public DateTime Since => Reports.Min(report => report.ReceivedAt);

    public IEnumerable<Concern> Concerns => Reports.Select(report => report.Concern).OfType<Concern>().Distinct().Order();

    public IEnumerable<ReportState> States => Reports.Select(report => report.State).Distinct().Order();

    /// <summary>Those that may be marked as spam together.</summary>
    public IEnumerable<long> Open => Reports.Where(report => report.IsOpen).Select(report => report.Id);
}
