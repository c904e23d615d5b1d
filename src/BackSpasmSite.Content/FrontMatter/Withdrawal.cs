namespace BackSpasmSite.Content.FrontMatter;

/// <param name="Date">The day the article was withdrawn.</param>
/// <param name="Note">Why, for readers.</param>
internal sealed record Withdrawal(DateOnly Date, string Note);
