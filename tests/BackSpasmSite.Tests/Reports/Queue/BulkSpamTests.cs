using BackSpasmSite.Audit;
using BackSpasmSite.Email;
using BackSpasmSite.Reports;
using BackSpasmSite.Reports.Intake;
using BackSpasmSite.Reports.Queue;
using Microsoft.EntityFrameworkCore;

namespace BackSpasmSite.Tests.Reports.Queue;

public abstract class BulkSpamTests
{
    [Fact]
    public async Task Many_reports_are_spam_at_once_and_undoing_puts_each_back_where_it_was()
    {
        await using var desk = await DeskOnDisk.CreateAsync();
        await desk.KeepAsync(desk.Report(), desk.Report(state: ReportState.Looking), desk.Report());

        var change = await MarkAsync(desk, "#1", "#2");
        Assert.Equal([ReportState.Spam, ReportState.Spam, ReportState.New], await StatesAsync(desk));
        Assert.Equal((2, 2), await desk.Spam.CountAsync(change, TestContext.Current.CancellationToken));

        Assert.Equal(2, await desk.Spam.UndoAsync(change, "ben"));
        Assert.Equal([ReportState.New, ReportState.Looking, ReportState.New], await StatesAsync(desk));
        Assert.Equal(["ann marked it as spam", "ben undid marking it as spam"], await desk.HistoryAsync(2));
        Assert.Equal((2, 0), await desk.Spam.CountAsync(change, TestContext.Current.CancellationToken));
        Assert.Equal(0, await desk.Spam.UndoAsync(change, "ben"));
    }

    [Fact]
    public async Task What_somebody_has_moved_since_or_came_in_later_is_left_alone()
    {
        await using var desk = await DeskOnDisk.CreateAsync();
        await desk.KeepAsync(desk.Report(), desk.Report(), desk.Report(state: ReportState.Legal), desk.Report(state: ReportState.Declined), desk.Report(), desk.Report(hours: -1));
        desk.Clock.Now += TimeSpan.FromMinutes(1);
        await desk.DoAsync(DeskAction.Take, 1);

        var change = await MarkAsync(desk, "#1", "#2", "#3", "#4", "#5", "#6", "#99");
        await desk.DoAsync(DeskAction.NotSpam, 5);
        await desk.DoAsync(DeskAction.Spam, 5);

        Assert.Equal((2, 1), await desk.Spam.CountAsync(change, TestContext.Current.CancellationToken));
        await desk.Spam.UndoAsync(change, "ann");
        Assert.Equal([ReportState.Looking, ReportState.New, ReportState.Legal, ReportState.Declined, ReportState.Spam, ReportState.New], await StatesAsync(desk));
    }

    [Fact]
    public async Task A_row_stands_for_all_reports_on_its_passage_that_the_filter_shows()
    {
        await using var desk = await DeskOnDisk.CreateAsync();
        await desk.KeepAsync(
            desk.Report(quote: "Buy this."), desk.Report(quote: "buy THIS", concern: Concern.Other), desk.Report(quote: "Buy this.", state: ReportState.Declined),
            desk.Report(quote: "Another."), desk.Report(quote: "Buy this.", article: "another"));

        await MarkAsync(desk, new QueueFilter { Concern = Concern.Inaccurate }, PassageKey.Of("heat-or-ice", "Buy this.")!);
        Assert.Equal([ReportState.Spam, ReportState.New, ReportState.Declined, ReportState.New, ReportState.New], await StatesAsync(desk));
        await MarkAsync(desk, PassageKey.Of("heat-or-ice", "Buy this.")!, "nonsense", "#", "#-4", "", "%");
        Assert.Equal([ReportState.Spam, ReportState.Spam, ReportState.Declined, ReportState.New, ReportState.New], await StatesAsync(desk));
    }

