namespace BackSpasmSite.Content.Citations;

/// <summary>A group that would be a citation if the article's list were longer.</summary>
/// <param name="Position">Where it begins in the parsed Markdown.</param>
/// <param name="Written">As the author wrote it, with both parentheses.</param>
/// <param name="Missing">The first of its numbers that is not in the list.</param>
internal sealed record UnlistedGroup(int Position, string Written, int Missing);
