using BackSpasmSite.Reports;
using BackSpasmSite.Reports.Intake;

namespace BackSpasmSite.Pages.Editor;

/// <summary>Short labels, and their classes in desk.css.</summary>
internal static class DeskWords
{
    public static string Of(Concern concern) => concern switch
    {
        Concern.Harmful => "Harmful",
        Concern.Inaccurate => "Inaccurate",
        Concern.OutOfDate => "Out of date",
        Concern.Questionable => "Doubtful",
        _ => "Other",
    };

    public static string Of(Suspicion suspicion) => suspicion switch
    {
        Suspicion.Trap => "Possible spam: filled in the hidden field",
        _ => "Possible spam: many links",
    };

    public static string Badge(ReportState state) => state switch
    {
        ReportState.New => "badge new",
        ReportState.Corrected => "badge good",
        ReportState.Legal => "badge warning",
        _ => "badge",
    };
}
