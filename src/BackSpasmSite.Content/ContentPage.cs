namespace BackSpasmSite.Content;

/// <summary>A page of <c>content/pages</c>, such as the privacy policy.</summary>
internal sealed record ContentPage(
    Slug Slug,
    string Path,
    string Title,
    string? Description,
    DateOnly? Modified,
    string Html);
