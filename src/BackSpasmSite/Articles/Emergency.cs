namespace BackSpasmSite.Articles;

/// <param name="Number">What to dial, such as 112; null where the site serves many countries.</param>
/// <param name="Text">A line beside the number.</param>
internal sealed record Emergency(string? Number, string? Text);
