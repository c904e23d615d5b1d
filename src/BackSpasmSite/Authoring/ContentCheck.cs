using BackSpasmSite.Articles;
using BackSpasmSite.Problems;
using BackSpasmSite.Trust;

namespace BackSpasmSite.Authoring;

/// <summary>Everything that <c>check</c> reports and an author's banner shows.</summary>
internal static class ContentCheck
{
    /// <summary>Every problem of an edition, sorted by file and line.</summary>
    public static IReadOnlyList<Problem> Of(Edition edition) =>
        [.. edition.Problems.Concat(ReviewProblems.Of(edition)).Order()];
}
