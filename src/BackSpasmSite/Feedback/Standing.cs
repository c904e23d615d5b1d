namespace BackSpasmSite.Feedback;

/// <summary>Where a report stands, in plain words.</summary>
/// <param name="State">In a word or two.</param>
/// <param name="Words">What that means.</param>
/// <param name="Next">What happens next.</param>
internal sealed record Standing(string State, string Words, string Next)
{
    private const string NothingMore = "Nothing more. Your receipt stays as it is.";

    public static Standing Of(Report report) => report.State switch
    {
        // The trap is answered as if it had worked.
        ReportState.Spam when report.Suspicion is not Suspicion.Trap => new(
            "Not published",
            "We took this for an advertisement, or for something that is not about the article.",
            "Nothing more. If we were wrong, please send it again in other words and without links."),
        ReportState.Corrected => new(
            "Corrected",
            "You were right, or nearly so: the article has been changed. Thank you.",
            "Nothing more. The correction stands on the article’s own page, for everybody to see."),
        ReportState.Declined => new("Declined", "We looked at it, and the article stays as it is.", NothingMore),
        _ when report.ErasedAt is not null => new("Erased", "The words of your report are erased, so nobody can look into it any more.", NothingMore),
        ReportState.Looking => new(
            "Being looked at",
            "Somebody is comparing your report with the article and its sources.",
            "Your receipt will say what came of it: a correction, or why there is none."),
        _ => new(
            "Received",
            "We have your report. Nobody has looked at it yet.",
            "The editors read what could hurt somebody first, and then what has waited longest. Your receipt will say what came of it."),
    };
}
