using BackSpasmSite.Content.Reviews;

namespace BackSpasmSite.Pages;

internal static class EvidenceWords
{
    public static string Of(EvidenceKind kind, int count) => $"{count} {(kind, count == 1) switch
    {
        (EvidenceKind.Guideline, true) => "guideline or expert statement",
        (EvidenceKind.Guideline, _) => "guidelines or expert statements",
        (EvidenceKind.SystematicReview, true) => "systematic review",
        (EvidenceKind.SystematicReview, _) => "systematic reviews",
        (EvidenceKind.RandomisedTrial, true) => "randomised trial",
        (EvidenceKind.RandomisedTrial, _) => "randomised trials",
        (EvidenceKind.ObservationalStudy, true) => "observational study",
        (EvidenceKind.ObservationalStudy, _) => "observational studies",
        (EvidenceKind.Opinion, true) => "other review or opinion",
        (EvidenceKind.Opinion, _) => "other reviews or opinions",
        (_, true) => "paper of another kind",
        _ => "papers of other kinds",
    }}";

    /// <summary>The retracted papers, which are not counted; empty if there are none.</summary>
    public static string RetractedOf(EvidenceProfile profile) => profile.Retracted switch
    {
        0 => "",
        1 => " One more paper was retracted and is not counted.",
        var more => $" {more} more papers were retracted and are not counted.",
    };

    /// <summary>How old they are, in a sentence; empty where no paper has a year.</summary>
    public static string YearsOf(EvidenceProfile profile) => profile switch
    {
        { Newest: null } => "",
        { Papers: 1 } => $"It is from {profile.Newest}.",
        _ => $"The newest is from {profile.Newest}; half of them are from {profile.Median} or later.",
    };
}
