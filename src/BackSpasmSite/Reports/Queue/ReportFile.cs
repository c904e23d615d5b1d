namespace BackSpasmSite.Reports.Queue;

/// <summary>A report with everything that lies beside it.</summary>
/// <param name="Report">The one asked for.</param>
/// <param name="Together">It and those that stand with it on the same passage: one answer is for all of them.</param>
/// <param name="TogetherCount">How many stand with it, also beyond <see cref="Most"/>.</param>
/// <param name="Others">The others on the same passage, the newest first.</param>
/// <param name="Original">The report that this one is a duplicate of.</param>
/// <param name="Duplicates">The numbers of the reports that wait for this one's answer.</param>
/// <param name="History">Who did what with any of them, in order.</param>
/// <param name="At">When it was read.</param>
internal sealed record ReportFile(
    Report Report,
    IReadOnlyList<Report> Together,
    int TogetherCount,
    IReadOnlyList<Report> Others,
    Report? Original,
    IReadOnlyList<long> Duplicates,
    IReadOnlyList<DeskEvent> History,
    DateTime At)
{
    /// <summary>As many as one page can show and one form can send. What is answered makes room for the next.</summary>
    public const int Most = 200;
}
