namespace BackSpasmSite.Content.Text;

/// <summary>Words of a block that changed together, or stayed.</summary>
/// <param name="Kind">What happened to them.</param>
/// <param name="Text">As they stand, with the spaces between them; what lies between two changes is shortened.</param>
internal sealed record ChangedRun(RunKind Kind, string Text);
