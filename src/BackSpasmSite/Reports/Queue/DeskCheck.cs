using BackSpasmSite.Data;
using BackSpasmSite.Reports.Intake;

namespace BackSpasmSite.Reports.Queue;

/// <summary>Finds every error in an editor's form at once.</summary>
internal static class DeskCheck
{
    /// <param name="open">Used to look up the original of a duplicate.</param>
    /// <param name="chosen">The reports the form is about.</param>
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
