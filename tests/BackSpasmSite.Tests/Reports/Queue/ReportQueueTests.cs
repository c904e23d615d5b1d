using System.Text.RegularExpressions;
using BackSpasmSite.Reports;
using BackSpasmSite.Reports.Queue;
using Microsoft.EntityFrameworkCore;

namespace BackSpasmSite.Tests.Reports.Queue;

public abstract partial class ReportQueueTests
{
    [Fact]
    public async Task What_could_hurt_comes_first_and_then_what_has_waited_longest()
    {
        await using var desk = await DeskOnDisk.CreateAsync();
        await desk.KeepAsync(
            desk.Report(hours: 5),
            desk.Report(hours: 50),
            desk.Report(hours: 1, concern: Concern.Harmful),
            desk.Report(hours: 2, concern: Concern.Harmful));

        Assert.Equal([4, 3, 2, 1], (await desk.InboxAsync()).Rows.Select(row => row.First.Id));
    }

    [Fact]
    public async Task Reports_on_one_passage_are_one_row_and_one_of_them_makes_it_harmful()
    {
        await using var desk = await DeskOnDisk.CreateAsync();
        await desk.KeepAsync(
            desk.Report(hours: 90),
            desk.Report(hours: 9, quote: "Ice for a day."),
            desk.Report(hours: 3, quote: "ice, for a DAY", concern: Concern.Harmful, message: "This burnt me."),
            desk.Report(hours: 80),
            desk.Report(hours: 9, quote: "Ice for a day.", article: "another"));

        var rows = (await desk.InboxAsync()).Rows;

        Assert.Equal([(3, 2), (1, 1), (4, 1), (5, 1)], rows.Select(row => (row.First.Id, row.Count)));
        Assert.Equal([Concern.Harmful, Concern.Inaccurate], rows[0].Concerns);
        Assert.Equal((DeskOnDisk.Noon.AddHours(-9).UtcDateTime, "This burnt me."), (rows[0].Since, rows[0].First.Message));
    }

    [Fact]
    public async Task The_common_queue_holds_what_waits_and_neither_spam_nor_what_is_legal()
    {
        await using var desk = await DeskOnDisk.CreateAsync();
        await desk.KeepAsync(ReportStates.All.Select(state => desk.Report(state: state, quote: "One passage.")));

        var row = Assert.Single((await desk.InboxAsync()).Rows);

        Assert.Equal([ReportState.New, ReportState.Looking], row.States);
        Assert.Equal(ReportState.Legal, Assert.Single((await desk.InboxAsync(new QueueFilter { States = [ReportState.Legal] })).Rows).First.State);
    }

    [Fact]
    public async Task A_filter_leaves_only_what_it_names()
    {
        await using var desk = await DeskOnDisk.CreateAsync();
        await desk.KeepAsync(
            desk.Report(hours: 12, concern: Concern.Harmful),
            desk.Report(hours: 12.5, article: "sleep"),
            desk.Report(hours: 36.5, concern: null),
            desk.Report(state: ReportState.Spam));

        Assert.Equal([1], await Found(new() { Concern = Concern.Harmful }));
        Assert.Equal([2], await Found(new() { Article = "sleep" }));
        Assert.Equal([4], await Found(new() { States = [ReportState.Spam] }));
        // Days are UTC: the first came at midnight, the second half an hour before, the third half an hour before that day began.
        Assert.Equal([1], await Found(new() { From = new(2026, 11, 22) }));
        Assert.Equal([2], await Found(new() { From = new(2026, 11, 21), To = new(2026, 11, 21) }));
        Assert.Equal([3], await Found(new() { To = new(2026, 11, 20) }));
        Assert.Equal([1, 3, 2], await Found(new() { From = DateOnly.MinValue, To = DateOnly.MaxValue }));

        async Task<IEnumerable<long>> Found(QueueFilter filter) => (await desk.InboxAsync(filter)).Rows.Select(row => row.First.Id);
    }

