using System.Net;
using BackSpasmSite.Accounts;
using BackSpasmSite.Email;
using BackSpasmSite.Http;
using BackSpasmSite.Options;
using BackSpasmSite.Reports;
using BackSpasmSite.Reports.Intake;
using BackSpasmSite.Tests.Email;
using BackSpasmSite.Tests.Reports;

namespace BackSpasmSite.Tests.Data;

/// <summary>A clock that was 800 days ahead for a minute costs that minute and not 800 days.</summary>
public abstract class RecordedTimeTests : IAsyncLifetime
{
    private const string Ann = "ann";
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(800);
    private static readonly Client Client = new(IPAddress.Parse("192.0.2.1"), "", "");

    private readonly ContentOnDisk _content = ContentOnDisk.Small();
    private readonly MailboxServer _mailbox = new();
    private readonly SetTime _time = new(ContentOnDisk.Today);
    private ReportsOnDisk _disk = null!;
    private EmailSender _mail = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private DateTime Now => _time.Now.UtcDateTime;

    public async ValueTask InitializeAsync()
    {
        var smtp = new SmtpOptions { Host = "127.0.0.1", Port = _mailbox.Port, Security = SmtpSecurity.None, From = "site@spine.example", To = ["rita@spine.example"] };
        _disk = await ReportsOnDisk.CreateAsync(Path.Combine(_content.Parent, "data"), _time, smtp, new FeedbackOptions { KeepReportsDays = 100, KeepVotesDays = 50, KeepSpamDays = 10 });
        _disk.Current.Publish(_content.Build());
        _mail = _disk.Job<EmailSender>();
    }

    public async ValueTask DisposeAsync()
    {
        _mail.Dispose();
        await _disk.DisposeAsync();
        _mailbox.Dispose();
        _content.Dispose();
    }

    [Fact]
    public async Task Mail_that_was_put_off_is_sent()
    {
        _time.Now += Ahead;
        await _disk.KeepAsync(_disk.New(ReportState.Corrected, "reader@example.org", _time.Now));
        await _disk.KeepAsync(_disk.New(at: _time.Now));
        foreach (var (kind, due) in ((EmailKind, TimeSpan)[])[(EmailKind.Digest, TimeSpan.FromHours(20)), (EmailKind.Harmful, TimeSpan.FromMinutes(10))])
            await _disk.KeepAsync(new OutboxMessage { Kind = kind, Report = 2, Article = kind is EmailKind.Harmful ? "heat-or-ice" : null, To = "rita@spine.example", QueuedAt = Now, DueAt = Now + due });
        _time.Now -= Ahead;

        await SendDueAsync();

        // That report is not harmful, so its editors need not be told any more.
        Assert.Equal(2, _mailbox.Mails.Count);
        Assert.Empty(await _disk.AllAsync<OutboxMessage>());
    }

    [Fact]
    public async Task Mail_waits_no_longer_than_it_should()
    {
        await _disk.KeepAsync(_disk.New(at: _time.Now));
        foreach (var (kind, due) in ((EmailKind, TimeSpan)[])[(EmailKind.Digest, TimeSpan.FromHours(47)), (EmailKind.Closing, TimeSpan.FromMinutes(59)), (EmailKind.Harmful, TimeSpan.FromMinutes(10))])
            await _disk.KeepAsync(new OutboxMessage { Kind = kind, Report = 1, QueuedAt = Now, DueAt = Now + due });

        await SendDueAsync();

        Assert.Equal(3, (await _disk.AllAsync<OutboxMessage>()).Count);
    }

    [Fact]
    public async Task A_mail_server_that_was_away_is_asked_again_and_the_mail_is_given_up_after_five_days()
    {
        _time.Now += Ahead;
        _mailbox.Answers = _ => MailboxServer.HangUp;
        await _disk.KeepAsync(_disk.New(ReportState.Corrected, "reader@example.org", _time.Now));
        await SendDueAsync();
        _time.Now -= Ahead;
        for (var hour = 0; hour < 9 * 24; hour++)
        {
            _time.Now += TimeSpan.FromHours(1.1);
            await SendDueAsync();
        }

        Assert.Empty(await _disk.AllAsync<OutboxMessage>());
        _mailbox.Answers = _ => null;
        _time.Now += Ahead;
        await _disk.KeepAsync(_disk.New(ReportState.Corrected, "another@example.org", _time.Now));
        _time.Now -= Ahead;
        await SendDueAsync();
        Assert.Equal("another@example.org", Assert.Single(_mailbox.Mails).To.ToString());
    }

    [Fact]
    public async Task A_lock_ends_and_wrong_tries_are_forgotten()
    {
        var failures = new SignInFailures(_disk.Database, _time);
        _time.Now += Ahead;
        for (var number = 0; number < 5; number++) await failures.CountAsync(Ann, SignInPlace.Elsewhere);
        for (var number = 0; number < 4; number++) await failures.CountAsync(Ann, SignInPlace.OpenDesk);
        Assert.NotNull(await failures.LockedUntilAsync(Ann, SignInPlace.Elsewhere, Token));
        _time.Now -= Ahead;

        Assert.Null(await failures.LockedUntilAsync(Ann, SignInPlace.Elsewhere, Token));
        Assert.Equal(1, await failures.CountAsync(Ann, SignInPlace.OpenDesk));
        for (var number = 0; number < 5; number++) await failures.CountAsync(Ann, SignInPlace.Elsewhere);
        // Adjusting the clock by a minute signs nobody out.
        _time.Now -= TimeSpan.FromMinutes(1);
        Assert.NotNull(await failures.LockedUntilAsync(Ann, SignInPlace.Elsewhere, Token));
    }

