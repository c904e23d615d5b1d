using BackSpasmSite.Content.Editing;

namespace BackSpasmSite.Content.Reviews;

/// <summary>Lets a reviewer sign exactly the words that were shown.</summary>
internal sealed class ReviewDesk(ArticleDesk desk, TrialPress press)
{
    /// <summary>The article as its file is now; null when there is none that can be shown.</summary>
    public Trial? Show(Slug slug) => desk.Open(slug) is { } file ? press.Try(slug, file.Text) : null;

    /// <summary>Writes the sign-off into the article's file.</summary>
    /// <param name="slug">The article's.</param>
    /// <param name="stamp">The words that were shown: <see cref="TextStamp"/>.</param>
    /// <param name="by">The reviewer's key.</param>
    /// <returns>What became of it; or null and why there can be no sign-off. Changed words are a <see cref="Saving.Conflict"/>.</returns>
    public (Saving? Saving, string? Refusal) Sign(Slug slug, string stamp, string by)
    {
        if (desk.Open(slug) is not { } file) return (new Saving.Gone(), null);
        // The article of just this file, so that what is signed is what is written.
        var trial = press.Try(slug, file.Text);
        if (trial.IsHeldBack || trial.Article is null) return (new Saving.HeldBack(trial), null);
        if (TextStamp.Of(trial.Article) != stamp) return (new Saving.Conflict(file.Text, file.Hash), null);
        var (review, refusal) = ReviewSigning.Sign(trial.Article, by, null, trial.Edition);
        if (review is null) return (null, refusal);
        try
        {
            return (desk.Save(slug, file.Hash, text => FrontMatterEdit.WithReview(text, review), signing: review), null);
        }
        catch (FormatException unusual)
        {
            return (null, unusual.Message);
        }
    }
}
