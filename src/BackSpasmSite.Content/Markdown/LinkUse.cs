namespace BackSpasmSite.Content.Markdown;

/// <summary>A link or picture somewhere in the content.</summary>
/// <param name="Written">The address as the author wrote it.</param>
/// <param name="Address">Where it leads.</param>
/// <param name="Offset">Where it stands in its file.</param>
internal sealed record LinkUse(string Written, LinkAddress Address, int Offset);
