using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.Editing;
using BackSpasmSite.Content.FrontMatter;

namespace BackSpasmSite.Content.Reviews;

/// <summary>A reviewer signs exactly the text that was shown.</summary>
internal sealed class ReviewSigner(ArticleEditor desk, PreviewBuilder renderer)
{
    public ArticlePreview? Show(Slug slug) => desk.Open(slug) is { } file ? renderer.Build(slug, file.Text) : null;

    /// <param name="stamp">The <see cref="TextFingerprint"/> of the text that was shown.</param>
    /// <returns>Changed text is a <see cref="SaveResult.Conflict"/>.</returns>
    public SaveResult Sign(Slug slug, string stamp, string by)
    {
        if (desk.Open(slug) is not { } file) return new SaveResult.Gone();
        // From exactly this file, so that what is signed is what is written.
        var articlePreview = renderer.Build(slug, file.Text);
        if (articlePreview.IsHeldBack || articlePreview.Article is null) return new SaveResult.HeldBack(articlePreview);
        if (TextFingerprint.Of(articlePreview.Article) != stamp) return new SaveResult.Conflict(file.Text, file.Hash);
        var (review, refusal) = ReviewSigning.Sign(articlePreview.Article, by, null, articlePreview.Edition);
        if (review is null) return new SaveResult.Refused(refusal!);
        try
        {
            return desk.Save(slug, file.Hash, text => FrontMatterEdit.WithReview(text, review), signing: review);
        }
        catch (FormatException unusual)
        {
            return new SaveResult.Refused(unusual.Message);
        }
    }
}

internal static class ReviewSigning
{
    public static Outcome<Review> Sign(Article article, string by, DateOnly? date, Edition edition)
    {
        var day = date ?? edition.Date;
        var error = Validate(article, by, edition)
            ?? (day > edition.Date ? $"The date, {day:yyyy-MM-dd}, is in the future." : null);
        return error is null ? new Review(by, day, TextFingerprint.Of(article), day.AddYears(1), 1) : Outcome<Review>.Refused(error);
    }

    private static string? Validate(Article article, string by, Edition edition)
    {
        if (!edition.People.TryGetValue(by, out var person))
            return $"“{by}” is not a key in people.yaml.{DidYouMean.Hint(by, edition.People.Keys.Order(StringComparer.Ordinal))}";
        if (!person.Reviews)
            return $"{person.Name} is not a reviewer. Add reviews to the role of “{by}” in people.yaml first.";

        var errors = edition.Diagnostics.Where(diagnostic => diagnostic.Path == article.Path && diagnostic.Severity == Severity.Error).ToList();
        return errors.Count == 0 ? null
            : $"{article.Path} has {(errors.Count == 1 ? "an error" : $"{errors.Count} errors, the first")} in line {errors[0].Line}: {errors[0].Code}: {errors[0].Message} An article with errors can't be signed.";
    }
}
