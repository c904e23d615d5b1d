using System.Globalization;
using BackSpasmSite.Content.Text;
using BackSpasmSite.Data;
using BackSpasmSite.Reports.Intake;

namespace BackSpasmSite.Reports.Queue;

internal sealed record DeskForm
{
    /// <summary>For an answer or a note, in UTF-16 units as <c>maxlength</c> counts.</summary>
    public const int MostWords = 4000;

    /// <summary>The report whose page it is and whose answer and note the form shows.</summary>
    public required long Report { get; init; }

    /// <summary>The reports the page showed, with their versions.</summary>
    public required IReadOnlyDictionary<long, Guid> Seen { get; init; }

    public required IReadOnlySet<long> Chosen { get; init; }

    public required DeskAction Action { get; init; }

    public string Answer { get; init; } = "";

    public string Note { get; init; } = "";

    public string Original { get; init; } = "";

    /// <summary>The editor only wants to see which report that number is.</summary>
    public bool OnlyLooksUp { get; init; }

    /// <summary>The <see cref="Confirmation"/> of the report the editor was shown for that number; empty before that.</summary>
    public string Confirmed { get; init; } = "";

    /// <summary>The editor accepts that the original is about another article.</summary>
    public bool AcrossArticles { get; init; }

    /// <summary>Includes the version: if the report has changed, it has to be shown again.</summary>
    public static string Confirmation(Report original) => $"{original.Id}:{original.Version}";

    /// <summary>None of these may have changed since.</summary>
    public IEnumerable<long> Concerned => Chosen.Append(Report).Distinct();

    public long? OriginalNumber =>
        long.TryParse(Original.Trim().TrimStart('#'), NumberStyles.None, null, out var number) ? number : null;

    /// <summary>With LF line ends, trimmed; null if blank.</summary>
    public static string? Typed(string text) => string.IsNullOrWhiteSpace(text) ? null : LineText.WithLineFeeds(text).Trim();

    public static string? TooLong(string text) => ValidationError.TooLong("This", Typed(text) ?? "", MostWords);
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
