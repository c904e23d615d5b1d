using BackSpasmSite.Content.Bibliography;
using BackSpasmSite.Content.FrontMatter;

namespace BackSpasmSite.Content.Reviews;

internal abstract record ReviewState
{
    private ReviewState()
    {
    }

    /// <param name="Overdue"><paramref name="Next"/>, the day the next review is due, has passed.</param>
    public sealed record Reviewed(Person By, DateOnly Date, DateOnly? Next, bool Overdue) : ReviewState;

    public sealed record EditedSinceReview(Person By, DateOnly Date) : ReviewState;

    public sealed record NotReviewed : ReviewState;

    public static ReviewState Of(Article article, Edition edition)
    {
        if (article.FrontMatter.Review is not { } review || Reviewer(article, edition) is not { } reviewer) return new NotReviewed();
        if (review.Text != TextFingerprint.Of(article))
            return new EditedSinceReview(reviewer, review.Date);
        return new Reviewed(reviewer, review.Date, review.Next, review.Next < edition.Date);
    }

    /// <summary>Whoever signed, whatever has changed since; null if nobody with the role did.</summary>
    public static Person? Reviewer(Article article, Edition edition) =>
        article.FrontMatter.Review is { } review && review.Date <= edition.Date && edition.People.GetValueOrDefault(review.By) is { Reviews: true } reviewer
            ? reviewer
            : null;
}

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
