using BackSpasmSite.Data;
using BackSpasmSite.Options;
using BackSpasmSite.Reports;
using BackSpasmSite.Reports.Queue;
using Microsoft.EntityFrameworkCore;

namespace BackSpasmSite.Tests.Reports;

/// <summary>Each rule at its edge: nothing happens on the second day on which something is due, and on the third it does.</summary>
public abstract class RetentionTests : IAsyncLifetime
{
    private readonly ContentOnDisk _content = ContentOnDisk.Small();
    private readonly SetTime _time = new(ContentOnDisk.Today);
    private readonly FeedbackOptions _keep = new() { KeepReportsDays = 100, KeepSpamDays = 10, KeepVotesDays = 50 };
    private ReportsOnDisk _disk = null!;
    private Retention _job = null!;

    public async ValueTask InitializeAsync()
    {
        _disk = await ReportsOnDisk.CreateAsync(Path.Combine(_content.Parent, "data"), _time, feedback: _keep);
        _job = _disk.Job<Retention>();
    }

    public async ValueTask DisposeAsync()
    {
        _job.Dispose();
        await _disk.DisposeAsync();
        _content.Dispose();
    }

    [Fact]
    public async Task The_words_of_an_old_report_are_erased_and_its_place_stays()
    {
        await _disk.KeepAsync(_disk.New(ReportState.Declined, "reader@example.org", _time.Now));

        await AfterAsync(TimeSpan.FromDays(100));
        await AfterAsync(TimeSpan.FromDays(1));
        Assert.Equal("What I wrote", (await OnlyReportAsync()).Message);
        await AfterAsync(TimeSpan.FromDays(1));

        var report = await OnlyReportAsync();
        Assert.Equal([null, null, null, null, null, null], new[] { report.Section, report.Quote, report.QuotePrefix, report.QuoteSuffix, report.Message, report.Email });
        Assert.Equal(_time.Now.UtcDateTime, report.ErasedAt);
        Assert.Equal((ReportState.Declined, "What the editor answered"), (report.State, report.Answer));
        Assert.Contains("Erased the words of 1 reports, because their retention period is over", _disk.Log);
        Assert.Equal([(report.Id, _time.Now.UtcDateTime, null, "The text was erased, because the retention period is over")], await HistoryAsync());
    }

    [Fact]
    public async Task What_was_erased_is_in_no_file_any_more()
    {
        await _disk.KeepAsync(_disk.New(at: _time.Now));
        Assert.True(_disk.IsOnDisk("What I wrote"));

        await AfterDaysAsync(100);

        Assert.False(_disk.IsOnDisk("What I wrote"));
        if (!TestDatabase.IsPostgreSql) Assert.Equal(0, new FileInfo($"{_disk.File}-wal").Length);
    }

    [Fact]
    public async Task What_is_legal_is_kept_and_marked_to_be_erased_when_it_is_released()
    {
        await _disk.KeepAsync(_disk.New(ReportState.Legal, at: _time.Now));

        await AfterDaysAsync(100);
        await AfterAsync(TimeSpan.FromDays(1));

        var report = await OnlyReportAsync();
        Assert.Equal(("What I wrote", null, true), (report.Message, report.ErasedAt, report.EraseWhenReleased));
        Assert.Equal("The retention period is over; the text is kept until the report is released", Assert.Single(await HistoryAsync()).What);
        await ReleaseAsync(report);
        Assert.Null((await OnlyReportAsync()).Message);
        Assert.False(_disk.IsOnDisk("What I wrote"));
    }

    [Fact]
    public async Task What_an_editor_erases_is_in_no_file_any_more()
    {
        await _disk.KeepAsync(_disk.New(at: _time.Now));

        await _disk.Service<ReportActions>().EraseAsync(1, "ann");

        Assert.False(_disk.IsOnDisk("What I wrote"));
    }

