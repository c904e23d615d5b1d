namespace BackSpasmSite.Content.Text;

/// <summary>A paragraph, item or cell that is not as it was.</summary>
/// <param name="Runs">In reading order.</param>
internal sealed record ChangedBlock(IReadOnlyList<ChangedRun> Runs);
