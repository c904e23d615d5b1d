namespace BackSpasmSite.Content.Reviews;

/// <summary>Tells the kind of a paper from the words of the bibliography (<c>custom.evidence</c>), which anyone may write.</summary>
internal static class EvidenceKinds
{
    /// <summary>The first of these words that stands in an entry decides: “cluster randomised trial” is a randomised trial.</summary>
    private static readonly (string Word, EvidenceKind Kind)[] Words =
    [
        ("guideline", EvidenceKind.Guideline),
        ("statement", EvidenceKind.Guideline),
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