    [Theory]
    [InlineData("100 %", "It is 100 % wrong.")]
    [InlineData("a_b", "Say a_b here.")]
    [InlineData("don't", "I don’t know.")]
    [InlineData("\"quoted\"", "He said “quoted” words.")]
    [InlineData("'; DROP TABLE Reports; --", "Little Bobby '; DROP TABLE Reports; --")]
    [InlineData("CREME", "Une crème brûlée.")]
    [InlineData("brûlée crème", "CREME BRULEE")]
    [InlineData("école", "E\u0301COLE")]
    [InlineData("ΣΟΦΊΑ", "σοφία")]
    [InlineData("zwei zeilen", "Zwei\nZeilen.")]
    [InlineData("한국", "한국어")]
    [InlineData("\\", "a \\ b")]
    [InlineData("#1", "A report's number.")]
    public async Task A_search_finds_words_as_they_are_whatever_their_case_and_accents(string words, string message)
    {
        await using var desk = await DeskOnDisk.CreateAsync();
        await desk.KeepAsync(desk.Report(message: message), desk.Report(message: "Nothing of that kind: ab, 100, 'quote, 학국."));

        Assert.Equal([1], (await desk.InboxAsync(new QueueFilter { Words = words })).Rows.Select(row => row.First.Id));
    }

    [Fact]
    public async Task A_search_looks_into_message_passage_answer_and_note()
    {
        await using var desk = await DeskOnDisk.CreateAsync();
        await desk.KeepAsync(
            desk.Report(message: "needle"), desk.Report(message: null, quote: "a needle"), desk.Report(message: null, answer: "Needle?"), desk.Report(note: "(needle)"),
            desk.Report(message: "need less"));

        Assert.Equal(4, (await desk.InboxAsync(new QueueFilter { Words = "needle" })).RowCount);
        Assert.Equal(5, (await desk.InboxAsync(new QueueFilter { Words = "  " })).RowCount);
    }

