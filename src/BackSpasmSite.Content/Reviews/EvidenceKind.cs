namespace BackSpasmSite.Content.Reviews;

/// <summary>What a claim can rest on, in the order in which an article tells it.</summary>
internal enum EvidenceKind
{
    /// <summary>What a body of experts advises: guidelines, and position and consensus statements.</summary>
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
