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
