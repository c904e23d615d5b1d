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

/// <summary>A paper of the bibliography on which its journal has published a notice, and every article that cites it.</summary>
/// <param name="Notices">What stands: a retraction or a concern alone, otherwise every correction and the like.</param>
/// <param name="Articles">Drafts and scheduled articles too, ordered by title.</param>
internal sealed record AffectedPaper(Reference Paper, IReadOnlyList<PaperNotice> Notices, IReadOnlyList<Article> Articles)
{
    /// <summary>Retracted papers first, then those in doubt, each by id.</summary>
    public static IReadOnlyList<AffectedPaper> AllOf(Edition edition)
    {
        var papers = edition.Bibliography.All.Where(paper => !ReferenceEquals(paper.Status, PaperStatus.Sound)).ToDictionary(paper => paper.Id);
        if (papers.Count == 0) return [];
        var citing = edition.Articles.Values.Concat(edition.Hidden)
            .SelectMany(article => article.References.Select(entry => (entry.Cited.Id, article)).Where(entry => papers.ContainsKey(entry.Id)).Distinct())
            .ToLookup(entry => entry.Id, entry => entry.article);
        return
        [
            .. papers.Values
                .Select(paper => new AffectedPaper(paper, Status(paper.Status), [.. citing[paper.Id].OrderBy(article => article.Title, StringComparer.OrdinalIgnoreCase)]))
                .OrderBy(affected => affected.Paper.Status.Retraction is null).ThenBy(affected => affected.Paper.Status.Concern is null).ThenBy(affected => affected.Paper.Id, StringComparer.Ordinal),
        ];
    }

    private static IReadOnlyList<PaperNotice> Status(PaperStatus status) => (status.Retraction ?? status.Concern) is { } worst ? [worst] : status.Others;
}
