namespace BackSpasmSite.Content.Editing;

/// <summary>What a new article says of itself.</summary>
/// <param name="Author">A key of <c>people.yaml</c>.</param>
/// <param name="Topics">Lower-case words with hyphens.</param>
internal sealed record NewArticleFacts(string Title, string Description, string Author, IReadOnlyList<string> Topics);
