using BackSpasmSite.Reports;
using BackSpasmSite.Reports.Queue;

namespace BackSpasmSite.Tests.Reports;

/// <summary>The numbers on the page with corrections.</summary>
public abstract class ReportNumbersTests : IDisposable
{
    private static readonly DateTime Until = new(2026, 11, 26, 0, 0, 0, DateTimeKind.Utc);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("backspasm-");

    [Fact]
    public async Task Each_report_is_counted_by_what_became_of_it_and_a_duplicate_by_what_became_of_its_original()
    {
        await using var disk = await CreateAsync();
        var original = Report(disk, ReportState.Declined, received: 20);
        await disk.KeepAsync(
        [
            original,
            .. Enumerable.Range(0, 8).Select(_ => Report(disk, ReportState.Corrected, received: 10)),
            .. Enumerable.Range(0, 10).Select(day => Report(disk, ReportState.New, received: day + 1)),
            Report(disk, ReportState.Spam, received: 9),
        ]);
        await disk.KeepAsync(Report(disk, ReportState.Duplicate, received: 5, of: original.Id));
        await disk.KeepAsync([.. (await disk.AllAsync<Report>()).Where(report => report.State is ReportState.Corrected or ReportState.Declined).Select(report => Event(report, ReportState.New, day: 4))]);

        var numbers = (await NumbersAsync(disk)).Counted;

        // Eight after six days, the original after sixteen, its duplicate after one.
        Assert.Equal(new Numbers(Received: 20, Answered: 10, Corrected: 8, Declined: 2, MedianDays: 6, Waiting: 10, LongestWait: 10), numbers);
    }

    [Fact]
    public async Task What_happens_on_the_day_itself_counts_from_the_next_day_on()
    {
        await using var disk = await CreateAsync();
        var report = Report(disk, ReportState.Corrected, received: 3);
        await disk.KeepAsync(report, Report(disk, ReportState.New, received: 0));
        var before = await NumbersAsync(disk);
        await disk.KeepAsync(Event(report, ReportState.New, day: 0), Event(report, ReportState.Looking, day: 0));

        Assert.Equal((1, 1, 0), (before.Counted.Received, before.Counted.Answered, before.Counted.Waiting));
        Assert.Equal((1, 0, 1), ((await NumbersAsync(disk)).Counted.Received, (await NumbersAsync(disk)).Counted.Answered, (await NumbersAsync(disk)).Counted.Waiting));
    }

    [Fact]
    public async Task A_duplicate_undone_or_given_another_original_on_the_day_itself_counts_as_before_until_the_next_day()
    {
        var time = new SetTime(Until.AddDays(-2));
        await using var disk = await ReportsOnDisk.CreateAsync(_folder.FullName, time);
        var (declined, open, undone, moved) = (Report(disk, ReportState.Declined, received: 9), Report(disk, ReportState.New, received: 9), Report(disk, ReportState.New, received: 8), Report(disk, ReportState.New, received: 8));
        await disk.KeepAsync(declined, open, undone, moved);
        await DoAsync(disk, DeskAction.Duplicate, undone, of: declined);
        await DoAsync(disk, DeskAction.Duplicate, moved, of: declined);
        var before = (await NumbersAsync(disk)).Counted;

        time.Now = Until.AddHours(1);
        await DoAsync(disk, DeskAction.NotDuplicate, undone);
        await DoAsync(disk, DeskAction.NotDuplicate, moved);
        await DoAsync(disk, DeskAction.Duplicate, moved, of: open);

        Assert.Equal((3, 1), (before.Declined, before.Waiting));
        Assert.Equal(before, (await NumbersAsync(disk)).Counted);
        var tomorrow = (await disk.Service<ReportNumbers>().AsOfAsync(Until.AddDays(1), TimeZoneInfo.Utc, TestContext.Current.CancellationToken)).Counted;
        Assert.Equal((1, 3), (tomorrow.Declined, tomorrow.Waiting));
    }

    [Fact]
    public async Task Few_answers_have_no_median_few_waiting_have_no_longest_and_each_year_stands_alone()
    {
        await using var disk = await CreateAsync();
        await disk.KeepAsync([.. Enumerable.Range(0, 9).Select(_ => Report(disk, ReportState.Declined, received: 1)), Report(disk, ReportState.New, received: 400)]);
        var published = await NumbersAsync(disk);

        Assert.Equal(new PublishedNumber(10, true), published.All.Received);
        Assert.Equal((9, null, 1, null), (published.Counted.Answered, published.Counted.MedianDays, published.Counted.Waiting, published.Counted.LongestWait));
        Assert.Equal([(2026, PublishedRow.Nothing), (2025, PublishedRow.Nothing)], published.Years);
    }

    [Fact]
    public async Task The_page_opens_with_them_unless_the_site_does_not_want_that()
    {
        await using var site = new TestSite();
        Assert.Contains("Readers have sent too few reports to say.", await ReadAsync(site), StringComparison.Ordinal);

        await using var silent = new TestSite { Settings = [("Feedback:PublishNumbers", "false")] };
        Assert.DoesNotContain("reports to say", await ReadAsync(silent), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static Task<string> ReadAsync(TestSite site) => site.Browser().GetStringAsync("/corrections", TestContext.Current.CancellationToken);

    private static Task<PublishedNumbers> NumbersAsync(ReportsOnDisk disk) =>
        disk.Service<ReportNumbers>().AsOfAsync(Until, TimeZoneInfo.Utc, TestContext.Current.CancellationToken);

    private static Report Report(ReportsOnDisk disk, ReportState state, int received, long? of = null)
    {
        var report = disk.New(state, at: Until.AddDays(-received));
        report.DuplicateOf = of;
        return report;
    }

    private static ReportEvent Event(Report report, ReportState before, int day) => new() { Report = report.Id, At = Until.AddDays(-day), By = "rita", What = "changed it", Before = before };

    private static async Task DoAsync(ReportsOnDisk disk, DeskAction action, Report report, Report? of = null)
    {
        var all = await disk.AllAsync<Report>();
        Assert.IsType<ReportActionResult.Done>(await disk.Service<ReportActions>().DoAsync(
            new DeskForm
            {
                Report = report.Id,
                Seen = all.ToDictionary(kept => kept.Id, kept => kept.Version),
                Chosen = new HashSet<long> { report.Id },
                Action = action,
                Original = $"{of?.Id}",
                Confirmed = of is null ? "" : DeskForm.Confirmation(all.Single(kept => kept.Id == of.Id)),
            },
            "rita"));
    }

    private Task<ReportsOnDisk> CreateAsync() => ReportsOnDisk.CreateAsync(_folder.FullName, new SetTime(Until));

    public sealed class OnSqlite : ReportNumbersTests;

    public sealed class OnPostgreSql : ReportNumbersTests;
}
