namespace BackSpasmSite.Articles;

/// <param name="Source">The picture, relative to the content folder.</param>
/// <param name="Alt">What a reader who can't see it needs to know.</param>
/// <param name="Caption">Markdown; may cite.</param>
internal sealed record FrontMatterImage(string Source, string Alt, string? Caption);
