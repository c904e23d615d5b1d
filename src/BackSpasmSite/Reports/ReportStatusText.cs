using BackSpasmSite.Reports.Intake;

namespace BackSpasmSite.Reports;

/// <summary>Where a report stands, in plain words.</summary>
/// <param name="State">In a word or two.</param>
/// <param name="Words">What that means.</param>
/// <param name="Next">What happens next.</param>
internal sealed record ReportStatusText(string State, string Words, string Next)
{
    private const string NothingMore = "Nothing more. Your receipt stays as it is.";

    private const string BeingLookedAt = "Being looked at";
    private const string WillSay = "Your receipt will say what came of it: a correction, or why there is none.";

    /// <summary>What editors answer in public, or null.</summary>
    public string? Answer { get; private init; }

    /// <summary>What stands above the answer.</summary>
    public string AnswerTitle { get; private init; } = "Our answer";

    /// <param name="report">Any.</param>
    /// <param name="original">The report it is a duplicate of, whose answer is its own; null when there is none.</param>
    public static ReportStatusText Of(Report report, Report? original = null) => report.State is ReportState.Duplicate
        ? OfDuplicate(original)
        : OfOne(report) with { Answer = report.Answer, AnswerTitle = report.State is ReportState.Declined ? "Why" : "Our answer" };

    private static ReportStatusText OfDuplicate(Report? original) => original?.State switch
    {
        ReportState.Corrected or ReportState.Declined => Of(original) is var settled
            ? settled with { Words = $"Another reader told us the same. {settled.Words}" }
            : settled,
        // The other one is gone, or was no report after all.
        null or ReportState.Spam => new("Closed", "Other readers had told us the same.", NothingMore),
        _ => new(BeingLookedAt, "Another reader told us the same, and we look at both together.", WillSay) { Answer = original.Answer },
    };

    private static ReportStatusText OfOne(Report report) => report.State switch
    {
        // The trap is answered as if it had worked.
        ReportState.Spam when !SpamGuard.PutsAside(report.Suspicion, report.Concern) => new(
            "Not published",
            "We took this for an advertisement, or for something that is not about the article.",
            "Nothing more. If we were wrong, please send it again in other words and without links."),
        ReportState.Corrected => new(
            "Corrected",
            "You were right, or nearly so: the article has been changed. Thank you.",
            "Nothing more. The correction stands on the article’s own page, for everybody to see."),
        ReportState.Declined => new("Declined", "We looked at it, and the article stays as it is.", NothingMore),
        // Why it is out of the common queue is nobody's business but the editors'.
        ReportState.Legal => new(BeingLookedAt, "Somebody is comparing your report with the article and its sources.", WillSay),
        _ when report.ErasedAt is not null => new("Erased", "The words of your report are erased, so nobody can look into it any more.", NothingMore),
        ReportState.Looking => new(
            BeingLookedAt,
            "Somebody is comparing your report with the article and its sources.",
            WillSay),
        _ => new(
            "Received",
            "We have your report. Nobody has looked at it yet.",
            "The editors read what could hurt somebody first, and then what has waited longest. Your receipt will say what came of it."),
    };
}
