using BackSpasmSite.Desk;
using BackSpasmSite.Feedback;

namespace BackSpasmSite.Tests.Desk;

public sealed class BulkSpamTests
{
    [Fact]
    public async Task Many_reports_are_spam_at_once_and_undoing_puts_each_back_where_it_was()
    {
        await using var desk = await DeskOnDisk.CreateAsync();
        await desk.KeepAsync(desk.Report(), desk.Report(state: ReportState.Looking), desk.Report());

        var deed = await desk.Spam.MarkAsync([1, 2], DeskOnDisk.Noon.UtcDateTime, "ann");
        Assert.Equal([ReportState.Spam, ReportState.Spam, ReportState.New], await StatesAsync(desk, 1, 2, 3));
        Assert.Equal((2, 2), await desk.Spam.CountAsync(deed, TestContext.Current.CancellationToken));

        Assert.Equal(2, await desk.Spam.UndoAsync(deed, "ben"));
        Assert.Equal([ReportState.New, ReportState.Looking, ReportState.New], await StatesAsync(desk, 1, 2, 3));
        Assert.Equal(["ann marked it as spam", "ben took back that it is spam"], await desk.HistoryAsync(2));
        Assert.Equal((2, 0), await desk.Spam.CountAsync(deed, TestContext.Current.CancellationToken));
        Assert.Equal(0, await desk.Spam.UndoAsync(deed, "ben"));
    }

    [Fact]
    public async Task What_somebody_has_moved_since_is_left_alone()
    {
        await using var desk = await DeskOnDisk.CreateAsync();
        await desk.KeepAsync(desk.Report(), desk.Report(), desk.Report(state: ReportState.Legal), desk.Report(state: ReportState.Declined), desk.Report());
        var seen = DeskOnDisk.Noon.UtcDateTime;
        desk.Clock.Now += TimeSpan.FromMinutes(1);
        await desk.DoAsync(DeskAction.Take, 1);

        var deed = await desk.Spam.MarkAsync([1, 2, 3, 4, 5, 99], seen, "ann");
        await desk.DoAsync(DeskAction.NotSpam, 5);
        await desk.DoAsync(DeskAction.Spam, 5);

        Assert.Equal((2, 1), await desk.Spam.CountAsync(deed, TestContext.Current.CancellationToken));
        await desk.Spam.UndoAsync(deed, "ann");
        Assert.Equal([ReportState.Looking, ReportState.New, ReportState.Legal, ReportState.Declined, ReportState.Spam], await StatesAsync(desk, 1, 2, 3, 4, 5));
    }

    private static async Task<IEnumerable<ReportState>> StatesAsync(DeskOnDisk desk, params long[] ids)
    {
        var states = new List<ReportState>();
        foreach (var id in ids) states.Add((await desk.ReadAsync(id)).State);
        return states;
    }
}
