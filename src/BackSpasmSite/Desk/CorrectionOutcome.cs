using BackSpasmSite.Authoring;
using BackSpasmSite.Feedback;

namespace BackSpasmSite.Desk;

/// <summary>What became of closing reports as corrected.</summary>
internal abstract record CorrectionOutcome
{
    private CorrectionOutcome()
    {
    }

    /// <summary>The article is mended, and the reports are closed.</summary>
    public sealed record Done : CorrectionOutcome;

    /// <summary>The article is mended; the database did not answer, so the reports will be closed by themselves.</summary>
    public sealed record ClosesLater : CorrectionOutcome;

    /// <summary>Nothing is changed: something in the form has to be mended.</summary>
    public sealed record Mistaken : CorrectionOutcome;

    /// <summary>Nothing is changed: the passage still stands word for word, and that has to be confirmed.</summary>
    public sealed record StillStands : CorrectionOutcome;

    /// <summary>Nothing is changed: somebody else has changed these reports since the page was shown.</summary>
    public sealed record Overtaken(IReadOnlyList<Report> Theirs) : CorrectionOutcome;

    /// <summary>Nothing is changed: the article's file was not saved.</summary>
    public sealed record NotSaved(Saving Saving) : CorrectionOutcome;
}
