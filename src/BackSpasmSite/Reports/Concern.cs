namespace BackSpasmSite.Reports;

/// <summary>What a reader says is wrong.</summary>
internal enum Concern
{
    Harmful,
    Inaccurate,
    OutOfDate,
    Questionable,
    Other,
}
