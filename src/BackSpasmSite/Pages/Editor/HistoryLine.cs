using BackSpasmSite.Reports.Queue;

namespace BackSpasmSite.Pages.Editor;

/// <summary>One line of the history: what one editor did at once, with one report or several.</summary>
/// <param name="At">When.</param>
/// <param name="By">Who; null for the software and for readers.</param>
/// <param name="What">What.</param>
/// <param name="Detail">The answer or note as it was then.</param>
/// <param name="Reports">With which, where the page shows several; else empty.</param>
internal sealed record HistoryLine(DateTime At, string? By, string What, string? Detail, IReadOnlyList<long> Reports)
{
    public static IReadOnlyList<HistoryLine> Of(ReportFile file)
    {
        var isOne = file.Together.Count + file.Others.Count == 1;
        return
        [
            new HistoryLine(file.Report.ReceivedAt, null, "A reader sent it", null, isOne ? [] : [file.Report.Id]),
            .. file.History
                .GroupBy(happened => (happened.Deed, happened.At, happened.By, happened.What, happened.Detail))
                .Select(deed => new HistoryLine(deed.Key.At, deed.Key.By, deed.Key.What, deed.Key.Detail, isOne ? [] : [.. deed.Select(happened => happened.Report)])),
        ];
    }
}
