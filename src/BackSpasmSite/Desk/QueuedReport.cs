using BackSpasmSite.Feedback;

namespace BackSpasmSite.Desk;

/// <summary>As much of a report as its row in the inbox needs.</summary>
internal sealed record QueuedReport(
    long Id,
    string? Passage,
    string Article,
    ReportState State,
    Concern? Concern,
    Suspicion? Suspicion,
    DateTime ReceivedAt,
    bool IsErased)
{
    public RowKey Row => new(Passage, Passage is null ? Id : 0);

    public bool IsHarmful => Concern is Feedback.Concern.Harmful;

    public bool IsOpen => ReportStates.Queue.Contains(State);
}
