using System.Globalization;
using BackSpasmSite.Content;
using BackSpasmSite.Content.FrontMatter;
using BackSpasmSite.Data;
using BackSpasmSite.Reports;
using BackSpasmSite.Reports.Corrections;
using BackSpasmSite.Reports.Holds;
using BackSpasmSite.Reports.Queue;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace BackSpasmSite.Tests.Reports.Corrections;

public abstract class CorrectionWatcherTests
{
    [Fact]
    public async Task What_the_site_stopped_before_closing_is_closed_at_the_next_start()
    {
        await using var desk = await DeskOnDisk.CreateAsync();
        await desk.KeepAsync(
            desk.Report(), desk.Report(state: ReportState.Looking), desk.Report(), desk.Report(article: "another"), desk.Report(state: ReportState.Legal),
            desk.Report(state: ReportState.Declined, answer: "No."), desk.Report(hours: -24));
        using var content = Named("1, 2, 4, 5, 6, 7, 99");

        await WatchAsync(desk, content);

        Assert.Equal(
            [
                (ReportState.Corrected, "It was wrong."), (ReportState.Corrected, "It was wrong."), (ReportState.New, null), (ReportState.New, null),
                (ReportState.Legal, null), (ReportState.Declined, "No."), (ReportState.New, null),
            ],
            await StandingsAsync(desk, 7));
        Assert.Equal([" corrected it: It was wrong."], await desk.HistoryAsync(1));
        Assert.Equal(DeskOnDisk.Noon.UtcDateTime, (await desk.ReadAsync(1)).ChangedAt);
    }

    [Theory]
    // The midnight that ends the day is skipped by the clocks, or the next day never existed.
    [InlineData("Atlantic/Azores", "2026-03-28", "2026-03-29T00:30Z", "2026-03-29T01:30Z")]
    [InlineData("Africa/Cairo", "2026-04-23", "2026-04-23T21:59Z", "2026-04-23T22:00Z")]
    [InlineData("Asia/Beirut", "2026-03-28", "2026-03-28T21:59Z", "2026-03-28T22:00Z")]
    [InlineData("America/Santiago", "2026-09-05", "2026-09-06T03:59Z", "2026-09-06T04:00Z")]
    [InlineData("America/Havana", "2026-03-07", "2026-03-08T04:59Z", "2026-03-08T05:00Z")]
    // Midnight comes twice.
    [InlineData("America/Havana", "2026-10-31", "2026-11-01T03:59Z", "2026-11-01T04:00Z")]
    [InlineData("Pacific/Apia", "2011-12-29", "2011-12-30T09:59Z", "2011-12-30T10:00Z")]
    [InlineData("UTC", "9999-12-31", "2026-11-22T10:00Z", null)]
    public async Task A_correction_closes_what_came_in_until_its_day_was_over_whatever_the_clocks_did(string zone, string day, string before, string? after)
    {
        await using var desk = await DeskOnDisk.CreateAsync();
        await desk.KeepAsync(desk.Report(), desk.Report());
        foreach (var (id, received) in new[] { (1, before), (2, after ?? before) })
        {
            var at = DateTimeOffset.Parse(received, CultureInfo.InvariantCulture).UtcDateTime;
            await desk.Service<SerializedDatabase>().WriteAsync(open => open.Set<Report>().Where(report => report.Id == id)
                .ExecuteUpdateAsync(report => report.SetProperty(kept => kept.ReceivedAt, at)));
        }

        await desk.Service<CorrectionClosing>().CloseAsync(
            "heat-or-ice",
            [new Correction(DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture), "It was wrong.", null, null, [1, 2])],
            TimeZoneInfo.FindSystemTimeZoneById(zone));

