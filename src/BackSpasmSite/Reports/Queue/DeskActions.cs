namespace BackSpasmSite.Reports.Queue;

/// <summary>When an action makes sense, where it leads, and what the history calls it.</summary>
internal static class DeskActions
{
    /// <summary>How an action is written in a form.</summary>
    public static string Token(DeskAction action) => action switch
    {
        DeskAction.NotSpam => "not-spam",
        DeskAction.NotDuplicate => "not-duplicate",
        _ => action.ToString().ToLowerInvariant(),
    };

    /// <summary>Null for a token that names no action.</summary>
    public static DeskAction? Parse(string? token) => Enum.GetValues<DeskAction>().Cast<DeskAction?>().FirstOrDefault(action => Token(action!.Value) == token);

    /// <summary>Whether it can be done with a report in this state. To do again what is done changes nothing.</summary>
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

    /// <summary>The state it leads to; null for the one that the report had before.</summary>
    /// <param name="action">Anything.</param>
    /// <param name="now">The report's state.</param>
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
        DeskAction.Take => "took it to look at",
        DeskAction.Decline => "declined it",
        DeskAction.Duplicate => "marked it as a duplicate",
        DeskAction.NotDuplicate => "took back that it is a duplicate",
        DeskAction.Spam => "marked it as spam",
        DeskAction.NotSpam => "marked it as no spam",
        DeskAction.Legal => "put it aside as legal",
        DeskAction.Release => "released it",
        _ => "opened it again",
    };
}

/// <summary>What an editor can do with reports, besides erasing words and closing them with a correction.</summary>
internal enum DeskAction
{
    /// <summary>Only the answer and the note.</summary>
    Save,

    /// <summary>To look at it.</summary>
    Take,

    /// <summary>With a public answer.</summary>
    Decline,

    /// <summary>Another report says the same.</summary>
    Duplicate,

    /// <summary>Takes that back: it is where it was, and so is its receipt.</summary>
    NotDuplicate,

    Spam,

    /// <summary>Puts it back where it was.</summary>
    NotSpam,

    /// <summary>Out of the common queue, and kept from being erased.</summary>
    Legal,

    /// <summary>Puts it back where it was, and erases what is waiting to be erased.</summary>
    Release,

    /// <summary>To look at it again.</summary>
    Reopen,
}
