using System.Data.Common;
using BackSpasmSite.Data;
using BackSpasmSite.Email;
using BackSpasmSite.Options;
using BackSpasmSite.Reports;
using BackSpasmSite.Reports.Queue;
using BackSpasmSite.Tests.Email;

namespace BackSpasmSite.Tests.Reports.Emails;

/// <summary>One e-mail for each closed report with an address, which is then erased.</summary>
public abstract class ReportClosedEmailTests : IAsyncLifetime
{
    private const string Reader = "reader@example.org";

    private readonly ContentOnDisk _content = ContentOnDisk.Small();
    private readonly MailboxServer _mailbox = new();
    private readonly SetTime _time = new(ContentOnDisk.Today);
    private readonly SmtpOptions _smtp;
    private ReportsOnDisk _disk = null!;
    private EmailSender _job = null!;

    public ReportClosedEmailTests() => _smtp = new SmtpOptions
    {
        Host = "127.0.0.1",
        Port = _mailbox.Port,
        Security = SmtpSecurity.None,
        From = "editors@spine.example",
    };

    public async ValueTask InitializeAsync()
    {
        _disk = await ReportsOnDisk.CreateAsync(Path.Combine(_content.Parent, "data"), _time, _smtp);
        _disk.Current.Publish(_content.Build());
        _job = _disk.Job<EmailSender>();
    }