        Assert.Equal(ReportState.Corrected, (await desk.ReadAsync(1)).State);
        Assert.Equal(after is null ? ReportState.Corrected : ReportState.New, (await desk.ReadAsync(2)).State);
    }

    [Fact]
    public async Task What_was_closed_so_and_opened_again_stays_open()
    {
        await using var desk = await DeskOnDisk.CreateAsync();
        await desk.KeepAsync(desk.Report());
        using var content = Named("1");
        await WatchAsync(desk, content);
        await desk.DoAsync(DeskAction.Reopen, 1);

        await WatchAsync(desk, content);

        Assert.Equal(ReportState.Looking, (await desk.ReadAsync(1)).State);
    }

    [Fact]
    public async Task What_an_editor_recorded_is_closed_in_the_editors_name_also_when_the_site_stopped_in_between()
    {
        await using var desk = await DeskOnDisk.CreateAsync();
        await desk.KeepAsync(desk.Report(answer: "We are reading the papers.", state: ReportState.Looking));
        await RecordAsync(desk, 1);
        using var content = Named("1");

        await WatchAsync(desk, content);

        Assert.Equal((ReportState.Corrected, "It was wrong."), await desk.ReadAsync(1) is var report ? (report.State, report.Answer) : default);
        Assert.Equal(["ann corrected it: It was wrong."], await desk.HistoryAsync(1));
    }

    [Fact]
    public async Task An_answer_given_between_saving_and_publishing_is_not_lost()
    {
        await using var desk = await DeskOnDisk.CreateAsync();
        await desk.KeepAsync(desk.Report(), desk.Report());
        var before = await desk.FormAsync(DeskAction.Save, 1);
        await RecordAsync(desk, 1, 2);

        // An editor who opened the report before is told that somebody else has changed it.
        Assert.IsType<ReportActionResult.Overtaken>(await desk.Desk.DoAsync(before with { Answer = "Mine." }, "ben"));
        // For an editor who opened it afterwards, their own answer and decision stay.
        Assert.IsType<ReportActionResult.Done>(await desk.Desk.DoAsync((await desk.FormAsync(DeskAction.Save, 1)) with { Answer = "Mine." }, "ben"));
        Assert.IsType<ReportActionResult.Done>(await desk.Desk.DoAsync((await desk.FormAsync(DeskAction.Decline, 2)) with { Answer = "It is right." }, "ben"));
        using var content = Named("1, 2");
        await WatchAsync(desk, content);

        Assert.Equal([(ReportState.Corrected, "Mine."), (ReportState.Declined, "It is right.")], await StandingsAsync(desk, 2));
        Assert.Equal(["ben wrote the answer: Mine.", "ann corrected it: It was wrong."], await desk.HistoryAsync(1));
    }

    [Fact]
    public async Task A_report_that_was_changed_since_it_was_seen_is_recorded_for_nobody()
    {
        await using var desk = await DeskOnDisk.CreateAsync();
        await desk.KeepAsync(desk.Report(), desk.Report());
        var form = await CorrectionAsync(desk, 1, 2);
        Assert.IsType<ReportActionResult.Done>(await desk.Desk.DoAsync((await desk.FormAsync(DeskAction.Save, 2)) with { Note = "Mine." }, "ben"));

        var (recorded, theirs) = await desk.Service<RecordedCorrections>().RecordAsync(form, "ann");

        Assert.Equal((0, 2), (recorded.Count, Assert.Single(theirs).Id));
        Assert.Equal(form.Seen[1], (await desk.ReadAsync(1)).Version);
    }

    [Fact]
    public async Task What_was_not_saved_after_all_leaves_no_trace()
    {
        await using var desk = await DeskOnDisk.CreateAsync();
        await desk.KeepAsync(desk.Report());
        var form = await CorrectionAsync(desk, 1);
        var corrections = desk.Service<RecordedCorrections>();
        var (recorded, _) = await corrections.RecordAsync(form, "ann");
        await corrections.TakeBackAsync(recorded);
        Assert.Equal(form.Seen[1], (await desk.ReadAsync(1)).Version);

        using var content = Named("1");
        await WatchAsync(desk, content);
        Assert.Equal([" corrected it: It was wrong."], await desk.HistoryAsync(1));
    }

    [Fact]
    public async Task A_report_that_was_opened_again_is_closed_by_the_next_correction_with_its_note()
    {
        await using var desk = await DeskOnDisk.CreateAsync();
        await desk.KeepAsync(desk.Report());
        using var content = Named("1");
        await WatchAsync(desk, content);
        await desk.DoAsync(DeskAction.Reopen, 1);
        await RecordAsync(desk, 1);

        // Another edition in between does not close anything with the old note.
        await WatchAsync(desk, content);
        Assert.Equal(ReportState.Looking, (await desk.ReadAsync(1)).State);
        content.Replace("articles/heat-or-ice.md", content.Read("articles/heat-or-ice.md")
            .Replace("corrections: [", "corrections: [{ date: 2026-11-22, note: \"And so was this.\", reports: [1] }, ", StringComparison.Ordinal));
        await WatchAsync(desk, content);

        Assert.Equal((ReportState.Corrected, "And so was this."), await desk.ReadAsync(1) is var report ? (report.State, report.Answer) : default);
    }

    [Theory]
    [InlineData("Atlantic/Azores", "2026-03-28", "2026-03-28T23:00:00Z", true)]
    [InlineData("Atlantic/Azores", "2026-03-28", "2026-03-29T01:00:00Z", false)]
    [InlineData("Africa/Cairo", "2026-04-23", "2026-04-23T21:59:00Z", true)]
    [InlineData("America/Havana", "2026-03-07", "2026-03-08T04:59:00Z", true)]
    [InlineData("Asia/Beirut", "2026-03-28", "2026-03-28T21:59:00Z", true)]
    [InlineData("America/Santiago", "2026-09-05", "2026-09-06T03:59:00Z", true)]
    [InlineData("UTC", "9999-12-31", "2026-11-22T11:00:00Z", true)]
    public async Task A_day_may_end_with_a_clock_change(string zone, string day, string received, bool isClosed)
    {
        await using var desk = await DeskOnDisk.CreateAsync();
        var hours = (DeskOnDisk.Noon - DateTimeOffset.Parse(received, System.Globalization.CultureInfo.InvariantCulture)).TotalHours;
        await desk.KeepAsync(desk.Report(hours: hours));
        var correction = new Correction(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), "It was wrong.", null, null, [1]);

        Assert.Equal(isClosed ? 1 : 0, await desk.Service<CorrectionClosing>().CloseAsync("heat-or-ice", [correction], TimeZoneInfo.FindSystemTimeZoneById(zone)));
    }

    [Fact]
    public async Task A_database_that_does_not_answer_is_asked_again()
    {
        await using var desk = await DeskOnDisk.CreateAsync();
        await desk.KeepAsync(desk.Report());
        using var content = Named("1");
        desk.Service<DatabaseState>().CannotOpen("gone");
        var clock = new Impatient();
        var current = new CurrentEdition();
        current.Publish(content.Build());
        using var watcher = new CorrectionWatcher(current, desk.Service<DatabaseState>(), desk.Service<CorrectionClosing>(), desk.Service<CorrectedHolds>(), clock, NullLogger<CorrectionWatcher>.Instance);
        await watcher.StartAsync(TestContext.Current.CancellationToken);

        await clock.Asked.Task.WaitAsync(TestContext.Current.CancellationToken);
        desk.Service<DatabaseState>().Opened();
        await Polling.UntilAsync(async () => (await desk.ReadAsync(1)).State is ReportState.Corrected);

        await watcher.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_notice_placed_before_goes_and_one_placed_after_stays()
    {
        await using var desk = await DeskOnDisk.CreateAsync();
        await desk.KeepAsync(desk.Report(quote: "Either helps."), desk.Report(quote: "Either helps."));
        using var content = Named("1");
        var holds = desk.Service<HoldKeeper>();
        await holds.PlaceAsync(2, wholeArticle: false, content.Build(), "ben");
        await holds.PlaceAsync(1, wholeArticle: true, content.Build(), "ben");
        desk.Clock.Now += TimeSpan.FromMinutes(1);

        await WatchAsync(desk, content);
        Assert.Equal([null], (await holds.ListAsync(TestContext.Current.CancellationToken)).Select(hold => hold.Quote));

        desk.Clock.Now += TimeSpan.FromMinutes(1);
        await holds.PlaceAsync(1, wholeArticle: false, content.Build(), "ben");
        await WatchAsync(desk, content);
        Assert.Equal(2, (await holds.ListAsync(TestContext.Current.CancellationToken)).Count);
    }

    /// <summary>An article whose one correction names these reports.</summary>
    private static ContentOnDisk Named(string numbers) => ContentOnDisk.From($$"""
        -- people.yaml --
        ann: { name: "Ann Writer", role: [writes] }
        -- articles/heat-or-ice.md --
        ---
        title: "Heat or ice?"
        description: "Which one helps."
        author: ann
        published: 2026-11-01
        topics: [heat]
        corrections: [{ date: 2026-11-22, note: "It was wrong.", reports: [{{numbers}}] }]
        ---
        Either helps.
        """);

    private static async Task<CorrectionForm> CorrectionAsync(DeskOnDisk desk, params long[] ids) => new()
    {
        Text = "",
        Hash = "",
        Seen = (await desk.FormAsync(DeskAction.Save, ids)).Seen,
        Chosen = ids.ToHashSet(),
    };

    private static async Task RecordAsync(DeskOnDisk desk, params long[] ids) =>
        Assert.Empty((await desk.Service<RecordedCorrections>().RecordAsync(await CorrectionAsync(desk, ids), "ann")).Theirs);

    /// <summary>Publishes the content and waits until the watcher has handled it.</summary>
    private static async Task WatchAsync(DeskOnDisk desk, ContentOnDisk content)
    {
        var current = new CurrentEdition();
        current.Publish(content.Build());
        var closing = desk.Service<CorrectionClosing>();
        using var watcher = new CorrectionWatcher(current, desk.Service<DatabaseState>(), closing, desk.Service<CorrectedHolds>(), desk.Clock, NullLogger<CorrectionWatcher>.Instance);
        await watcher.CloseAsync(current.Edition!, TestContext.Current.CancellationToken);
    }

    private static async Task<List<(ReportState, string?)>> StandingsAsync(DeskOnDisk desk, int count)
    {
        var all = new List<(ReportState, string?)>();
        for (var id = 1; id <= count; id++) all.Add(await desk.ReadAsync(id) is var report ? (report.State, report.Answer) : default);
        return all;
    }

    /// <summary>Signals when it is asked to wait, and does not wait.</summary>
    private sealed class Impatient : TimeProvider
    {
        public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Asked.TrySetResult();
            return base.CreateTimer(callback, state, TimeSpan.FromMilliseconds(1), period);
        }
    }

    public sealed class OnSqlite : CorrectionWatcherTests;

    public sealed class OnPostgreSql : CorrectionWatcherTests;
}
