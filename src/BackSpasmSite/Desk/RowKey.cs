namespace BackSpasmSite.Desk;

/// <summary>What the reports of one row of the inbox have in common.</summary>
/// <param name="Passage">The passage, or null.</param>
/// <param name="Alone">The number of the report, where it names no passage; else 0.</param>
internal readonly record struct RowKey(string? Passage, long Alone);
