using BackSpasmSite.Content.FrontMatter;

namespace BackSpasmSite.Content.Reviews;

/// <summary>What a reader may honestly be told of an article's medical review: one of three states.</summary>
internal abstract record ReviewState
{
    private ReviewState()
    {
    }

    /// <summary>A professional signed exactly the words that stand here now.</summary>
    /// <param name="Next">The day the next review is due.</param>
    /// <param name="Overdue">Whether that day has passed.</param>
    public sealed record Reviewed(Person By, DateOnly Date, DateOnly? Next, bool Overdue) : ReviewState;

    /// <summary>A professional signed it, and words have changed since.</summary>
    public sealed record EditedSinceReview(Person By, DateOnly Date) : ReviewState;

    /// <summary>Nobody signed it.</summary>
    public sealed record NotReviewed : ReviewState;

    /// <summary>The state of an article on the edition's date.</summary>
    public static ReviewState Of(Article article, Edition edition)
    {
        if (article.FrontMatter.Review is not { } review || Reviewer(article, edition) is not { } reviewer) return new NotReviewed();
        if (review.Text != TextFingerprint.Of(article))
            return new EditedSinceReview(reviewer, review.Date);
        return new Reviewed(reviewer, review.Date, review.Next, review.Next < edition.Date);
    }

    /// <summary>Who signed an article, whatever has changed in it since; null where nobody did who may.</summary>
    public static Person? Reviewer(Article article, Edition edition) =>
        article.FrontMatter.Review is { } review && review.Date <= edition.Date && edition.People.GetValueOrDefault(review.By) is { Reviews: true } reviewer
            ? reviewer
            : null;
}
