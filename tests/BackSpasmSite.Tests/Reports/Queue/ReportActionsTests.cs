using System.Data.Common;
using BackSpasmSite.Reports;
using BackSpasmSite.Reports.Intake;
using BackSpasmSite.Reports.Queue;
using Microsoft.EntityFrameworkCore;

namespace BackSpasmSite.Tests.Reports.Queue;

public abstract class ReportActionsTests
{
    [Fact]
    public async Task One_answer_closes_all_chosen_reports_and_leaves_the_others()
    {
        await using var desk = await DeskOnDisk.CreateAsync();
        await desk.KeepAsync(desk.Report(quote: "One."), desk.Report(quote: "One."), desk.Report(quote: "One."));
        var form = await desk.FormAsync(DeskAction.Decline, 1, 2, 3) with { Answer = "The trial says so.\r\n", Chosen = new HashSet<long> { 1, 3 } };

        Assert.IsType<ReportActionResult.Done>(await desk.Desk.DoAsync(form, "ann"));

        Assert.Equal(
            [(ReportState.Declined, "The trial says so."), (ReportState.New, null), (ReportState.Declined, "The trial says so.")],
            [await StandAsync(desk, 1), await StandAsync(desk, 2), await StandAsync(desk, 3)]);
        Assert.Equal(DeskOnDisk.Noon.UtcDateTime, (await desk.ReadAsync(1)).ChangedAt);
        Assert.Equal(["ann declined it: The trial says so."], await desk.HistoryAsync(3));
        Assert.Empty(await desk.HistoryAsync(2));
    }

    [Fact]
    public async Task Nothing_is_declined_without_an_answer()
    {
        await using var desk = await DeskOnDisk.CreateAsync();
        await desk.KeepAsync(desk.Report());

        Assert.Equal(["answer"], await MistakesAsync(desk, await desk.FormAsync(DeskAction.Decline, 1) with { Answer = " \n" }));
        Assert.Equal(["answer", "note"], await MistakesAsync(desk, await desk.FormAsync(DeskAction.Save, 1) with { Answer = new string('a', 4001), Note = new string('a', 4001) }));
        Assert.Equal(["chosen", "answer"], await MistakesAsync(desk, await desk.FormAsync(DeskAction.Decline, 1) with { Chosen = new HashSet<long>() }));
        Assert.Equal((ReportState.New, null), await StandAsync(desk, 1));
        Assert.Empty(await desk.HistoryAsync(1));
    }

    [Fact]
    public async Task Who_did_what_is_told_in_order()
    {
        await using var desk = await DeskOnDisk.CreateAsync();
        await desk.KeepAsync(desk.Report());

        await desk.DoAsync(DeskAction.Take, 1);
        await desk.Desk.DoAsync(await desk.FormAsync(DeskAction.Save, 1) with { Note = "Ask Rita." }, "ann");
        await desk.Desk.DoAsync(await desk.FormAsync(DeskAction.Decline, 1) with { Answer = "No." }, "ben");
        await desk.Desk.DoAsync(await desk.FormAsync(DeskAction.Save, 1) with { Answer = "No, because." }, "ben");
        await desk.DoAsync(DeskAction.Save, 1);
        await desk.DoAsync(DeskAction.Reopen, 1);

        Assert.Equal(
            [
                "ann took it on", "ann wrote the note: Ask Rita.", "ben declined it: No.", "ben wrote the answer: No, because.",
                "ann reopened it",
            ],
            await desk.HistoryAsync(1));
        Assert.Equal((ReportState.Looking, "No, because."), await StandAsync(desk, 1));
    }

    [Fact]
    public async Task The_database_itself_refuses_to_change_the_history()
    {
        await using var desk = await DeskOnDisk.CreateAsync();
        await desk.KeepAsync(desk.Report());
        await desk.DoAsync(DeskAction.Take, 1);

        foreach (var change in new[] { "UPDATE \"DeskEvents\" SET \"By\" = 'ben'", "DELETE FROM \"DeskEvents\"" })
        {
            await Assert.ThrowsAnyAsync<DbException>(() => desk.Database.WriteAsync(open => open.Database.ExecuteSqlRawAsync(change)));
        }

        Assert.Equal(["ann took it on"], await desk.HistoryAsync(1));
    }