    public async ValueTask DisposeAsync()
    {
        _job.Dispose();
        await _disk.DisposeAsync();
        _mailbox.Dispose();
        _content.Dispose();
        Assert.DoesNotContain(_disk.Log, line => line.Contains('@', StringComparison.Ordinal) || line.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_duplicate_is_told_when_the_other_report_is_closed_and_what_is_legal_is_not_closed()
    {
        var original = _disk.New(ReportState.Looking);
        await _disk.KeepAsync(original);
        var duplicate = _disk.New(ReportState.Duplicate, Reader);
        duplicate.DuplicateOf = original.Id;
        await _disk.KeepAsync(duplicate, _disk.New(ReportState.Legal, "legal@example.org"));

        await SendDueAsync();
        Assert.Empty(_mailbox.Mails);

        await DoAsync(DeskAction.Decline, original, "The other one's answer");
        await SendDueAsync();

        Assert.Contains("The other one's answer", Assert.Single(_mailbox.Mails).TextBody, StringComparison.Ordinal);
        Assert.Null(await _disk.EmailOfAsync(duplicate));
    }

    [Fact]
    public async Task A_duplicate_has_changed_when_the_report_it_waits_for_was_closed_and_its_mail_has_all_its_time_from_then()
    {
        var (original, between, duplicate) = (_disk.New(ReportState.Looking), _disk.New(ReportState.Duplicate), _disk.New(ReportState.Duplicate, Reader));
        await _disk.KeepAsync(original);
        between.DuplicateOf = original.Id;
        await _disk.KeepAsync(between);
        duplicate.DuplicateOf = between.Id;
        await _disk.KeepAsync(duplicate);
        _mailbox.Answers = said => said.StartsWith("RCPT", StringComparison.Ordinal) ? "451 later" : null;

        await AfterAsync(TimeSpan.FromDays(10));
        await DoAsync(DeskAction.Decline, original, "For all.");
        var closed = _time.Now.UtcDateTime;
        await AfterAsync(TimeSpan.FromDays(5) - TimeSpan.FromSeconds(1));

        Assert.Equal([closed, closed, closed], (await _disk.AllAsync<Report>()).Select(report => report.ChangedAt));
        Assert.Equal(Reader, await _disk.EmailOfAsync(duplicate));
        _mailbox.Answers = _ => null;
        await AfterAsync(TimeSpan.FromHours(1));
        Assert.Contains("For all.", Assert.Single(_mailbox.Mails).TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Those_that_wait_for_a_report_are_told_when_it_turns_out_to_be_the_duplicate_of_a_closed_one()
    {
        var (closed, original, duplicate) = (_disk.New(ReportState.Declined), _disk.New(ReportState.Looking), _disk.New(ReportState.Duplicate, Reader));
        await _disk.KeepAsync(closed, original);
        duplicate.DuplicateOf = original.Id;
        await _disk.KeepAsync(duplicate);
        await SendDueAsync();
        Assert.Empty(_mailbox.Mails);

        await DoAsync(DeskAction.Duplicate, original, duplicateOf: closed.Id);
        await SendDueAsync();
        Assert.Empty(_mailbox.Mails);
        await AfterAsync(ReportChange.TimeToUndo);

        Assert.Contains("What the editor answered", Assert.Single(_mailbox.Mails).TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mistyped_number_that_is_taken_back_in_time_sends_nothing_and_the_right_one_sends_its_answer()
    {
        var (wrong, right, report) = (_disk.New(ReportState.Declined), _disk.New(ReportState.Declined), _disk.New(ReportState.Looking, Reader));
        (wrong.Answer, right.Answer) = ("Somebody else's answer", "The right answer");
        await _disk.KeepAsync(wrong, right, report);

        await DoAsync(DeskAction.Duplicate, report, duplicateOf: wrong.Id);
        await AfterAsync(ReportChange.TimeToUndo - TimeSpan.FromSeconds(1));
        await DoAsync(DeskAction.NotDuplicate, report);
        await AfterAsync(TimeSpan.FromDays(1));
        Assert.Empty(_mailbox.Mails);
        Assert.Equal(Reader, await _disk.EmailOfAsync(report));

        await DoAsync(DeskAction.Duplicate, report, duplicateOf: right.Id);
        await AfterAsync(ReportChange.TimeToUndo);
        var mail = Assert.Single(_mailbox.Mails).TextBody;
        Assert.Contains("The right answer", mail, StringComparison.Ordinal);
        Assert.DoesNotContain("Somebody else", mail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_that_is_opened_again_before_its_mail_waits_until_it_is_closed_again()
    {
        var report = _disk.New(ReportState.Looking, Reader);
        await _disk.KeepAsync(report);
        await DoAsync(DeskAction.Decline, report, "No.");
        await DoAsync(DeskAction.Reopen, report);
        await SendDueAsync();
        Assert.Empty(_mailbox.Mails);
        Assert.Equal(Reader, await _disk.EmailOfAsync(report));

        await DoAsync(DeskAction.Decline, report, "Still no.");
        await DoAsync(DeskAction.Reopen, report);
        await DoAsync(DeskAction.Decline, report, "No, and why.");
        await SendDueAsync();
        await SendDueAsync();

        Assert.Contains("No, and why.", Assert.Single(_mailbox.Mails).TextBody, StringComparison.Ordinal);
        Assert.Empty(await _disk.AllAsync<OutboxMessage>());
    }

    [Fact]
    public async Task A_report_is_not_closed_without_its_mail()
    {
        var report = _disk.New(ReportState.Looking, Reader);
        await _disk.KeepAsync(report);
        _disk.RefuseEmails();

        await Assert.ThrowsAnyAsync<DbException>(() => DoAsync(DeskAction.Decline, report, "No."));

        Assert.Equal(ReportState.Looking, Assert.Single(await _disk.AllAsync<Report>()).State);
        Assert.Empty(await _disk.AllAsync<ReportEvent>());
    }

    [Theory]
    [InlineData(nameof(ReportState.Corrected), "Corrected. You were right")]
    [InlineData(nameof(ReportState.Declined), "Declined. We looked at it")]
    public async Task A_closed_report_is_told_once_and_its_address_erased(string state, string words)
    {
        var report = await KeepAsync(Enum.Parse<ReportState>(state));

        await SendDueAsync();
        await SendDueAsync();

        var mail = Assert.Single(_mailbox.Mails);
        Assert.Equal(Reader, mail.To.ToString());
        Assert.Equal("Your report on “Heat or ice?”", mail.Subject);
        Assert.Contains(words, mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("What the editor answered", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains($"https://spine.example/feedback/{report.Receipt}", mail.TextBody, StringComparison.Ordinal);
        Assert.Null(await _disk.EmailOfAsync(report));
        Assert.False(_disk.IsOnDisk(Reader));
        Assert.True(_disk.IsOnDisk("What I wrote"));
        Assert.Equal([$"The e-mail about report {report.Id} (Closing) was sent"], _disk.Log);
        Assert.Equal("QUIT", _mailbox.Said[^1]);
    }

    [Theory]
    [InlineData(nameof(ReportState.New))]
    [InlineData(nameof(ReportState.Looking))]
    public async Task An_open_report_keeps_its_address(string state)
    {
        var report = await KeepAsync(Enum.Parse<ReportState>(state));

        await SendDueAsync();

        Assert.Empty(_mailbox.Said);
        Assert.Equal(Reader, await _disk.EmailOfAsync(report));
    }

    [Fact]
    public async Task Spam_gets_no_mail_and_loses_its_address()
    {
        var report = await KeepAsync(ReportState.Spam);

        await SendDueAsync();

        Assert.Empty(_mailbox.Said);
        Assert.Null(await _disk.EmailOfAsync(report));
    }

    [Fact]
    public async Task Where_there_is_no_mail_server_any_more_addresses_of_closed_reports_are_erased()
    {
        _smtp.Host = "";
        var closed = await KeepAsync(ReportState.Corrected);
        var open = await KeepAsync(ReportState.Looking);

        await SendDueAsync();

        Assert.Null(await _disk.EmailOfAsync(closed));
        Assert.Equal(Reader, await _disk.EmailOfAsync(open));
    }

    [Theory]
    [InlineData("RCPT", "550 5.1.1 nobody here is reader@example.org")]
    [InlineData("RCPT", "501 5.1.3 bad address")]
    public async Task An_address_that_is_refused_for_good_is_erased_at_once_and_the_next_mail_goes_out(string command, string answer)
    {
        _mailbox.Answers = said => said.StartsWith(command, StringComparison.Ordinal) && said.Contains(Reader, StringComparison.Ordinal) ? answer : null;
        var refused = await KeepAsync(ReportState.Corrected);
        await KeepAsync(ReportState.Corrected, "other@example.org");

        await SendDueAsync();

        Assert.Null(await _disk.EmailOfAsync(refused));
        Assert.Equal("other@example.org", Assert.Single(_mailbox.Mails).To.ToString());
        Assert.Equal($"The e-mail about report {refused.Id} (Closing) was refused for good and will not be sent again: the mail server answered {answer[..3]}", _disk.Log[0]);
    }

    [Theory]
    [InlineData("RCPT", "451 4.7.1 reader@example.org: greylisted")]
    [InlineData("RCPT", "450 mailbox busy")]
    [InlineData("RCPT", "530 who are you")]
    [InlineData("RCPT", "554 5.7.1 relay access denied")]
    [InlineData("DATA", "452 no room")]
    [InlineData(".", "451 later")]
    [InlineData(".", "554 looks like spam")]
    [InlineData(".", MailboxServer.HangUp)]
    [InlineData("RCPT", MailboxServer.HangUp)]
    [InlineData("MAIL", "421 closing")]
    public async Task A_mail_that_cannot_be_sent_now_is_tried_again_after_a_pause(string command, string answer)
    {
        var report = await KeepAsync(ReportState.Corrected);
        _mailbox.Answers = said => said.StartsWith(command, StringComparison.Ordinal) ? answer : null;
        await SendDueAsync();
        Assert.Equal(Reader, await _disk.EmailOfAsync(report));

        _mailbox.Answers = _ => null;
        await AfterAsync(TimeSpan.FromSeconds(59));
        Assert.Empty(_mailbox.Mails);
        await AfterAsync(TimeSpan.FromSeconds(1));

        Assert.Single(_mailbox.Mails);
        Assert.Null(await _disk.EmailOfAsync(report));
    }

    [Fact]
    public async Task The_pauses_grow_up_to_an_hour()
    {
        await KeepAsync(ReportState.Corrected);
        _mailbox.Answers = said => said.StartsWith("RCPT", StringComparison.Ordinal) ? "451 later" : null;
        var tries = new List<int>();

        for (var minute = 0; minute <= 200; minute++)
        {
            var before = _mailbox.Said.Count;
            await SendDueAsync();
            if (_mailbox.Said.Count > before) tries.Add(minute);
            _time.Now += TimeSpan.FromMinutes(1);
        }

        Assert.Equal([0, 1, 3, 7, 15, 31, 63, 123, 183], tries);
    }

    [Theory]
    [InlineData("RCPT", "451 later")]
    [InlineData("CONNECT", "421 not today")]
    public async Task After_five_days_it_is_given_up_but_never_untried(string command, string answer)
    {
        var report = await KeepAsync(ReportState.Corrected);
        _mailbox.Answers = said => said.StartsWith(command, StringComparison.Ordinal) ? answer : null;

        for (var day = 0; day < 5; day++) await AfterAsync(TimeSpan.FromDays(1) - TimeSpan.FromSeconds(10));
        Assert.Equal(Reader, await _disk.EmailOfAsync(report));
        // Its age counts only after three days have been seen.
        for (var day = 0; day < 3; day++) await AfterAsync(TimeSpan.FromDays(1));

        Assert.Null(await _disk.EmailOfAsync(report));
        Assert.Empty(_mailbox.Mails);
        Assert.Contains("E-mails given up after 5 days of trying: 1", _disk.Log);
    }

    [Fact]
    public async Task After_a_long_standstill_the_first_try_still_counts()
    {
        await KeepAsync(ReportState.Corrected);

        await AfterAsync(TimeSpan.FromDays(30));

        Assert.Single(_mailbox.Mails);
    }

    [Theory]
    [InlineData("CONNECT", "554 no service")]
    [InlineData("CONNECT", MailboxServer.HangUp)]
    [InlineData("MAIL", "553 not from there")]
    public async Task Without_the_server_nothing_more_is_tried_until_the_pause_is_over(string command, string answer)
    {
        await KeepAsync(ReportState.Corrected);
        await KeepAsync(ReportState.Corrected, "other@example.org");
        _mailbox.Answers = said => said.StartsWith(command, StringComparison.Ordinal) ? answer : null;
        await SendDueAsync();
        await SendDueAsync();
        Assert.Single(_mailbox.Said, "CONNECT");
        Assert.StartsWith("No e-mail can be sent. Trying again in 00:01:00: ", Assert.Single(_disk.Log), StringComparison.Ordinal);

        _mailbox.Answers = _ => null;
        await AfterAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(2, _mailbox.Mails.Count);
    }

    [Fact]
    public async Task One_mail_that_breaks_the_line_does_not_hold_up_the_others()
    {
        await KeepAsync(ReportState.Corrected);
        _time.Now += TimeSpan.FromSeconds(1);
        await KeepAsync(ReportState.Corrected, "other@example.org");
        _mailbox.Answers = said => said.Contains(Reader, StringComparison.Ordinal) ? MailboxServer.HangUp : null;

        await SendDueAsync();
        await SendDueAsync();

        Assert.Equal("other@example.org", Assert.Single(_mailbox.Mails).To.ToString());
    }

    [Fact]
    public async Task A_database_that_fails_after_the_mail_makes_no_second_one()
    {
        var report = await KeepAsync(ReportState.Corrected);
        _mailbox.Taking = () => _disk.State.CannotOpen("the disk is full");
        await Assert.ThrowsAsync<DatabaseUnavailableException>(SendDueAsync);
        await Assert.ThrowsAsync<DatabaseUnavailableException>(SendDueAsync);

        _disk.State.Opened();
        Assert.Equal(Reader, await _disk.EmailOfAsync(report));
        await AfterAsync(TimeSpan.FromDays(1));

        Assert.Single(_mailbox.Mails);
        Assert.Null(await _disk.EmailOfAsync(report));
    }

    [Fact]
    public async Task A_server_that_falls_silent_after_the_farewell_has_still_taken_the_mail()
    {
        var report = await KeepAsync(ReportState.Corrected);
        _mailbox.Answers = said => said == "QUIT" ? MailboxServer.HangUp : null;

        await SendDueAsync();

        Assert.Null(await _disk.EmailOfAsync(report));
    }

    [Fact]
    public async Task What_is_no_address_any_more_is_erased()
    {
        var report = await KeepAsync(ReportState.Corrected, "kept before we looked closely");

        await SendDueAsync();

        Assert.Null(await _disk.EmailOfAsync(report));
    }

    [Fact]
    public async Task A_name_and_password_are_used_and_never_logged()
    {
        (_smtp.UserName, _smtp.Password) = ("secret-name", "secret-word");
        await KeepAsync(ReportState.Corrected);
        _mailbox.Answers = said => said.StartsWith("AUTH", StringComparison.Ordinal) ? "535 not you, secret-name" : null;
        await SendDueAsync();
        Assert.EndsWith("the mail server refused the user name or password", Assert.Single(_disk.Log), StringComparison.Ordinal);

        _mailbox.Answers = _ => null;
        await AfterAsync(TimeSpan.FromMinutes(1));

        Assert.Single(_mailbox.Mails);
    }

    [Fact]
    public async Task Without_the_encryption_that_is_asked_for_nothing_is_said()
    {
        _smtp.Security = SmtpSecurity.StartTls;
        var report = await KeepAsync(ReportState.Corrected);

        await SendDueAsync();

        Assert.DoesNotContain(_mailbox.Said, said => said.StartsWith("MAIL", StringComparison.Ordinal));
        Assert.Equal(Reader, await _disk.EmailOfAsync(report));
    }

    private async Task<Report> KeepAsync(ReportState state, string email = Reader)
    {
        var report = _disk.New(state, email, _time.Now);
        await _disk.KeepAsync(report);
        return report;
    }

    private async Task DoAsync(DeskAction action, Report report, string answer = "", long? duplicateOf = null)
    {
        var stands = (await _disk.AllAsync<Report>()).Single(kept => kept.Id == report.Id);
        Assert.IsType<ReportActionResult.Done>(await _disk.Service<ReportActions>().DoAsync(
            new DeskForm
            {
                Report = report.Id,
                Seen = new Dictionary<long, Guid> { [report.Id] = stands.Version },
                Chosen = new HashSet<long> { report.Id },
                Action = action,
                Answer = answer.Length > 0 ? answer : stands.Answer ?? "",
                Original = $"{duplicateOf}",
                Confirmed = (await _disk.AllAsync<Report>()).Where(kept => kept.Id == duplicateOf).Select(DeskForm.Confirmation).SingleOrDefault() ?? "",
                AcrossArticles = true,
            },
            "ann"));
    }

    private Task SendDueAsync() => _job.SendDueAsync(TestContext.Current.CancellationToken);

    private Task AfterAsync(TimeSpan time)
    {
        _time.Now += time;
        return SendDueAsync();
    }
}

public sealed class ReportClosedEmailTestsOnSqlite : ReportClosedEmailTests;

public sealed class ReportClosedEmailTestsOnPostgreSql : ReportClosedEmailTests;
