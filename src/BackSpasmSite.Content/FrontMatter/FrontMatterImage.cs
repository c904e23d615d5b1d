namespace BackSpasmSite.Content.FrontMatter;

/// <param name="Source">The picture, relative to the content folder or the article.</param>
/// <param name="Alt">What a reader who can't see it needs to know.</param>
/// <param name="Caption">Markdown; may cite.</param>
internal sealed record FrontMatterImage(string Source, string Alt, string? Caption)
{
    /// <summary>Where <c>src</c> stands in the file, for problems.</summary>
    public int SourceOffset { get; init; }

    /// <summary>Where <c>caption</c> stands in the file, for problems.</summary>
    public int CaptionOffset { get; init; }
}