    [Fact]
    public async Task The_second_of_two_editors_changes_nothing_and_sees_what_the_first_one_saved()
    {
        await using var desk = await DeskOnDisk.CreateAsync();
        await desk.KeepAsync(desk.Report(quote: "One."), desk.Report(quote: "One."));
        var mine = await desk.FormAsync(DeskAction.Decline, 1, 2) with { Answer = "Mine." };
        await desk.Desk.DoAsync(await desk.FormAsync(DeskAction.Decline, 2) with { Answer = "Theirs." }, "ben");

        var theirs = Assert.IsType<ReportActionResult.Overtaken>(await desk.Desk.DoAsync(mine, "ann")).Theirs;

        Assert.Equal((2, "Theirs."), (Assert.Single(theirs).Id, theirs[0].Answer));
        Assert.Equal([(ReportState.New, null), (ReportState.Declined, "Theirs.")], [await StandAsync(desk, 1), await StandAsync(desk, 2)]);

        // Without the one that was answered, or with both visible, it can be saved.
        Assert.IsType<ReportActionResult.Done>(await desk.Desk.DoAsync(mine with { Chosen = new HashSet<long> { 1 } }, "ann"));
    }

    [Fact]
    public async Task Words_left_as_they_were_stay_as_they_are_on_the_other_reports()
    {
        await using var desk = await DeskOnDisk.CreateAsync();
        await desk.KeepAsync(desk.Report(quote: "One.", note: "First note."), desk.Report(quote: "One.", note: "Second note.", answer: "Soon."));

        await desk.DoAsync(DeskAction.Take, 1, 2);
        Assert.Equal(("First note.", "Second note.", "Soon."), ((await desk.ReadAsync(1)).Note, (await desk.ReadAsync(2)).Note, (await desk.ReadAsync(2)).Answer));

        await desk.Desk.DoAsync(await desk.FormAsync(DeskAction.Save, 1, 2) with { Note = "For both." }, "ann");
        Assert.Equal(("For both.", "For both.", "Soon."), ((await desk.ReadAsync(1)).Note, (await desk.ReadAsync(2)).Note, (await desk.ReadAsync(2)).Answer));
    }

    [Fact]
    public async Task A_duplicate_names_a_report_that_is_there_and_not_itself()
    {
        await using var desk = await DeskOnDisk.CreateAsync();
        await desk.KeepAsync(desk.Report(), desk.Report(), desk.Report());

        foreach (var original in new[] { "", "x", "1", "99" })
            Assert.Equal(["original"], await MistakesAsync(desk, await desk.FormAsync(DeskAction.Duplicate, 1) with { Original = original }));

        await desk.Desk.DoAsync(await desk.DuplicateAsync(1, 2) with { Original = " #2 " }, "ann");
        await desk.Desk.DoAsync(await desk.DuplicateAsync(2, 3), "ann");
        // Otherwise each of the three would wait for another one.
        Assert.Equal(["original"], await MistakesAsync(desk, await desk.FormAsync(DeskAction.Duplicate, 3) with { Original = "1" }));

        Assert.Equal(3, (await desk.Store.FindOriginalAsync(await desk.ReadAsync(1), TestContext.Current.CancellationToken))!.Id);
        Assert.Equal(["ann marked it as a duplicate: of report 2"], await desk.HistoryAsync(1));
    }

    [Fact]
    public async Task What_does_not_suit_a_state_is_refused()
    {
        await using var desk = await DeskOnDisk.CreateAsync();
        await desk.KeepAsync(desk.Report(state: ReportState.Declined, answer: "No."), desk.Report(state: ReportState.Legal));

        foreach (var (action, id) in new[] { (DeskAction.Take, 1), (DeskAction.NotSpam, 1), (DeskAction.Release, 1), (DeskAction.Spam, 2), (DeskAction.Decline, 2), (DeskAction.Reopen, 2) })
            Assert.Equal(["chosen"], await MistakesAsync(desk, await desk.FormAsync(action, id) with { Answer = "No." }));
        Assert.Equal(["answer"], await MistakesAsync(desk, await desk.FormAsync(DeskAction.Save, 1) with { Answer = "" }));
        Assert.IsType<ReportActionResult.Gone>(await desk.Desk.DoAsync(await desk.FormAsync(DeskAction.Save, 1) with { Report = 99 }, "ann"));
    }

