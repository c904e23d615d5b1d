using BackSpasmSite.Content.Bibliography;

namespace BackSpasmSite.Content.Reviews;

/// <summary>
/// Says which reviews a change to the bibliography makes stale: a review covers what readers see of each listed paper (authors, title,
/// year, kind of evidence, finding).
/// </summary>
internal static class CoveredPapers
{
    /// <summary>The articles whose text is as it was signed now, and would not be with the new bibliography; by title.</summary>
    public static IReadOnlyList<Article> MadeStale(Edition edition, ReferenceLibrary after) =>
    [
        .. edition.Articles.Values.Concat(edition.Hidden)
            .Where(article => ReviewState.Of(article, edition) is ReviewState.Reviewed && TextFingerprint.Of(With(article, after)) != TextFingerprint.Of(article))
            .OrderBy(article => article.Title, StringComparer.CurrentCulture),
    ];

    private static Article With(Article article, ReferenceLibrary bibliography) => article with
    {
        References = [.. article.References.Select(entry => entry with { Cited = entry.Cited with { Reference = bibliography.Find(entry.Cited.Id) ?? entry.Cited.Reference } })],
    };
}
