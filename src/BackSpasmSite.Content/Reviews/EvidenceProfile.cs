using BackSpasmSite.Content.Bibliography;
using BackSpasmSite.Content.Citations;

namespace BackSpasmSite.Content.Reviews;

/// <summary>Counts the kinds of evidence an article cites. Not a score: a good trial can say more than a poor review.</summary>
/// <param name="Counts">The number of papers of each kind present, in the order of the kinds.</param>
/// <param name="Retracted">How many more were retracted, which are evidence of nothing.</param>
/// <param name="Newest">The year of the newest paper; null if no paper has a year.</param>
/// <param name="Median">The year from which on half of the papers are; between two years, the later.</param>
internal sealed record EvidenceProfile(IReadOnlyList<(EvidenceKind Kind, int Count)> Counts, int Retracted, int? Newest, int? Median)
{
    public int Papers => Counts.Sum(count => count.Count);

    /// <summary>Null if none of the references is known.</summary>
    public static EvidenceProfile? Of(IReadOnlyList<ReferenceEntry> references)
    {
        var all = references.Where(entry => entry.Citations.Count > 0).Select(entry => entry.Cited.Reference).OfType<Reference>().ToLookup(paper => paper.Status.Retraction is not null);
        var cited = all[false].ToList();
        if (cited.Count == 0) return null;

        var counts = cited.CountBy(paper => EvidenceKinds.Of(paper.Evidence)).OrderBy(count => count.Key).Select(count => (count.Key, count.Value));
        var years = cited.Select(paper => paper.Issued?.Year).OfType<int>().Order().ToList();
        return new EvidenceProfile([.. counts], all[true].Count(), years.Count == 0 ? null : years[^1], years.Count == 0 ? null : MedianOf(years));
    }

    private static int MedianOf(List<int> sorted) => (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2] + 1) / 2;
}

/// <summary>In the order an article lists them.</summary>
internal enum EvidenceKind
{
    /// <summary>Advice of expert bodies: guidelines, position and consensus statements, health services and regulators.</summary>
    Guideline,

    SystematicReview,

    RandomisedTrial,

    ObservationalStudy,

    /// <summary>Reviews that are not systematic, and editorials.</summary>
    Opinion,

    /// <summary>Includes papers that do not state their kind.</summary>
    Other,
}

internal static class EvidenceKinds
{
    /// <summary>The first word found in <c>custom.evidence</c> decides: a “cluster randomised trial” is a randomised trial.</summary>
    private static readonly (string Word, EvidenceKind Kind)[] Words =
    [
        ("guideline", EvidenceKind.Guideline),
        ("statement", EvidenceKind.Guideline),
        ("health advice", EvidenceKind.Guideline),
        ("regulator", EvidenceKind.Guideline),
        ("systematic", EvidenceKind.SystematicReview),
        ("meta-analysis", EvidenceKind.SystematicReview),
        ("non-randomised", EvidenceKind.Other),
        ("non-randomized", EvidenceKind.Other),
        ("randomised", EvidenceKind.RandomisedTrial),
        ("randomized", EvidenceKind.RandomisedTrial),
        ("cohort", EvidenceKind.ObservationalStudy),
        ("cross-sectional", EvidenceKind.ObservationalStudy),
        ("case-", EvidenceKind.ObservationalStudy),
        ("observational", EvidenceKind.ObservationalStudy),
        ("review", EvidenceKind.Opinion),
        ("editorial", EvidenceKind.Opinion),
        ("opinion", EvidenceKind.Opinion),
        ("commentary", EvidenceKind.Opinion),
    ];

    /// <param name="evidence">The entry's free text, such as “Systematic review”; null if it has none.</param>
    public static EvidenceKind Of(string? evidence) => evidence is null
        ? EvidenceKind.Other
        : Words.Where(known => evidence.Contains(known.Word, StringComparison.OrdinalIgnoreCase)).Select(known => known.Kind).FirstOrDefault(EvidenceKind.Other);
}
