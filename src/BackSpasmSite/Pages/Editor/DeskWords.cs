using BackSpasmSite.Content;
using BackSpasmSite.History;
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

internal static class PublicationWords
{
    public static string Of(PublicationState state) => state switch
    {
        PublicationState.Draft => "draft",
        PublicationState.Scheduled => "scheduled",
        PublicationState.Published => "published",
        _ => "withdrawn",
    };

    /// <summary>What happened, after the name of the person, if it is known.</summary>
    public static string Of(Revision revision) => revision.Kind switch
    {
        RevisionKind.FirstSeen => "first seen by the site",
        RevisionKind.Found => "changed in the content folder",
        RevisionKind.Deleted => "deleted from the content folder",
        RevisionKind.Created => "created",
        RevisionKind.Saved => "saved",
        RevisionKind.Corrected => "corrected",
        RevisionKind.Signed => "review signed",
        RevisionKind.Published => "published",
        RevisionKind.Scheduled => "scheduled",
        RevisionKind.BackToDraft => "back to draft",
        RevisionKind.Withdrawn => "withdrawn",
        RevisionKind.Reinstated => "brought back for readers",
        _ => revision.Source is { } source ? $"version {source} brought back" : "brought back",
    };

    public static string? Of(RevisionReview review) => review switch
    {
        RevisionReview.Reviewed => "reviewed",
        RevisionReview.EditedSince => "edited since its review",
        _ => null,
    };

    /// <summary>Such as “+12 −3 words”.</summary>
    public static string Words(Revision revision) => (revision.Added, revision.Removed) switch
    {
        (0, 0) => "no words",
        (var added, 0) => $"+{added:N0}",
        (0, var removed) => $"−{removed:N0}",
        var (added, removed) => $"+{added:N0} −{removed:N0}",
    };
}
