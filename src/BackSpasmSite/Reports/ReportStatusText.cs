using BackSpasmSite.Reports.Intake;

namespace BackSpasmSite.Reports;

internal sealed record ReportStatusText(string State, string Words, string Next)
{
    private const string NothingMore = "Nothing more. You can come back to this page at any time.";

    private const string BeingLookedAt = "Being looked at";
    private const string WillSay = "This page will show the outcome: a correction, or why there is none.";

    public string? Answer { get; private init; }

    public string AnswerTitle { get; private init; } = "Our answer";

    /// <param name="original">The report it duplicates, whose answer applies to it too.</param>
    public static ReportStatusText Of(Report report, Report? original = null) => report.State is ReportState.Duplicate
        ? OfDuplicate(original)
        : OfOne(report) with { Answer = report.Answer, AnswerTitle = report.State is ReportState.Declined ? "Why" : "Our answer" };

    private static ReportStatusText OfDuplicate(Report? original) => original?.State switch
    {
        ReportState.Corrected or ReportState.Declined => OfSettled(Of(original)),
        // The original is gone, or was spam after all.
        null or ReportState.Spam => new("Closed", "Other readers had already told us the same.", NothingMore),
        _ => new(BeingLookedAt, "Another reader told us the same, and we are looking at both together.", WillSay) { Answer = original.Answer },
    };

    private static ReportStatusText OfSettled(ReportStatusText original) =>
        original with { Words = $"Another reader told us the same. {original.Words}" };

    private static ReportStatusText OfOne(Report report) => report.State switch
    {
        // A sender who filled in the hidden field must learn nothing from the answer.
        ReportState.Spam when !SpamGuard.PutsAside(report.Suspicion, report.Concern) => new(
            "Not published",
            "We took this for advertising, or for something that is not about the article.",
            "Nothing more. If we were wrong, please send it again in other words and without links."),
        ReportState.Corrected => new(
            "Corrected",
            "You were right, or nearly so: the article has been changed. Thank you.",
            "Nothing more. The article’s page shows the correction to everyone."),
        ReportState.Declined => new("Declined", "We looked at it, and the article stays as it is.", NothingMore),
        // Readers don't learn of a legal hold.
        ReportState.Legal => new(BeingLookedAt, "An editor is checking your report against the article and its sources.", WillSay),
        _ when report.ErasedAt is not null => new("Erased", "The text of your report has been erased, so nobody can look into it any more.", NothingMore),
        ReportState.Looking => new(
            BeingLookedAt,
            "An editor is checking your report against the article and its sources.",
            WillSay),
        _ => new(
            "Received",
            "We have your report. Nobody has looked at it yet.",
            "Editors read reports of possible harm first, then those that have waited longest. This page will show the outcome."),
    };
}