    [Fact]
    public async Task All_that_a_filter_shows_is_marked_but_never_what_is_harmful()
    {
        await using var desk = await DeskOnDisk.CreateAsync();
        await desk.KeepAsync(
            desk.Report(message: "Cheap pills"), desk.Report(message: "cheap PILLS", concern: null), desk.Report(message: "Pills burnt me.", concern: Concern.Harmful),
            desk.Report(message: "Something else"));

        await desk.Spam.MarkAsync(new QueueFilter { Words = "pills" }, rows: null, DeskOnDisk.Noon.UtcDateTime, "ann");
        Assert.Equal([ReportState.Spam, ReportState.Spam, ReportState.New, ReportState.New], await StatesAsync(desk));
        var harmful = new QueueFilter { Words = "pills", Concern = Concern.Harmful };
        await desk.Spam.MarkAsync(harmful, rows: null, DeskOnDisk.Noon.UtcDateTime, "ann");
        await desk.Spam.MarkAsync(harmful, RowChoice.Of(["#3"]), DeskOnDisk.Noon.UtcDateTime, "ann");
        Assert.Equal([ReportState.Spam, ReportState.Spam, ReportState.New, ReportState.New], await StatesAsync(desk));
        Assert.Equal(1, await desk.Spam.CountLeftOutAsync(harmful, RowChoice.Of(["#3"]), DeskOnDisk.Noon.UtcDateTime, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_chosen_row_keeps_its_harmful_reports_and_says_how_many()
    {
        await using var desk = await DeskOnDisk.CreateAsync();
        await desk.KeepAsync(
            desk.Report(quote: "Buy this."), desk.Report(quote: "Buy this.", concern: Concern.Harmful), desk.Report(quote: "Buy this.", concern: null),
            desk.Report(quote: "Buy this.", concern: Concern.Harmful, state: ReportState.Looking), desk.Report(quote: "Buy this.", concern: Concern.Harmful, state: ReportState.Legal));
        var row = RowChoice.Of([PassageKey.Of("heat-or-ice", "Buy this.")]);

        Assert.Equal(2, await desk.Spam.CountLeftOutAsync(new QueueFilter(), row, DeskOnDisk.Noon.UtcDateTime, TestContext.Current.CancellationToken));
        await desk.Spam.MarkAsync(new QueueFilter(), row, DeskOnDisk.Noon.UtcDateTime, "ann");

        Assert.Equal([ReportState.Spam, ReportState.New, ReportState.Spam, ReportState.Looking, ReportState.Legal], await StatesAsync(desk));
    }

    [Fact]
    public async Task Each_batch_is_audited_in_its_own_transaction()
    {
        await using var desk = await DeskOnDisk.CreateAsync();
        await desk.KeepAsync(Enumerable.Range(0, BulkSpam.Batch + 50).Select(_ => desk.Report(quote: "Buy this.")));
        var change = await MarkAsync(desk, PassageKey.Of("heat-or-ice", "Buy this.")!);
        await desk.Spam.UndoAsync(change, "ben");

        Assert.Equal(
            ["ann marked reports as spam 250 reports", "ann marked reports as spam 50 reports", "ben undid marking reports as spam 250 reports", "ben undid marking reports as spam 50 reports"],
            await AuditAsync(desk));
        // A batch whose entry can't be written changes nothing.
        await desk.Database.WriteAsync(open => open.Database.ExecuteSqlRawAsync("CREATE TRIGGER Full BEFORE INSERT ON AuditRecords BEGIN SELECT RAISE(ABORT, 'full'); END;"));
        await Assert.ThrowsAnyAsync<Exception>(() => MarkAsync(desk, PassageKey.Of("heat-or-ice", "Buy this.")!));
        Assert.DoesNotContain(ReportState.Spam, await StatesAsync(desk));
    }

    [Fact]
    public async Task Eight_thousand_on_one_sentence_are_one_row_and_readers_reports_are_kept_in_between()
    {
        await using var desk = await DeskOnDisk.CreateAsync();
        await desk.KeepAsync(Enumerable.Range(0, 8_000).Select(_ => desk.Report(quote: "Buy this.")));
        var row = Assert.Single((await desk.InboxAsync()).Rows);
        Assert.Equal(8_000, row.Count);
        desk.Questions.Statements.Clear();

        var marking = Task.Run(() => MarkAsync(desk, row.Key), TestContext.Current.CancellationToken);
        // None of these gives up, as it would after waiting a second for one transaction.
        var kept = 0;
        while (!marking.IsCompleted)
        {
            await desk.KeepAsync(desk.Report(hours: 0, message: "A reader's own."));
            kept++;
        }

        var change = await marking;
        Assert.Equal(8_000, (await desk.Spam.CountAsync(change, TestContext.Current.CancellationToken)).Marked);
        Assert.Equal(8_000 / BulkSpam.Batch, desk.Questions.Statements.Count(sql => sql.Contains("INSERT INTO \"DeskEvents\"", StringComparison.Ordinal)));
        // A few statements for each batch, and none for a single report.
        Assert.InRange(desk.Questions.Statements.Count - kept, 1, 10 * 8_000 / BulkSpam.Batch);
        Assert.Equal(8_000, await desk.Spam.UndoAsync(change, "ann"));
        Assert.Equal(8_000, (await desk.InboxAsync()).Rows.Max(found => found.Count));
    }

    [Fact]
    public async Task The_readers_of_duplicates_and_those_who_left_an_address_are_thought_of()
    {
        await using var desk = await DeskOnDisk.CreateAsync();
        var mailed = desk.Report();
        mailed.Email = "ann@example.org";
        var waiting = desk.Report();
        waiting.Email = "ben@example.org";
        await desk.KeepAsync(desk.Report(), waiting, mailed, desk.Report());
        var duplicate = await desk.FormAsync(DeskAction.Duplicate, 2) with { Original = "1", Confirmed = DeskForm.Confirmation(await desk.ReadAsync(1)) };
        Assert.IsType<ReportActionResult.Done>(await desk.Desk.DoAsync(duplicate, "ann"));
        desk.Clock.Now += TimeSpan.FromHours(1);

        var change = await desk.Spam.MarkAsync(new QueueFilter(), RowChoice.Of(["#1", "#3", "#4"]), desk.Clock.Now.UtcDateTime, "ann");

        Assert.Equal([ReportState.Spam, ReportState.Duplicate, ReportState.Spam, ReportState.Spam], await StatesAsync(desk));
        Assert.Equal(desk.Clock.Now.UtcDateTime, (await desk.ReadAsync(2)).ChangedAt);
        Assert.Equal([2, 3], await desk.Database.ReadAsync(open => open.Set<OutboxMessage>().Where(mail => mail.Kind == EmailKind.Closing).Select(mail => mail.Report).Order().ToListAsync(), TestContext.Current.CancellationToken));
        Assert.Equal(3, await desk.Spam.UndoAsync(change, "ann"));
        Assert.Equal([ReportState.New, ReportState.Duplicate, ReportState.New, ReportState.New], await StatesAsync(desk));
    }

    private static Task<List<string>> AuditAsync(DeskOnDisk desk) => desk.Database.ReadAsync(
        open => open.Set<AuditEntry>().OrderBy(entry => entry.Id).Select(entry => entry.By + " " + entry.What + " " + entry.Subject).ToListAsync(), TestContext.Current.CancellationToken);

    private static Task<Guid> MarkAsync(DeskOnDisk desk, params string[] rows) => MarkAsync(desk, new QueueFilter(), rows);

    private static Task<Guid> MarkAsync(DeskOnDisk desk, QueueFilter filter, params string[] rows) =>
        desk.Spam.MarkAsync(filter, RowChoice.Of(rows), DeskOnDisk.Noon.UtcDateTime, "ann");

    private static Task<List<ReportState>> StatesAsync(DeskOnDisk desk) => desk.Database.ReadAsync(
        open => open.Set<Report>().OrderBy(report => report.Id).Select(report => report.State).ToListAsync(), TestContext.Current.CancellationToken);
}

public sealed class BulkSpamTestsOnSqlite : BulkSpamTests;

public sealed class BulkSpamTestsOnPostgreSql : BulkSpamTests;
