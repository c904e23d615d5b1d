namespace BackSpasmSite.Desk;

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
