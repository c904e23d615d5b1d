using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.FrontMatter;

namespace BackSpasmSite.Content.Reviews;

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
