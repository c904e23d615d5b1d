using BackSpasmSite.Content.Bibliography;

namespace BackSpasmSite.Content;

/// <summary>A paper in the lists of references that readers see; each has a page.</summary>
/// <param name="Reference">The paper.</param>
/// <param name="Articles">Whose lists it is in, the newest first.</param>
internal sealed record CitedPaper(Reference Reference, IReadOnlyList<Article> Articles)
{
    /// <summary>Such as <c>/papers/maselli-2020</c>.</summary>
    public string Address => PaperAddress.Of(Reference.Id);

    /// <summary>The day one of the articles last changed, and so perhaps what its page quotes.</summary>
    public DateOnly Changed => Articles.Max(article => article.Changed);

    /// <summary>Every such paper of an edition, in the order of their ids: what a sitemap lists.</summary>
    public static IReadOnlyList<CitedPaper> AllOf(Edition edition) =>
    [
        .. (from article in edition.Lists.NewestFirst
            from entry in article.References.DistinctBy(entry => entry.Cited.Id)
            where entry.Cited.Reference is not null
            group article by entry.Cited.Reference into paper
            select new CitedPaper(paper.Key, [.. paper])).OrderBy(paper => paper.Reference.Id, StringComparer.Ordinal),
    ];

    /// <summary>Whose lists a paper is in, the newest first; withdrawn articles cite nothing any more.</summary>
    public static IEnumerable<Article> ArticlesWith(Reference reference, Edition edition) =>
        edition.Lists.NewestFirst.Where(article => article.References.Any(entry => entry.Cited.Id == reference.Id));
}
