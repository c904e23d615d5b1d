using System.Security.Cryptography;
using System.Text;
using BackSpasmSite.Content;
using BackSpasmSite.Content.Text;

namespace BackSpasmSite.Search;

/// <summary>A section of an article, or a paper, as the index stores it.</summary>
/// <param name="Heading">Null for the text above the first heading, and for a paper.</param>
internal sealed record IndexedSection(string Address, string Title, string? Heading, string Text, string Topics);

/// <summary>What can be found of an edition, by article or paper.</summary>
internal static class IndexedSections
{
    /// <summary>The articles and papers that may be found. Withdrawn articles and those on hold may not.</summary>
    public static bool MayFind(Article article, Edition edition) => article.FrontMatter.Withdrawn is null && !edition.IsDown(article);

    public static IEnumerable<(string Key, IReadOnlyList<IndexedSection> Sections)> Of(Edition edition)
    {
        foreach (var article in edition.Articles.Values.Where(article => MayFind(article, edition)))
            yield return ($"/articles/{article.Slug}", Of(article, edition));
        foreach (var paper in CitedPaper.AllOf(edition).Where(paper => paper.Articles.Any(article => MayFind(article, edition))))
        {
            var authors = string.Join(", ", paper.Reference.Authors.Select(author => author.FullName));
            yield return (paper.Address, [new IndexedSection(paper.Address, paper.Reference.Title, null, $"{authors} {paper.Reference.Issued?.Year}", "")]);
        }
    }

    /// <summary>Changes whenever what is stored would change.</summary>
    public static string Fingerprint(IReadOnlyList<IndexedSection> sections) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', sections))));

    /// <summary>The holds on an article's passages: an index that was built under other holds must not quote it.</summary>
    public static string HoldsOn(string slug, Edition edition) =>
        string.Join('\n', edition.Holds.Where(hold => hold.Article.ToString() == slug).Select(hold => hold.ToString()));

    private static List<IndexedSection> Of(Article article, Edition edition)
    {
        var address = $"/articles/{article.Slug}";
        var topics = string.Join(' ', edition.Lists.TopicsOf(article).Select(topic => topic.Name));
        var headings = article.Headings.ToDictionary(heading => heading.Id, heading => heading.Text, StringComparer.Ordinal);
        var isHeld = Held(article, edition);
        return
        [
            .. ReadingText.Of(article).Blocks
                .Where(block => block.Kind is not (BlockKind.Title or BlockKind.Heading) && !block.IsOfSite)
                .GroupBy(block => block.Section)
                .Select(section => new IndexedSection(
                    section.Key is null ? address : $"{address}#{section.Key}",
                    article.Title,
                    section.Key is null ? null : headings.GetValueOrDefault(section.Key),
                    string.Join('\n', section.Where(block => !isHeld(block)).Select(block => block.WithoutCitations(new TextRange(0, block.Text.Length)))),
                    topics)),
        ];
    }

    /// <summary>Finds held passages' blocks; if a passage is no longer found in the text, its whole section counts as held, and without a section the whole text.</summary>
    private static Func<ReadingBlock, bool> Held(Article article, Edition edition)
    {
        var blocks = new HashSet<int>();
        var sections = new HashSet<string?>();
        foreach (var hold in edition.Holds.Where(hold => hold.Article == article.Slug && hold.Quote is not null))
        {
            if (QuoteAnchor.Find(ReadingText.Of(article), new Quotation(hold.Quote!, hold.Prefix, hold.Suffix, hold.Section)) is AnchoredPassage.Found found)
                blocks.UnionWith(found.Parts.Select(part => part.Block.Start));
            else
                sections.Add(hold.Section);
        }

        return block => blocks.Contains(block.Start) || sections.Contains(block.Section) || sections.Contains(null);
    }
}
