namespace BackSpasmSite.Reports.Queue;

internal static class DeskActions
{
    public static string Token(DeskAction action) => action switch
    {
        DeskAction.NotSpam => "not-spam",
        DeskAction.NotDuplicate => "not-duplicate",
        _ => action.ToString().ToLowerInvariant(),
    };

    public static DeskAction? Parse(string? token) => Enum.GetValues<DeskAction>().Cast<DeskAction?>().FirstOrDefault(action => Token(action!.Value) == token);

    /// <summary>Repeating an action changes nothing.</summary>
    public static bool Suits(DeskAction action, ReportState state) => action switch
    {
        DeskAction.Save => true,
        DeskAction.Take or DeskAction.Decline or DeskAction.Duplicate => ReportStates.Queue.Contains(state),
        DeskAction.Spam => state is not ReportState.Legal,
        DeskAction.NotSpam => state is ReportState.Spam,
        DeskAction.NotDuplicate => state is ReportState.Duplicate,
        DeskAction.Legal => true,
        DeskAction.Release => state is ReportState.Legal,
        _ => state is ReportState.Corrected or ReportState.Declined or ReportState.Duplicate,
    };

    /// <summary>Null for the state that the report had before.</summary>
    public static ReportState? Target(DeskAction action, ReportState now) => action switch
    {
        DeskAction.Save => now,
        DeskAction.Take or DeskAction.Reopen => ReportState.Looking,
        DeskAction.Decline => ReportState.Declined,
        DeskAction.Duplicate => ReportState.Duplicate,
        DeskAction.Spam => ReportState.Spam,
        DeskAction.Legal => ReportState.Legal,
        _ => null,
    };

    public static string What(DeskAction action) => action switch
    {
        DeskAction.Save => "saved it",
        DeskAction.Take => "took it on",
        DeskAction.Decline => "declined it",
        DeskAction.Duplicate => "marked it as a duplicate",
        DeskAction.NotDuplicate => "marked it as not a duplicate",
        DeskAction.Spam => "marked it as spam",
        DeskAction.NotSpam => "marked it as not spam",
        DeskAction.Legal => "put it on legal hold",
        DeskAction.Release => "released it from legal hold",
        _ => "reopened it",
    };

    public static string Audited(DeskAction action) => action switch
    {
        DeskAction.Save => "edited the answer or note",
        DeskAction.Take => "took on a report",
        DeskAction.Decline => "declined a report",
        DeskAction.Duplicate => "marked a report as a duplicate",
        DeskAction.NotDuplicate => "marked a report as not a duplicate",
        DeskAction.Spam => "marked a report as spam",
        DeskAction.NotSpam => "marked a report as not spam",
        DeskAction.Legal => "put a report on legal hold",
        DeskAction.Release => "released a report from legal hold",
        _ => "reopened a report",
    };
}

/// <summary>What an editor can do with reports, besides erasing words and closing them with a correction.</summary>
internal enum DeskAction
{
    /// <summary>Only the answer and the note.</summary>
    Save,

    /// <summary>Assigns it to the editor.</summary>
    Take,

    Decline,

    Duplicate,

    /// <summary>Restores the report and its receipt.</summary>
    NotDuplicate,

    Spam,

    /// <summary>Restores the earlier state.</summary>
    NotSpam,

    /// <summary>Takes it out of the queue and protects it from being erased.</summary>
    Legal,

    /// <summary>Restores the earlier state, and erases the words if that was requested.</summary>
    Release,

    Reopen,
}
