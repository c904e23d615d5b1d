using BackSpasmSite.Data;
using BackSpasmSite.Reports.Intake;

namespace BackSpasmSite.Reports.Queue;

/// <summary>Every mistake in an editor's form at once.</summary>
internal static class DeskCheck
{
    /// <param name="open">Where another report is looked up.</param>
    /// <param name="form">What was sent.</param>
    /// <param name="chosen">The reports it is about.</param>
    public static async Task<IReadOnlyList<ValidationError>> ValidateAsync(SiteDbContext open, DeskForm form, IReadOnlyList<Report> chosen)
    {
        string?[] answers = [Unanswered(form, chosen), DeskForm.TooLong(form.Answer)];
        var duplicate = form.Action is DeskAction.Duplicate ? await DuplicateAsync(open, form) : null;
        return
        [
            .. ValidationError.Of("chosen", chosen.Count == 0 ? "Choose at least one report." : Unsuited(form, chosen)),
            .. answers.SelectMany(words => ValidationError.Of("answer", words)),
            .. ValidationError.Of("note", DeskForm.TooLong(form.Note)),
            .. ValidationError.Of("original", duplicate),
        ];
    }

    private static string? Unsuited(DeskForm form, IReadOnlyList<Report> chosen) =>
        chosen.FirstOrDefault(report => !DeskActions.Suits(form.Action, report.State)) is { } report
            ? $"That cannot be done with report {report.Id}, which is {ReportStates.Words(report.State).ToLowerInvariant()}. {Remedy(report.State)}"
            : null;

    private static string Remedy(ReportState state) => state switch
    {
        ReportState.Legal => "Release it first, or do not choose it.",
        ReportState.Spam => "Mark it as no spam first, or do not choose it.",
        _ => "Open it again first, or do not choose it.",
    };

    private static string? Unanswered(DeskForm form, IReadOnlyList<Report> chosen) =>
        DeskForm.Typed(form.Answer) is null &&
        (form.Action is DeskAction.Decline || (form.Action is DeskAction.Save && chosen.Any(report => report.State is ReportState.Declined && report.Answer is not null)))
            ? "Say why the article stays as it is. Whoever sent the report reads this."
            : null;

    private static async Task<string?> DuplicateAsync(SiteDbContext open, DeskForm form)
    {
        if (form.OriginalNumber is not { } number) return "Give the number of the report that says the same, such as 12.";
        if (form.Chosen.Contains(number)) return "A report cannot be a duplicate of itself. Give another number, or do not choose that report.";
        if (await Duplicates.FindAsync(open, number, default) is not { } original) return $"There is no report {number}.";
        if (original.State is ReportState.Spam) return $"Report {number} is spam, and nobody will answer it.";
        if (original.State is not ReportState.Duplicate) return null;
        // Each answer would wait for the other one's.
        var root = await Duplicates.RootAsync(open, number, default);
        return root is null || form.Chosen.Contains(root.Id)
            ? $"Report {number} is itself a duplicate of report {original.DuplicateOf}, so each would wait for the other. Undo that first."
            : $"Report {number} is itself a duplicate of report {root.Id}. If that one says the same, give its number.";
    }
}
