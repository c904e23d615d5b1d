using BackSpasmSite.Content.Editing;

namespace BackSpasmSite.Reports.Corrections;

/// <summary>What became of closing reports as corrected.</summary>
internal abstract record CorrectionOutcome
{
    private CorrectionOutcome()
    {
    }

    /// <summary>The article is mended.</summary>
    /// <param name="Open">The chosen reports that it did not close: readers do not have the text yet, or somebody moved a report meanwhile.</param>
    public sealed record Done(IReadOnlyList<long> Open) : CorrectionOutcome;

    /// <summary>Nothing is changed: something in the form has to be mended.</summary>
    public sealed record Mistaken : CorrectionOutcome;

    /// <summary>Nothing is changed: the passage still stands word for word, and that has to be confirmed.</summary>
    public sealed record StillStands : CorrectionOutcome;

    /// <summary>Nothing is changed: somebody else has changed these reports since the page was shown.</summary>
    public sealed record Overtaken(IReadOnlyList<Report> Theirs) : CorrectionOutcome;

    /// <summary>Nothing is changed: the article's file was not saved.</summary>
    public sealed record NotSaved(Saving Saving) : CorrectionOutcome;
}
