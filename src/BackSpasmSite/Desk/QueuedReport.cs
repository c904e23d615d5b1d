using BackSpasmSite.Feedback;

namespace BackSpasmSite.Desk;

/// <summary>As much of a report as its row in the inbox needs.</summary>
internal sealed record QueuedReport(
    long Id,
    string Article,
    ReportState State,
    Concern? Concern,
    Suspicion? Suspicion,
    DateTime ReceivedAt,
    bool IsErased)
{
    public bool IsOpen => ReportStates.Queue.Contains(State);
}
