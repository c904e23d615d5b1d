namespace BackSpasmSite.Content;

/// <param name="Level">2 for a section, 3 for a part of one, and so on.</param>
/// <param name="Id">The anchor, which begins with <c>s-</c>.</param>
/// <param name="Text">The words, without markup.</param>
internal sealed record Heading(int Level, string Id, string Text);
