using BackSpasmSite.Data;
using BackSpasmSite.Reports.Intake;

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

internal static class DeskCheck
{
    public static async Task<IReadOnlyList<ValidationError>> ValidateAsync(SiteDbContext open, DeskForm form, IReadOnlyList<Report> chosen)
    {
        if (form.OnlyLooksUp) return [.. ValidationError.Of("original", await ValidateOriginalAsync(open, form))];
        string?[] answers = [Unanswered(form, chosen), DeskForm.TooLong(form.Answer)];
        var duplicate = form.Action is DeskAction.Duplicate ? await ValidateOriginalAsync(open, form) : null;
        return
        [
            .. ValidationError.Of("chosen", chosen.Count == 0 ? "Select at least one report." : Unsuited(form, chosen)),
            .. answers.SelectMany(words => ValidationError.Of("answer", words)),
            .. ValidationError.Of("note", DeskForm.TooLong(form.Note)),
            .. ValidationError.Of("original", duplicate),
        ];
    }

    private static string? Unsuited(DeskForm form, IReadOnlyList<Report> chosen) =>
        chosen.FirstOrDefault(report => !DeskActions.Suits(form.Action, report.State)) is { } report
            ? $"This can’t be done with report {report.Id}: its state is “{ReportStates.Words(report.State)}”. {Remedy(report.State)}"
            : null;

    private static string Remedy(ReportState state) => state switch
    {
        ReportState.Legal => "Release it first, or deselect it.",
        ReportState.Spam => "Mark it as not spam first, or deselect it.",
        _ => "Reopen it first, or deselect it.",
    };

    private static string? Unanswered(DeskForm form, IReadOnlyList<Report> chosen) =>
        DeskForm.Typed(form.Answer) is null &&
        (form.Action is DeskAction.Decline || (form.Action is DeskAction.Save && chosen.Any(report => report.State is ReportState.Declined && report.Answer is not null)))
            ? "Explain why the article stays as it is. The reader who sent the report will see this answer."
            : null;

    private static async Task<string?> ValidateOriginalAsync(SiteDbContext open, DeskForm form)
    {
        if (form.OriginalNumber is not { } number) return "Enter the number of the original report, such as 12.";
        if (form.Chosen.Contains(number)) return "A report can’t be a duplicate of itself. Enter another number, or deselect that report.";
        if (await Duplicates.FindAsync(open, number, default) is not { } original) return $"There is no report {number}.";
        if (original.State is ReportState.Spam) return $"Report {number} is marked as spam, so it will not be answered.";
        if (original.State is not ReportState.Duplicate) return null;
        // Each would wait for the other's answer.
        var root = await Duplicates.RootAsync(open, number, default);
        return root is null || form.Chosen.Contains(root.Id)
            ? $"Report {number} is itself a duplicate of report {original.DuplicateOf}, so each would wait for the other. Undo that first."
            : $"Report {number} is itself a duplicate of report {root.Id}. If that is the original, enter its number.";
    }
}
