using System.Security.Cryptography;
using System.Text;
using BackSpasmSite.Content;
using BackSpasmSite.Content.Bibliography;
using BackSpasmSite.Content.Text;

namespace BackSpasmSite.Search;

/// <summary>An article or paper that may be found.</summary>
/// <param name="Key">Its address.</param>
/// <param name="Source">What it is made from: while this is the same object, nothing has changed.</param>
/// <param name="Holds">The holds on its passages: what was read under other holds must not be quoted.</param>
/// <param name="Fingerprint">Changes whenever what is stored would change.</param>
/// <param name="Read">Reads its text, which takes time.</param>
internal sealed record SearchEntry(string Key, object Source, string Holds, Func<string> Fingerprint, Func<EntryText> Read)
{
    private const string Articles = "/articles/";

    public bool IsPaper => !Key.StartsWith(Articles, StringComparison.Ordinal);

    /// <summary>What may be found of some articles of an edition, and the papers that they cite. Withdrawn articles and those on hold may not.</summary>
    public static IEnumerable<SearchEntry> Of(Edition edition, IEnumerable<Article> articles)
    {
        var held = edition.Holds.ToLookup(hold => hold.Article);
        var found = articles.Where(article => MayFind(article, edition)).ToList();
        foreach (var article in found)
        {
            var holds = HoldsOn(held[article.Slug]);
            yield return new SearchEntry($"{Articles}{article.Slug}", article, holds, () => FingerprintOf(article, holds), () => EntryText.Of(article, edition));
        }

        var papers = new HashSet<string>(StringComparer.Ordinal);
        foreach (var paper in found.SelectMany(article => article.References).Select(entry => entry.Cited.Reference))
        {
            if (paper is null || !papers.Add(paper.Id)) continue;
            yield return new SearchEntry(PaperAddress.Of(paper.Id), paper, "", () => Hash([EntryText.Of(paper).Title, EntryText.Of(paper).About]), () => EntryText.Of(paper));
        }
    }

    /// <summary>The articles that are not as they were in an earlier edition; null if there is none, or if something that could be found then perhaps can't be found any more.</summary>
    public static IReadOnlyList<Article>? ChangedWithoutLoss(Edition edition, Edition? before)
    {
        if (before is null || before.Articles.Count != edition.Articles.Count || !before.Holds.SequenceEqual(edition.Holds)) return null;
        var changed = edition.ChangedSince(before).ToList();
        return changed.TrueForAll(article => MayFind(article, edition) && before.Articles.GetValueOrDefault(article.Slug) is { } old && !Papers(old).Except(Papers(article)).Any()) ? changed : null;

        static IEnumerable<string> Papers(Article article) => EntryText.Known(article).Select(paper => paper.Id);
    }

    /// <summary>The article at this address; null if it is not one that may be found, or a paper.</summary>
    public static Article? ArticleAt(string key, Edition edition) =>
        key.StartsWith(Articles, StringComparison.Ordinal) && edition.Find(key[Articles.Length..]) is { } article && MayFind(article, edition) ? article : null;

    public static string HoldsOn(Article article, Edition edition) => HoldsOn(edition.Holds.Where(hold => hold.Article == article.Slug));

    private static string HoldsOn(IEnumerable<Hold> holds) => string.Join('\n', holds);

    private static bool MayFind(Article article, Edition edition) => article.FrontMatter.Withdrawn is null && !edition.IsDown(article);

    /// <summary>Of what the text is made from, because rendering ten thousand articles takes half a minute.</summary>
    private static string FingerprintOf(Article article, string holds) => Hash(
    [
        Convert.ToHexStringLower(article.Source.Hash()),
        .. article.References.SelectMany(entry => (string[])[entry.Cited.Id, entry.Cited.Reference is { } paper ? EntryText.TitleOf(paper) : ""]),
        .. article.MissingPictures,
        holds,
    ]);

    private static string Hash(IEnumerable<string> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in parts)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(part));
            hash.AppendData([0]);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

/// <summary>A section of an article, or the text above the first heading.</summary>
/// <param name="Id">The heading's id; empty above the first.</param>
internal readonly record struct EntrySection(string Id, string Heading, string Text);

/// <summary>The words of an article or paper, as the index stores them.</summary>
/// <param name="About">An article's topics and description; a paper's authors and year.</param>
/// <param name="Papers">The titles of the papers that an article cites, one a line.</param>
internal sealed record EntryText(string Title, string About, IReadOnlyList<EntrySection> Sections, string Papers)
{
    public static EntryText Of(Article article, Edition edition)
    {
        var isHeld = Held(article, edition);
        var headings = article.Headings.ToDictionary(heading => heading.Id, heading => heading.Text, StringComparer.Ordinal);
        var sections = ReadingText.Of(article).Blocks
            .Where(block => block.Kind is not (BlockKind.Title or BlockKind.Heading or BlockKind.BoxTitle) && !block.IsOfSite)
            .GroupBy(block => block.Section)
            .ToDictionary(section => section.Key ?? "", section => string.Join('\n', section
                .Where(block => !isHeld(block))
                .Select(block => block.WithoutCitations(new TextRange(0, block.Text.Length)))));
        return new EntryText(
            article.Title,
            AboutOf(article),
            [.. headings.Prepend(new("", "")).Select(heading => new EntrySection(heading.Key, heading.Value, sections.GetValueOrDefault(heading.Key, "")))],
            string.Join('\n', PapersOf(article)));
    }

    public static EntryText Of(Reference paper) =>
        new(paper.Title, $"{string.Join(", ", paper.Authors.Select(author => author.FullName))} {paper.Issued?.Year}", [], "");

    public static string AboutOf(Article article) =>
        $"{string.Join(", ", article.FrontMatter.Topics.Select(topic => topic.Replace('-', ' ')))}\n{article.FrontMatter.Description}";

    /// <summary>The title of each paper, with its mark if it was retracted.</summary>
    public static IEnumerable<string> PapersOf(Article article) => Known(article).Select(TitleOf).Distinct();

    /// <summary>The papers that an article lists, without those that the bibliography does not have.</summary>
    public static IEnumerable<Reference> Known(Article article) => article.References.Select(entry => entry.Cited.Reference).OfType<Reference>();

    public static string TitleOf(Reference paper) => paper.Status.Mark is { } mark ? $"{paper.Title} ({mark})" : paper.Title;

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
