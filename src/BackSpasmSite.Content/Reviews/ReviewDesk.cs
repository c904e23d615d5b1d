using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.Editing;
using BackSpasmSite.Content.FrontMatter;

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

/// <summary>A person's sign-off under the words of an article as they stand in the edition.</summary>
internal static class ReviewSigning
{
    /// <summary>The record to write; or null, and the reason why there can be none.</summary>
    public static (Review? Review, string? Refusal) Sign(Article article, string by, DateOnly? date, Edition edition)
    {
        var day = date ?? edition.Date;
        var refusal = Refuse(article, by, edition)
            ?? (day > edition.Date ? FormattableString.Invariant($"The date, {day:yyyy-MM-dd}, is in the future.") : null);
        return refusal is null ? (new Review(by, day, TextStamp.Of(article), day.AddYears(1), 1), null) : (null, refusal);
    }

    private static string? Refuse(Article article, string by, Edition edition)
    {
        if (!edition.People.TryGetValue(by, out var person))
            return $"“{by}” is not a key in people.yaml.{Nearest.Hint(by, edition.People.Keys.Order(StringComparer.Ordinal))}";
        if (!person.Reviews)
            return $"{person.Name} is not a reviewer. Add reviews to the role of “{by}” in people.yaml first.";

        var errors = edition.Problems.Count(problem => problem.Path == article.Path && problem.Severity == Severity.Error);
        return errors > 0 ? FormattableString.Invariant($"{article.Path} has {errors} error(s). Run check and mend them before anybody signs.") : null;
    }
}
