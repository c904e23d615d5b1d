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

/// <summary>Account names ignore case, so the keys of <c>people.yaml</c> do too.</summary>
internal static class ReviewerAccount
{
    public static Person? Of(string? account, Edition? edition) => PersonOf(account, edition) is { Reviews: true } reviewer ? reviewer : null;

    public static string WhyNot(string? account, Edition? edition)
    {
        if (PersonOf(account, edition) is { } person)
            return $"Your account “{account}” belongs to {person.Name} in people.yaml, who is not a reviewer, so you can’t sign reviews. If that is wrong, add reviews to the role of “{person.Key}”.";
        var keys = edition?.People.Keys.Order(StringComparer.Ordinal) ?? Enumerable.Empty<string>();
        var alike = keys.Where(key => IsNameOf(account, key)).ToList();
        return alike.Count > 1
            ? $"Your account “{account}” could belong to {string.Join(" or ", alike.Select(key => $"“{key}”"))} in people.yaml, so you can’t sign reviews. Keep one of them."
            : $"No key in people.yaml is “{account}”, the name of your account, so you can’t sign reviews.{DidYouMean.Hint(account ?? "", keys)} An account signs as the person whose key is its name.";
    }

    /// <summary>If keys differ only in case, the exact one or none.</summary>
    public static Person? PersonOf(string? account, Edition? edition)
    {
        if (account is null || edition is null) return null;
        if (edition.People.TryGetValue(account, out var exact)) return exact;
        var alike = edition.People.Values.Where(person => IsNameOf(account, person.Key)).Take(2).ToList();
        return alike.Count == 1 ? alike[0] : null;
    }

    private static bool IsNameOf(string? account, string key) => string.Equals(account, key, StringComparison.OrdinalIgnoreCase);
}