    [Theory]
    [InlineData(nameof(ReportState.New))]
    [InlineData(nameof(ReportState.Declined))]
    [InlineData(nameof(ReportState.Corrected))]
    public async Task What_is_no_spam_or_released_is_where_it_was(string state)
    {
        var before = Enum.Parse<ReportState>(state);
        await using var desk = await DeskOnDisk.CreateAsync();
        await desk.KeepAsync(desk.Report(state: before), desk.Report(state: ReportState.Spam, suspicion: Suspicion.Trap));

        await desk.DoAsync(DeskAction.Spam, 1);
        await desk.DoAsync(DeskAction.Legal, 1);
        await desk.DoAsync(DeskAction.Release, 1);
        Assert.Equal(ReportState.Spam, (await desk.ReadAsync(1)).State);
        await desk.DoAsync(DeskAction.NotSpam, 1);
        await desk.DoAsync(DeskAction.NotSpam, 2);

        Assert.Equal([before, ReportState.New], [(await desk.ReadAsync(1)).State, (await desk.ReadAsync(2)).State]);
    }

    [Fact]
    public async Task Erased_words_are_gone_and_the_rest_of_the_report_stays()
    {
        await using var desk = await DeskOnDisk.CreateAsync();
        await desk.KeepAsync(desk.Report(quote: "One.", note: "A note."));

        Assert.True(await desk.Desk.EraseAsync(1, "ann"));
        Assert.True(await desk.Desk.EraseAsync(1, "ann"));
        Assert.False(await desk.Desk.EraseAsync(9, "ann"));

        var report = await desk.ReadAsync(1);
        Assert.Equal((null, null, "A note.", ReportState.New, DeskOnDisk.Noon.UtcDateTime), (report.Quote, report.Message, report.Note, report.State, report.ErasedAt));
        Assert.Equal(["ann erased its words"], await desk.HistoryAsync(1));
        Assert.True(Assert.Single((await desk.InboxAsync()).Rows).First.IsErased);
    }

    [Fact]
    public async Task What_is_legal_is_erased_when_it_is_released_whoever_asked_for_it()
    {
        await using var desk = await DeskOnDisk.CreateAsync();
        await desk.KeepAsync(desk.Report(), desk.Report(), desk.Report());
        await desk.DoAsync(DeskAction.Legal, 1, 2, 3);

        await desk.Store.EraseAsync((await desk.ReadAsync(1)).Receipt);
        await desk.Desk.EraseAsync(2, "ann");
        Assert.Equal(("What I wrote.", true, null), (await desk.ReadAsync(1)) is var kept ? (kept.Message, kept.EraseWhenReleased, kept.ErasedAt) : default);

        desk.Clock.Now += TimeSpan.FromDays(30);
        await desk.DoAsync(DeskAction.Release, 1, 2, 3);

        Assert.Equal([null, null, "What I wrote."], [(await desk.ReadAsync(1)).Message, (await desk.ReadAsync(2)).Message, (await desk.ReadAsync(3)).Message]);
        Assert.Equal((false, desk.Clock.Now.UtcDateTime), (await desk.ReadAsync(1)) is var erased ? (erased.EraseWhenReleased, erased.ErasedAt) : default);
        Assert.Equal(["ann put it on legal hold", " The reader deleted the text, which is kept until the report is released", "ann released it from legal hold", "ann erased its words"], await desk.HistoryAsync(1));
    }

    private static async Task<(ReportState, string?)> StandAsync(DeskOnDisk desk, long id) => (await desk.ReadAsync(id)) is var report ? (report.State, report.Answer) : default;

    private static async Task<IEnumerable<string>> MistakesAsync(DeskOnDisk desk, DeskForm form) =>
        Assert.IsType<ReportActionResult.Invalid>(await desk.Desk.DoAsync(form, "ann")).Errors.Select(error => error.Field);
}

public sealed class ReportActionsTestsOnSqlite : ReportActionsTests;

public sealed class ReportActionsTestsOnPostgreSql : ReportActionsTests;
