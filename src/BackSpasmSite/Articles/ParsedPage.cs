using BackSpasmSite.Articles.Markup;
using BackSpasmSite.Problems;

namespace BackSpasmSite.Articles;

/// <summary>A page's file, understood as far as it can be by itself.</summary>
internal sealed record ParsedPage(
    Slug Slug,
    SourceText Source,
    string Title,
    string? Description,
    DateOnly? Modified,
    ParsedText Text);
