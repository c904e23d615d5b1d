using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.FrontMatter;
using BackSpasmSite.Content.Markdown;

namespace BackSpasmSite.Content;

/// <summary>An article's file, understood as far as it can be by itself.</summary>
/// <param name="Figure">The picture of the front matter, or null.</param>
/// <param name="FigureLinks">That picture, and the links of its caption.</param>
/// <param name="Offsets">Where each key of the front matter stands in the file.</param>
/// <param name="ReferenceOffsets">Where each id of the list of references stands in the file.</param>
internal sealed record ParsedArticle(
    Slug Slug,
    SourceText Source,
    ArticleMetadata FrontMatter,
    ParsedText Text,
    FigureBlock? Figure,
    IReadOnlyList<LinkUse> FigureLinks,
    IReadOnlyDictionary<string, int> Offsets,
    IReadOnlyList<int> ReferenceOffsets)
{
    public IEnumerable<LinkUse> Links => FigureLinks.Concat(Text.Links);
}
