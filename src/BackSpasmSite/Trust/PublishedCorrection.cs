using BackSpasmSite.Articles;

namespace BackSpasmSite.Trust;

/// <summary>A correction and the article it stands on.</summary>
/// <param name="Article">The article, which may be withdrawn by now.</param>
/// <param name="Correction">What was wrong and what it says now.</param>
/// <param name="Number">Counts an article's corrections from the oldest, 1, so that each keeps its anchor when another is added.</param>
internal sealed record PublishedCorrection(Article Article, Correction Correction, int Number)
{
    /// <summary>Its anchor on the page with all corrections.</summary>
    public string Anchor => FormattableString.Invariant($"{Article.Slug}-{Number}");

    /// <summary>Every correction that readers can see, newest first.</summary>
    public static IReadOnlyList<PublishedCorrection> AllOf(Edition edition) =>
    [
        .. edition.Articles.Values.SelectMany(Of)
            .OrderByDescending(published => published.Correction.Date)
            .ThenBy(published => published.Article.Slug)
            .ThenByDescending(published => published.Number),
    ];

    /// <summary>An article's corrections, oldest first; those of one day stay in the order of the file.</summary>
    public static IEnumerable<PublishedCorrection> Of(Article article) => article.FrontMatter.Corrections
        .OrderBy(correction => correction.Date)
        .Select((correction, index) => new PublishedCorrection(article, correction, index + 1));
}