    [Theory]
    [InlineData("#2", 1)]
    [InlineData(" #2 ", 1)]
    [InlineData("#-2", 0)]
    [InlineData("#+2", 0)]
    [InlineData("# 2", 0)]
    [InlineData("#2,0", 0)]
    [InlineData("#٢", 0)]
    [InlineData("#99999999999999999999", 0)]
    public async Task A_number_is_digits_and_nothing_else(string words, int found)
    {
        await using var desk = await DeskOnDisk.CreateAsync();
        await desk.KeepAsync(desk.Report(), desk.Report());
        var before = System.Globalization.CultureInfo.CurrentCulture;
        // A minus sign is not treated as a hyphen.
        System.Globalization.CultureInfo.CurrentCulture = System.Globalization.CultureInfo.GetCultureInfo("sv-SE");
        try
        {
            Assert.Equal(found, (await desk.InboxAsync(new QueueFilter { Words = words })).RowCount);
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public async Task A_page_holds_fifty_rows_and_there_is_none_beyond_the_last()
    {
        await using var desk = await DeskOnDisk.CreateAsync();
        Assert.Equal((0, 1), ((await desk.InboxAsync()).RowCount, (await desk.InboxAsync()).Pages));

        await desk.KeepAsync(Enumerable.Range(0, 100).Select(number => desk.Report(hours: 200 - number)));
        await desk.KeepAsync(Enumerable.Range(0, 3).Select(_ => desk.Report(hours: 0, quote: "The last passage.")));

        Assert.Equal((50, 101, 3), (await desk.InboxAsync()) is var first ? (first.Rows.Count, first.RowCount, first.Pages) : default);
        Assert.Equal(51, (await desk.InboxAsync(page: 2)).Rows[0].First.Id);
        Assert.Equal(3, Assert.Single((await desk.InboxAsync(page: 3)).Rows).Count);
        Assert.Null(await desk.Queue.ReadAsync(new QueueFilter(), 4, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task After_each_report_comes_the_next_row_and_after_the_last_the_first()
    {
        await using var desk = await DeskOnDisk.CreateAsync();
        await desk.KeepAsync(
            desk.Report(hours: 90),
            desk.Report(hours: 9, quote: "Ice for a day."),
            desk.Report(hours: 3, quote: "ice, for a DAY", concern: Concern.Harmful),
            desk.Report(hours: 80),
            desk.Report(hours: 80, state: ReportState.Declined),
            desk.Report(hours: 95, article: "sleep"),
            desk.Report(hours: 1, quote: "Rest.", state: ReportState.Spam));

        // In the order of the inbox: 3 with 2, 6, 1, 4.
        foreach (var (after, next) in ((long, long?)[])[(3, 6), (2, 6), (6, 1), (1, 4), (4, 3), (5, 3), (7, 3), (99, null)]) Assert.Equal(next, await desk.NextAsync(after));
        // With a filter, the list is another.
        Assert.Equal([2, null, 5], [await desk.NextAsync(4, new QueueFilter { Article = "heat-or-ice", Concern = Concern.Inaccurate }), await desk.NextAsync(6, new QueueFilter { Article = "sleep" }), await desk.NextAsync(4, new QueueFilter { States = [ReportState.Declined] })]);
    }

    [Fact]
    public async Task Every_state_is_counted()
    {
        await using var desk = await DeskOnDisk.CreateAsync();
        await desk.KeepAsync(desk.Report(), desk.Report(article: "sleep"), desk.Report(state: ReportState.Legal));

        var counts = await desk.Queue.CountAsync(TestContext.Current.CancellationToken);

        Assert.Equal((2, 1, 0, 3), (counts.Of(ReportState.New), counts.Of(ReportState.Legal), counts.Of(ReportState.Spam), counts.Of(ReportStates.All)));
        Assert.Equal(["heat-or-ice", "sleep"], counts.Articles);
    }

    [Fact]
    public async Task Of_very_many_reports_the_newest_are_listed_but_all_that_wait()
    {
        await using var desk = await DeskOnDisk.CreateAsync();
        await desk.KeepAsync(desk.Report(hours: 90), desk.Report(hours: 80, message: "The older one.", state: ReportState.Declined));
        await CopyAsync(desk, 2, QueueFilter.MostFound - 1);
        var all = new QueueFilter { States = ReportStates.All };

        var before = await desk.InboxAsync(all with { Words = "older" });
        await CopyAsync(desk, 1, QueueFilter.MostFound);
        var (waiting, declined, every) = (await desk.InboxAsync(), await desk.InboxAsync(new QueueFilter { States = [ReportState.Declined] }), await desk.InboxAsync(all));

        Assert.Equal((QueueFilter.MostFound, false), (before.RowCount, before.IsCut));
        Assert.Equal((QueueFilter.MostFound + 1, false), (waiting.RowCount, waiting.IsCut));
        Assert.Equal((QueueFilter.MostFound, false), (declined.RowCount, declined.IsCut));
        Assert.Equal((QueueFilter.MostFound, true), (every.RowCount, every.IsCut));
        Assert.DoesNotContain(every.Rows, row => row.First.Id == 1);
        Assert.Contains(waiting.Rows, row => row.First.Id == 1);
    }

    private static Task<int> CopyAsync(DeskOnDisk desk, long id, int times) => desk.Database.WriteAsync(open => open.Database.ExecuteSqlAsync(
        $"""
        WITH RECURSIVE numbers (number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM numbers WHERE number < {times})
        INSERT INTO "Reports" ("Receipt", "Article", "ArticleText", "Message", "State", "Concern", "ReceivedAt", "ChangedAt", "Version", "EraseWhenReleased")
        SELECT "Receipt" || '-' || number, "Article", "ArticleText", "Message", "State", "Concern", "ReceivedAt", "ChangedAt", "Version", "EraseWhenReleased"
        FROM "Reports", numbers WHERE "Id" = {id}
        """));

    private static Task<List<string>> PlanAsync(DeskOnDisk desk, string sql) => desk.Database.ReadAsync(
        async open =>
        {
            await open.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
            await using var command = open.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"EXPLAIN QUERY PLAN {Parameter().Replace(sql, "'1'")}";
            await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
            var plan = new List<string>();
            while (await reader.ReadAsync(TestContext.Current.CancellationToken)) plan.Add(reader.GetString(3));
            return plan;
        },
        TestContext.Current.CancellationToken);

    [GeneratedRegex(@"@\w+")]
    private static partial Regex Parameter();

    public sealed class OnSqlite : ReportQueueTests
    {
        [Fact]
        public async Task However_many_reports_there_are_the_inbox_reads_words_only_for_the_rows_it_shows()
        {
            await using var desk = await DeskOnDisk.CreateAsync();
            await desk.KeepAsync(desk.Report(quote: "One."), desk.Report());
            desk.Questions.Statements.Clear();

            await desk.InboxAsync();
            await desk.InboxAsync(new QueueFilter { Concern = Concern.Harmful, Article = "heat-or-ice", From = new(2026, 1, 1) });
            await desk.Queue.CountAsync(TestContext.Current.CancellationToken);

            var asked = desk.Questions.Statements.ToArray();
            Assert.All(asked.Where(sql => sql.Contains("\"Message\"", StringComparison.Ordinal)), sql => Assert.Contains("WHERE \"r\".\"Id\" ", sql));
            foreach (var sql in asked)
            {
                var plan = await PlanAsync(desk, sql);
                Assert.DoesNotContain(plan, step => (step == "SCAN r" || step.StartsWith("SCAN r ", StringComparison.Ordinal)) && !step.Contains("COVERING INDEX", StringComparison.Ordinal));
                // Everything read from every report is in an index.
                if (!sql.Contains("\"Id\" IN", StringComparison.Ordinal) && !sql.Contains("DISTINCT", StringComparison.Ordinal))
                    Assert.Contains(plan, step => step.Contains("COVERING INDEX IX_Reports_", StringComparison.Ordinal));
            }

            Assert.InRange(asked.Length, 5, 11);
        }

        [Fact]
        public async Task A_hundred_thousand_closed_reports_are_counted_once_a_minute_and_those_that_wait_always()
        {
            await using var desk = await DeskOnDisk.CreateAsync();
            await desk.KeepAsync(desk.Report(state: ReportState.Declined), desk.Report());
            await CopyAsync(desk, 1, 99_999);
            Assert.Equal((1, 100_000), await CountsAsync());

            await desk.KeepAsync(desk.Report(), desk.Report(state: ReportState.Declined));
            Assert.Equal((2, 100_000), await CountsAsync());

            desk.Clock.Now = DeskOnDisk.Noon.AddMinutes(1);
            Assert.Equal((2, 100_001), await CountsAsync());

            async Task<(int Waiting, int Declined)> CountsAsync() =>
                await desk.Queue.CountAsync(TestContext.Current.CancellationToken) is var counts ? (counts.Of(ReportStates.Queue), counts.Of(ReportState.Declined)) : default;
        }

        [Fact]
        public async Task The_inbox_groups_passages_in_the_order_of_their_index()
        {
            await using var desk = await DeskOnDisk.CreateAsync();
            await desk.KeepAsync(desk.Report(quote: "One."), desk.Report(quote: "Two.", state: ReportState.Looking), desk.Report(), desk.Report(state: ReportState.Legal));
            desk.Questions.Statements.Clear();

            Assert.Equal(3, (await desk.InboxAsync()).RowCount);

            var grouping = desk.Questions.Statements.Where(sql => sql.Contains("GROUP BY", StringComparison.Ordinal) && !sql.Contains("\"Passage\" IN", StringComparison.Ordinal)).ToArray();
            Assert.Equal(2, grouping.Length);
            // Sorting 100,000 reports into groups takes longer than everything else.
            foreach (var sql in grouping) Assert.DoesNotContain(await PlanAsync(desk, sql), step => step.Contains("TEMP B-TREE FOR GROUP BY", StringComparison.Ordinal));
        }
    }

    public sealed class OnPostgreSql : ReportQueueTests;
}
