using BackSpasmSite.Reports.Intake;

namespace BackSpasmSite.Reports.Queue;

/// <summary>What became of an editor's save.</summary>
internal abstract record DeskOutcome
{
    private DeskOutcome()
    {
    }

    /// <summary>It is on the disk, and in the history under this name.</summary>
    public sealed record Done(Guid Deed) : DeskOutcome;

    /// <summary>Nothing is changed: each mistake with its field.</summary>
    public sealed record Mistaken(IReadOnlyList<FieldMistake> Mistakes) : DeskOutcome;

    /// <summary>Nothing is changed yet: the editor has to see first which report the typed number is.</summary>
    /// <param name="Original">That report.</param>
    /// <param name="IsAcross">Whether it is about another article than a chosen one.</param>
    public sealed record Unconfirmed(Report Original, bool IsAcross) : DeskOutcome;

    /// <summary>Nothing is changed, because somebody else has changed these since the page was shown.</summary>
    public sealed record Overtaken(IReadOnlyList<Report> Theirs) : DeskOutcome;

    /// <summary>There is no such report.</summary>
    public sealed record Gone : DeskOutcome;
}
