using BackSpasmSite.Reports.Intake;

namespace BackSpasmSite.Reports.Queue;

/// <summary>One page of the inbox.</summary>
/// <param name="Rows">In order.</param>
/// <param name="Number">Counted from 1.</param>
/// <param name="RowCount">On all pages.</param>
/// <param name="At">When it was read.</param>
internal sealed record QueuePage(IReadOnlyList<QueueRow> Rows, int Number, int RowCount, DateTime At)
{
    public const int Size = 50;

    /// <summary>At least one: an inbox without reports has a page too.</summary>
    public int Pages => Math.Max(1, (RowCount + Size - 1) / Size);
}

/// <summary>One row of the inbox: the reports on one passage, however many, or one report that names none.</summary>
/// <param name="First">The one that a link to the row leads to: what could hurt somebody, else what has waited longest.</param>
/// <param name="Parts">How many reports there are of each kind; at least one.</param>
/// <param name="Since">Since when the row waits.</param>
internal sealed record QueueRow(QueuedReport First, IReadOnlyList<QueuePart> Parts, DateTime Since)
{
    /// <summary>Names the row in a form: see <see cref="RowChoice"/>.</summary>
    public string Key => RowChoice.KeyOf(First.Passage, First.Id);

    public int Count => Parts.Sum(part => part.Count);

    public int Suspected => Parts.Where(part => part.IsSuspected).Sum(part => part.Count);

    public IEnumerable<Concern> Concerns => Parts.Select(part => part.Concern).OfType<Concern>().Distinct().Order();

    public IEnumerable<ReportState> States => Parts.Select(part => part.State).Distinct().Order();

    /// <summary>Whether some of them may be marked as spam.</summary>
    public bool IsOpen => Parts.Any(part => ReportStates.Queue.Contains(part.State));
}

/// <summary>The reports of a row that have these in common.</summary>
internal sealed record QueuePart(ReportState State, Concern? Concern, bool IsSuspected, int Count);

/// <summary>As much of a report as its row shows.</summary>
/// <param name="Quote">The beginning of the passage.</param>
/// <param name="Message">The beginning of what the reader wrote.</param>
internal sealed record QueuedReport(
    long Id, string? Passage, string Article, ReportState State, Concern? Concern, Suspicion? Suspicion, bool IsErased, string? Quote, string? Message);
