using BackSpasmSite.Feedback;

namespace BackSpasmSite.Desk;

/// <summary>As much of a report as its row in the inbox needs.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Row">What the reports of one row have in common: <see cref="ReportQueue"/>.</param>
internal sealed record QueuedReport(
    long Id,
    string Row,
    string Article,
    ReportState State,
    Concern? Concern,
    Suspicion? Suspicion,
    DateTime ReceivedAt,
    bool IsErased)
{
    public bool IsHarmful => Concern is Feedback.Concern.Harmful;

    public bool IsOpen => ReportStates.Open.Contains(State);
}
