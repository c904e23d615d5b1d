using BackSpasmSite.Articles.Markup;
using BackSpasmSite.Problems;

namespace BackSpasmSite.Articles;

/// <summary>An article's file, understood as far as it can be by itself.</summary>
/// <param name="Figure">The picture of the front matter, or null.</param>
/// <param name="Offsets">Where each key of the front matter stands in the file.</param>
/// <param name="ReferenceOffsets">Where each id of the list of references stands in the file.</param>
internal sealed record ParsedArticle(
    Slug Slug,
    SourceText Source,
    FrontMatter FrontMatter,
    ParsedText Text,
    FigureBlock? Figure,
    IReadOnlyDictionary<string, int> Offsets,
    IReadOnlyList<int> ReferenceOffsets)
{
    public IEnumerable<LinkUse> Links => FrontMatter.Image is { } image
        ? Text.Links.Prepend(new LinkUse(image.Source, LinkAddress.Parse(image.Source, "articles"), image.SourceOffset))
        : Text.Links;
}