    [Fact]
    public async Task A_session_that_begins_in_the_future_is_none_and_never_comes_back()
    {
        await AddAnnAsync();
        var sessions = new DeskSessions(_disk.Database, _time);
        _time.Now += Ahead;
        var future = await sessions.BeginAsync(Ann, null);
        _time.Now -= Ahead;

        Assert.False(await sessions.GoesOnAsync(future, Ann, Token));
        Assert.Empty(await sessions.ListAsync(Ann, Token));
        var today = await sessions.BeginAsync(Ann, null);
        _time.Now -= TimeSpan.FromMinutes(1);
        Assert.True(await sessions.GoesOnAsync(today, Ann, Token));
        Assert.Equal(today, Assert.Single(await sessions.ListAsync(Ann, Token)).Id);
        _time.Now += Ahead;
        Assert.False(await sessions.GoesOnAsync(future, Ann, Token));
    }

    [Fact]
    public async Task A_browser_is_not_known_for_longer_than_400_days()
    {
        await AddAnnAsync();
        var browsers = new KnownBrowsers(_disk.Database, _time);
        _time.Now += Ahead;
        await browsers.RememberAsync(Ann, "token");
        _time.Now -= Ahead;
        Assert.False(await browsers.KnowsAsync("token", "ANN", Token));

        await browsers.RememberAsync(Ann, "token");
        Assert.True(await browsers.KnowsAsync("token", "ANN", Token));
    }

    [Fact]
    public void A_network_is_neither_blocked_nor_remembered_for_longer_than_a_day()
    {
        var blocks = new NetworkBlocks(_time);
        blocks.Remember(1, Client);
        _time.Now += Ahead;
        blocks.Remember(2, Client);
        Assert.True(blocks.Block(2, TimeSpan.FromHours(24), Ann));
        Assert.NotNull(blocks.Wait(Client));
        _time.Now -= Ahead;

        Assert.Null(blocks.Wait(Client));
        Assert.Empty(blocks.All);
        Assert.False(blocks.Remembers(2));
    }

    [Fact]
    public async Task What_was_received_in_the_future_is_kept_as_long_as_the_rest()
    {
        using var retention = _disk.Job<Retention>();
        _time.Now += Ahead;
        await _disk.KeepAsync(_disk.New(at: _time.Now), _disk.New(ReportState.Spam, at: _time.Now), _disk.NewVote(_time.Now));
        _time.Now -= Ahead;

        await EnforceAsync(retention);
        Assert.All(await _disk.AllAsync<Report>(), report => Assert.Null(report.Fingerprint));
        Assert.All(await _disk.AllAsync<Vote>(), vote => Assert.Null(vote.Fingerprint));
        for (var day = 0; day < 15; day++) await AfterADayAsync(retention);
        Assert.Equal("What I wrote", Assert.Single(await _disk.AllAsync<Report>()).Message);
        for (var day = 0; day < 100; day++) await AfterADayAsync(retention);

        Assert.Null(Assert.Single(await _disk.AllAsync<Report>()).Message);
        Assert.Empty(await _disk.AllAsync<Vote>());
    }

    [Fact]
    public async Task A_clock_that_is_behind_dates_nothing_anew()
    {
        using var retention = _disk.Job<Retention>();
        await _disk.KeepAsync(_disk.New(at: _time.Now));
        for (var day = 0; day < 4; day++) await AfterADayAsync(retention);
        var received = Assert.Single(await _disk.AllAsync<Report>()).ReceivedAt;

        _time.Now -= Ahead;
        await EnforceAsync(retention);
        await AfterADayAsync(retention);
        _time.Now += Ahead;
        await EnforceAsync(retention);

        Assert.Equal(received, Assert.Single(await _disk.AllAsync<Report>()).ReceivedAt);
    }

    [Fact]
    public async Task Reports_that_were_counted_in_the_future_leave_room_for_others()
    {
        var capacity = _disk.Service<IntakeCapacity>();
        _time.Now += Ahead;
        await CountAsync(capacity);
        _time.Now -= Ahead;
        await CountAsync(capacity);
        _time.Now += Ahead;

        Assert.Equal(0, (await _disk.Database.ReadAsync(open => capacity.LastDayAsync(open), Token)).Reports);
    }

    private Task<bool> CountAsync(IntakeCapacity capacity) => _disk.Database.WriteAsync(async open =>
    {
        await capacity.CountAsync(open, reports: 1, votes: 0, bytes: 1);
        return true;
    });

    private Task AddAnnAsync() => _disk.KeepAsync(new EditorAccount { Id = Ann, UserName = Ann, NormalizedUserName = "ANN" });

    private Task SendDueAsync() => _mail.SendDueAsync(Token);

    private static Task EnforceAsync(Retention retention) => retention.EnforceAsync(Token);

    private Task AfterADayAsync(Retention retention)
    {
        _time.Now += TimeSpan.FromDays(1);
        return EnforceAsync(retention);
    }

    public sealed class OnSqlite : RecordedTimeTests;

    public sealed class OnPostgreSql : RecordedTimeTests;
}
