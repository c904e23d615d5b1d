using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.FrontMatter;

namespace BackSpasmSite.Content.Reviews;

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