    [Fact]
    public async Task What_was_erased_once_is_not_erased_again()
    {
        await _disk.KeepAsync(_disk.New(at: _time.Now));
        await AfterDaysAsync(100);
        var erased = (await OnlyReportAsync()).ErasedAt;

        await AfterAsync(TimeSpan.FromDays(1));

        Assert.Equal(erased, (await OnlyReportAsync()).ErasedAt);
        Assert.Single(_disk.Log, line => line.StartsWith("Erased the words of", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Spam_is_deleted_some_days_after_it_was_marked()
    {
        var report = _disk.New(ReportState.Spam, at: _time.Now - TimeSpan.FromDays(90));
        report.ChangedAt = _time.Now.UtcDateTime;
        await _disk.KeepAsync(report);

        await AfterAsync(TimeSpan.FromDays(10));
        await AfterAsync(TimeSpan.FromDays(1));
        Assert.Single(await _disk.AllAsync<Report>());
        await AfterAsync(TimeSpan.FromDays(1));

        Assert.Empty(await _disk.AllAsync<Report>());
        Assert.Contains("Deleted 1 reports marked as spam", _disk.Log);
    }

    [Fact]
    public async Task An_old_vote_is_deleted()
    {
        await _disk.KeepAsync(_disk.NewVote(_time.Now));

        await AfterAsync(TimeSpan.FromDays(50));
        await AfterAsync(TimeSpan.FromDays(1));
        Assert.Single(await _disk.AllAsync<Vote>());
        await AfterAsync(TimeSpan.FromDays(1));

        Assert.Empty(await _disk.AllAsync<Vote>());
        Assert.Contains("Deleted 1 votes, because their retention period is over", _disk.Log);
    }

    [Fact]
    public async Task A_report_forgets_its_sender_when_it_can_have_no_repetition_any_more()
    {
        await _disk.KeepAsync(_disk.New(at: _time.Now));

        await AfterAsync(TimeSpan.FromMinutes(6) - TimeSpan.FromSeconds(1));
        Assert.NotNull((await OnlyReportAsync()).Fingerprint);
        await AfterAsync(TimeSpan.FromSeconds(1));

        var report = await OnlyReportAsync();
        Assert.Null(report.Fingerprint);
        Assert.Equal(("What I wrote", null), (report.Message, report.ErasedAt));
    }

    [Fact]
    public async Task A_vote_forgets_its_sender_when_its_day_is_over()
    {
        _time.Now = new DateTimeOffset(2026, 11, 22, 23, 59, 59, TimeSpan.Zero);
        await _disk.KeepAsync(_disk.NewVote(_time.Now), _disk.NewVote(_time.Now));
        await AfterAsync(TimeSpan.Zero);
        Assert.All(await _disk.AllAsync<Vote>(), vote => Assert.NotNull(vote.Fingerprint));

        await AfterAsync(TimeSpan.FromSeconds(1));

        Assert.All(await _disk.AllAsync<Vote>(), vote => Assert.Null(vote.Fingerprint));
    }

    [Fact]
    public async Task Nought_days_is_for_ever_but_senders_are_forgotten_all_the_same()
    {
        (_keep.KeepReportsDays, _keep.KeepSpamDays, _keep.KeepVotesDays) = (0, 0, 0);
        await _disk.KeepAsync(_disk.New(at: _time.Now), _disk.New(ReportState.Spam, at: _time.Now), _disk.NewVote(_time.Now));

        await AfterDaysAsync(36_500);

        Assert.All(await _disk.AllAsync<Report>(), report => Assert.Equal(("What I wrote", null, null), (report.Message, report.ErasedAt, report.Fingerprint)));
        Assert.Equal(2, (await _disk.AllAsync<Report>()).Count);
        Assert.Null(Assert.Single(await _disk.AllAsync<Vote>()).Fingerprint);
    }

    [Fact]
    public async Task The_longest_time_that_can_be_set_is_a_time()
    {
        (_keep.KeepReportsDays, _keep.KeepSpamDays, _keep.KeepVotesDays) = (100_000, 100_000, 100_000);
        await _disk.KeepAsync(_disk.New(at: _time.Now));

        await AfterAsync(TimeSpan.Zero);

        Assert.Equal("What I wrote", (await OnlyReportAsync()).Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task However_much_is_due_no_turn_of_writing_takes_more_than_a_chunk(int more)
    {
        const int Two = 2 * Retention.Chunk;
        await _disk.KeepAsync(
            [.. Enumerable.Range(0, Two + more).SelectMany(_ => new object[] { _disk.New(at: _time.Now), _disk.New(ReportState.Spam, at: _time.Now), _disk.NewVote(_time.Now) })]);

        var others = new List<int>();
        foreach (var day in (int[])[100, 1])
        {
            _time.Now += TimeSpan.FromDays(day);
            await _disk.Service<DaysSeen>().BelievedAsync(TestContext.Current.CancellationToken);
        }

        _time.Now += TimeSpan.FromDays(1);
        var job = Task.Run(() => _job.EnforceAsync(TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        while (!job.IsCompleted)
        {
            try
            {
                others.Add(await _disk.Database.WriteAsync(open => open.Set<Report>().CountAsync(report => report.State == ReportState.Spam)));
            }
            catch (DatabaseUnavailableException)
            {
                // On a slow machine, this one waited as long as a reader would without getting a turn.
            }
        }
        await job;

        Assert.Equal([.. others.Order().Reverse()], others);
        Assert.All(others, left => Assert.Contains(left, new[] { Two + more, Two + more - Retention.Chunk, more, 0 }));
        Assert.Empty(await _disk.AllAsync<Vote>());
        Assert.Equal(Two + more, (await _disk.AllAsync<Report>()).Count(report => report.ErasedAt is not null));
        Assert.Contains($"Erased the words of {Two + more} reports, because their retention period is over", _disk.Log);
    }

    [Fact]
    public async Task What_is_due_is_searched_before_anybody_has_to_wait_to_write()
    {
        await _disk.KeepAsync(_disk.New(at: _time.Now));
        foreach (var day in (int[])[100, 1]) await AfterAsync(TimeSpan.FromDays(day));
        _time.Now += TimeSpan.FromDays(1);
        await _disk.Service<DaysSeen>().BelievedAsync(TestContext.Current.CancellationToken);

        var before = _disk.Questions.Statements.Count;

        // Not even then does it have to wait for the search.
        using (_disk.Outside.LockWrites()) await Assert.ThrowsAsync<DatabaseUnavailableException>(() => _job.EnforceAsync(TestContext.Current.CancellationToken));

        var searched = _disk.Questions.Statements.Skip(before).Where(sql => sql.StartsWith("SELECT", StringComparison.Ordinal));
        Assert.Contains(searched, sql => sql.Contains("\"ErasedAt\" IS NULL", StringComparison.Ordinal));
        Assert.Equal("What I wrote", (await OnlyReportAsync()).Message);
    }

    [Fact]
    public async Task A_clock_that_is_wrong_for_a_while_erases_nothing_also_across_restarts()
    {
        await _disk.KeepAsync(_disk.New(at: _time.Now), _disk.New(ReportState.Spam, at: _time.Now), _disk.NewVote(_time.Now));
        for (var day = 0; day < 5; day++) await AfterAsync(TimeSpan.FromDays(1));

        // Ahead and past midnight, back, a long way back, and right again.
        foreach (var days in (int[])[800, 1, -801, -3000, 3000, 800])
        {
            await AfterAsync(TimeSpan.FromDays(days));
            _job.Dispose();
            _job = _disk.Job<Retention>();
        }

        Assert.All(await _disk.AllAsync<Report>(), report => Assert.Equal(("What I wrote", null), (report.Message, report.ErasedAt)));
        Assert.Equal((2, 1), ((await _disk.AllAsync<Report>()).Count, (await _disk.AllAsync<Vote>()).Count));
        Assert.Contains("The site last ran on 2026-11-27 and now it is 2029-02-04, 800 days later: it was off, or the clock is wrong. Nothing is erased because of its age until the site has run on 3 different days", _disk.Log);
        Assert.Contains(_disk.Log, line => line.StartsWith("The clock went back from 2029-02-05 to 2026-11-27", StringComparison.Ordinal));
        Assert.NotNull(_disk.Service<ClockWatch>().Last);

        // A clock that goes on for days is right.
        await AfterDaysAsync(1);
        Assert.Null((await OnlyReportAsync()).Message);
    }

    [Fact]
    public async Task Without_a_database_it_is_told_so()
    {
        _disk.State.CannotOpen("It is away.");

        await Assert.ThrowsAsync<DatabaseUnavailableException>(() => AfterAsync(TimeSpan.Zero));

        _disk.State.Opened();
    }

    private async Task<IEnumerable<(long Report, DateTime At, string? By, string What)>> HistoryAsync() =>
        (await _disk.AllAsync<ReportEvent>()).Select(happened => (happened.Report, happened.At, happened.By, happened.What));

    private async Task ReleaseAsync(Report report) => Assert.IsType<ReportActionResult.Done>(await _disk.Service<ReportActions>().DoAsync(
        new DeskForm
        {
            Report = report.Id,
            Seen = new Dictionary<long, Guid> { [report.Id] = report.Version },
            Chosen = new HashSet<long> { report.Id },
            Action = DeskAction.Release,
        },
        "ann"));

    private async Task<Report> OnlyReportAsync() => Assert.Single(await _disk.AllAsync<Report>());

    private Task AfterAsync(TimeSpan time)
    {
        _time.Now += time;
        return _job.EnforceAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Runs after this many days, and again on the next two days.</summary>
    private async Task AfterDaysAsync(int days)
    {
        await AfterAsync(TimeSpan.FromDays(days));
        await AfterAsync(TimeSpan.FromDays(1));
        await AfterAsync(TimeSpan.FromDays(1));
    }

    public sealed class OnSqlite : RetentionTests;

    public sealed class OnPostgreSql : RetentionTests;
}
