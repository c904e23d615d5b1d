using BackSpasmSite.Content.Bibliography;
using BackSpasmSite.Content.Citations;

namespace BackSpasmSite.Content.Reviews;

/// <summary>What an article rests on, told as counts. It is no score: a good trial may say more than a poor review.</summary>
/// <param name="Counts">How many papers there are of each kind that there is, in the order of the kinds.</param>
/// <param name="Newest">The year of the newest paper; null when no paper has a year.</param>
/// <param name="Median">The year that half of the papers are from, or later; between two years, the later.</param>
internal sealed record EvidenceProfile(IReadOnlyList<(EvidenceKind Kind, int Count)> Counts, int? Newest, int? Median)
{
    public int Papers => Counts.Sum(count => count.Count);

    /// <summary>The profile of a list of references; null when the article cites none of them.</summary>
    public static EvidenceProfile? Of(IReadOnlyList<ReferenceEntry> references)
    {
        var cited = references.Where(entry => entry.Citations.Count > 0).Select(entry => entry.Cited.Reference).OfType<Reference>().ToList();
        if (cited.Count == 0) return null;

        var counts = cited.CountBy(paper => EvidenceKinds.Of(paper.Evidence)).OrderBy(count => count.Key).Select(count => (count.Key, count.Value));
        var years = cited.Select(paper => paper.Issued?.Year).OfType<int>().Order().ToList();
        return new EvidenceProfile([.. counts], years.Count == 0 ? null : years[^1], years.Count == 0 ? null : MedianOf(years));
    }

    private static int MedianOf(List<int> sorted) => (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2] + 1) / 2;
}

/// <summary>What a claim can rest on, in the order in which an article tells it.</summary>
internal enum EvidenceKind
{
    /// <summary>What a body of experts advises: guidelines, position and consensus statements, health services and regulators.</summary>
    Guideline,

    SystematicReview,

    RandomisedTrial,

    /// <summary>Studies that watch and change nothing, such as cohorts.</summary>
    ObservationalStudy,

    /// <summary>What authors make of the studies they chose: reviews that are not systematic, and editorials.</summary>
    Opinion,

    /// <summary>Anything else, and papers whose kind is not stated.</summary>
    Other,
}

/// <summary>Tells the kind of a paper from the words of the bibliography (<c>custom.evidence</c>), which anyone may write.</summary>
internal static class EvidenceKinds
{
    /// <summary>The first of these words that stands in an entry decides: “cluster randomised trial” is a randomised trial.</summary>
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

    /// <summary>The kind of evidence, such as of “systematic review”.</summary>
    /// <param name="evidence">What the entry says, in any case; null where it says nothing.</param>
    public static EvidenceKind Of(string? evidence) => evidence is null
        ? EvidenceKind.Other
        : Words.Where(known => evidence.Contains(known.Word, StringComparison.OrdinalIgnoreCase)).Select(known => known.Kind).FirstOrDefault(EvidenceKind.Other);
}
