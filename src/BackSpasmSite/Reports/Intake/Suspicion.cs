namespace BackSpasmSite.Reports.Intake;

/// <summary>Why the guard thinks that a report was sent by no person.</summary>
internal enum Suspicion
{
    /// <summary>The field that people never see was filled in.</summary>
    Trap,

    /// <summary>It has more links than people put into a report.</summary>
    Links,
}
