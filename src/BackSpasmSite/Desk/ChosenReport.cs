namespace BackSpasmSite.Desk;

/// <summary>As much of a report as says where in the inbox it stands.</summary>
internal sealed record ChosenReport(long Id, string? Passage, bool IsHarmful, DateTime ReceivedAt)
{
    /// <summary>What the reports of one row have in common: the passage; where none is named, a report stands alone.</summary>
    public (string? Passage, long Alone) Row => (Passage, Passage is null ? Id : 0);
}
