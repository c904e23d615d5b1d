using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.Markdown;

namespace BackSpasmSite.Content;

/// <summary>A page's file, understood as far as it can be by itself.</summary>
internal sealed record ParsedPage(
    Slug Slug,
    SourceText Source,
    string Title,
    string? Description,
    DateOnly? Modified,
    ParsedText Text);
