namespace BackSpasmSite.Content;

/// <summary>A step on the way to a page.</summary>
/// <param name="Address">A path, such as <c>/topics</c>.</param>
internal sealed record Crumb(string Text, string Address);
