namespace BackSpasmSite.Content.FrontMatter;

/// <param name="Date">The day the text was mended.</param>
/// <param name="Note">What changed and why, for readers.</param>
/// <param name="Was">What it said.</param>
/// <param name="Now">What it says now.</param>
/// <param name="Reports">The numbers of the readers' reports that led to it.</param>
internal sealed record Correction(DateOnly Date, string Note, string? Was, string? Now, IReadOnlyList<int> Reports);
