using BackSpasmSite.Content.Bibliography;

namespace BackSpasmSite.Content;

/// <summary>A paper in a list of references that readers see; each has a page.</summary>
/// <param name="Articles">The articles that list it, newest first.</param>
internal sealed record CitedPaper(Reference Reference, IReadOnlyList<Article> Articles)
{
    /// <summary>Such as <c>/papers/maselli-2020</c>.</summary>
    public string Address => PaperAddress.Of(Reference.Id);

    /// <summary>The last day one of the articles changed, and so perhaps what this paper's page quotes.</summary>
    public DateOnly Changed => Articles.Max(article => article.Changed);

    /// <summary>Every such paper of an edition, ordered by id.</summary>
    public static IReadOnlyList<CitedPaper> AllOf(Edition edition) =>
    [
        .. (from article in edition.Lists.NewestFirst
            from entry in article.References.DistinctBy(entry => entry.Cited.Id)
            where entry.Cited.Reference is not null
            group article by entry.Cited.Reference into paper
            select new CitedPaper(paper.Key, [.. paper])).OrderBy(paper => paper.Reference.Id, StringComparer.Ordinal),
    ];

    /// <summary>The articles that list a paper, newest first; withdrawn articles are left out.</summary>
    public static IEnumerable<Article> ArticlesWith(Reference reference, Edition edition) =>
        edition.Lists.NewestFirst.Where(article => article.References.Any(entry => entry.Cited.Id == reference.Id));
}
