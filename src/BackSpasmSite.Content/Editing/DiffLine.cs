namespace BackSpasmSite.Content.Editing;

/// <summary>A line of two texts laid side by side.</summary>
/// <param name="Kind">Whether it is in both, or in which.</param>
/// <param name="Number">Its number in the newer text; in the older one for a line that is gone.</param>
internal sealed record DiffLine(DiffKind Kind, int Number, string Text);
