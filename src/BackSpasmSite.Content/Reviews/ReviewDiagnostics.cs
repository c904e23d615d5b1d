using System.Text.RegularExpressions;
using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.FrontMatter;

namespace BackSpasmSite.Content.Reviews;

/// <summary>Hidden articles included.</summary>
internal static partial class ReviewDiagnostics
{
    public static IEnumerable<Diagnostic> Of(Edition edition) =>
        edition.Articles.Values.Concat(edition.Hidden).SelectMany(article => Of(article, edition));

    private static IEnumerable<Diagnostic> Of(Article article, Edition edition) =>
        article.FrontMatter.Review is not { } review ? NotModified(article, edition) :
        [
            .. NotModified(article, edition),
            .. Reviewer(article, review, edition),
            .. Dates(article, review, edition),
            .. Words(article, review),
        ];

    /// <summary>The day that readers, feeds and search engines are told of must not be before the latest correction.</summary>
    private static IEnumerable<Diagnostic> NotModified(Article article, Edition edition)
    {
        if (LatestCorrection(article.FrontMatter, edition.Date) is not { } latest) yield break;
        var modified = article.FrontMatter.Modified;
        yield return new Diagnostic(article.Path, article.FrontMatter.ModifiedLine, 1, "REV008", Severity.Warning,
            $"{(modified is null ? "“modified” is missing" : $"“modified” ({modified:yyyy-MM-dd}) is earlier")}, but the text was corrected on {latest:yyyy-MM-dd}. Write: modified: {latest:yyyy-MM-dd}");
    }

    /// <summary>The date of the latest correction, if it is after the day the article says it last changed; otherwise null.</summary>
    /// <param name="today">A later correction is a mistake of its own.</param>
    public static DateOnly? LatestCorrection(ArticleMetadata front, DateOnly today) =>
        front.Corrections.Where(correction => correction.Date <= today).Max(correction => (DateOnly?)correction.Date) is { } latest && latest > (front.Modified ?? front.Published) ? latest : null;

    private static IEnumerable<Diagnostic> Reviewer(Article article, Review review, Edition edition)
    {
        if (!edition.People.TryGetValue(review.By, out var person))
            yield return At(article, review, "REV001", Severity.Error,
                $"“{review.By}” is not a key in people.yaml.{DidYouMean.Hint(review.By, edition.People.Keys.Order(StringComparer.Ordinal))} Add the reviewer there first.");
        else if (!person.Reviews)
            yield return At(article, review, "REV002", Severity.Error,
                $"{person.Name} is not a reviewer. Add reviews to the role of “{person.Key}” in people.yaml, or name another reviewer.");
        else if (review.By == article.FrontMatter.Author || string.Equals(person.Name, article.Author.Name, StringComparison.OrdinalIgnoreCase))
            yield return At(article, review, "REV007", Severity.Warning,
                $"{person.Name} is the author and the reviewer of this article. Have somebody else review and sign it.");
    }

    private static IEnumerable<Diagnostic> Dates(Article article, Review review, Edition edition)
    {
        // A date before publication is fine: a scheduled article should be reviewed before readers see it.
        if (review.Date > edition.Date)
            yield return At(article, review, "REV005", Severity.Error, $"The review's date, {review.Date:yyyy-MM-dd}, is in the future.");
        if (review.Next <= review.Date)
            yield return At(article, review, "REV005", Severity.Error,
                $"The next review, {review.Next:yyyy-MM-dd}, should be after this one, {review.Date:yyyy-MM-dd}.");
        else if (review.Next < edition.Date)
            yield return At(article, review, "REV004", Severity.Warning,
                $"The next review was due on {review.Next:yyyy-MM-dd}. Have the article reviewed and signed again.");
    }

    private static IEnumerable<Diagnostic> Words(Article article, Review review)
    {
        if (!Stamp().IsMatch(review.Text))
            yield return At(article, review, "REV006", Severity.Error,
                "The review's text should be sha256: and 64 hexadecimal digits. Let “review sign” write it.");
        else if (review.Text != TextFingerprint.Of(article))
            yield return At(article, review, "REV003", Severity.Warning,
                $"The text, or what is said of a paper in its list, has changed since its review of {review.Date:yyyy-MM-dd}, and readers are told so. Have it signed again: review sign {article.Slug} --by {review.By}");
    }

    private static Diagnostic At(Article article, Review review, string code, Severity severity, string message) =>
        new(article.Path, review.Line, 1, code, severity, message);

    [GeneratedRegex(@"\Asha256:[0-9a-f]{64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Stamp();
}
