using BackSpasmSite.Data;
using BackSpasmSite.Options;
using BackSpasmSite.Reports;
using BackSpasmSite.Tests.Email;

namespace BackSpasmSite.Tests.Reports.Emails;

/// <summary>An e-mail to a reader that can’t be sent now is tried again, is never sent twice, and leaves no address behind.</summary>
public abstract class ReportClosedDeliveryTests : ReportClosedEmails
{
    [Theory]
    [InlineData("RCPT", "550 5.1.1 nobody here is reader@example.org")]
    [InlineData("RCPT", "501 5.1.3 bad address")]
    public async Task An_address_that_is_refused_for_good_is_erased_at_once_and_the_next_mail_goes_out(string command, string answer)
    {
        Mailbox.Answers = said => said.StartsWith(command, StringComparison.Ordinal) && said.Contains(Reader, StringComparison.Ordinal) ? answer : null;
        var refused = await KeepAsync(ReportState.Corrected);
        await KeepAsync(ReportState.Corrected, "other@example.org");

        await SendDueAsync();

        Assert.Null(await Disk.EmailOfAsync(refused));
        Assert.Equal("other@example.org", Assert.Single(Mailbox.Mails).To.ToString());
        Assert.Equal($"The e-mail about report {refused.Id} (Closing) was refused for good and will not be sent again: the mail server answered {answer[..3]}", Disk.Log[0]);
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
        Mailbox.Answers = said => said.StartsWith(command, StringComparison.Ordinal) ? answer : null;
        await SendDueAsync();
        Assert.Equal(Reader, await Disk.EmailOfAsync(report));

        Mailbox.Answers = _ => null;
        await AfterAsync(TimeSpan.FromSeconds(59));
        Assert.Empty(Mailbox.Mails);
        await AfterAsync(TimeSpan.FromSeconds(1));

        Assert.Single(Mailbox.Mails);
        Assert.Null(await Disk.EmailOfAsync(report));
    }

    [Fact]
    public async Task The_pauses_grow_up_to_an_hour()
    {
        await KeepAsync(ReportState.Corrected);
        Mailbox.Answers = said => said.StartsWith("RCPT", StringComparison.Ordinal) ? "451 later" : null;
        var tries = new List<int>();

        for (var minute = 0; minute <= 200; minute++)
        {
            var before = Mailbox.Said.Count;
            await SendDueAsync();
            if (Mailbox.Said.Count > before) tries.Add(minute);
            Time.Now += TimeSpan.FromMinutes(1);
        }

        Assert.Equal([0, 1, 3, 7, 15, 31, 63, 123, 183], tries);
    }

    [Theory]
    [InlineData("RCPT", "451 later")]
    [InlineData("CONNECT", "421 not today")]
    public async Task After_five_days_it_is_given_up_but_never_untried(string command, string answer)
    {
        var report = await KeepAsync(ReportState.Corrected);
        Mailbox.Answers = said => said.StartsWith(command, StringComparison.Ordinal) ? answer : null;

        for (var day = 0; day < 5; day++) await AfterAsync(TimeSpan.FromDays(1) - TimeSpan.FromSeconds(10));
        Assert.Equal(Reader, await Disk.EmailOfAsync(report));
        // Its age counts only after three days have been seen.
        for (var day = 0; day < 3; day++) await AfterAsync(TimeSpan.FromDays(1));

        Assert.Null(await Disk.EmailOfAsync(report));
        Assert.Empty(Mailbox.Mails);
        Assert.Contains("E-mails given up after 5 days of trying: 1", Disk.Log);
    }

    [Fact]
    public async Task After_a_long_standstill_the_first_try_still_counts()
    {
        await KeepAsync(ReportState.Corrected);

        await AfterAsync(TimeSpan.FromDays(30));

        Assert.Single(Mailbox.Mails);
    }

    [Theory]
    [InlineData("CONNECT", "554 no service")]
    [InlineData("CONNECT", MailboxServer.HangUp)]
    [InlineData("MAIL", "553 not from there")]
    public async Task Without_the_server_nothing_more_is_tried_until_the_pause_is_over(string command, string answer)
    {
        await KeepAsync(ReportState.Corrected);
        await KeepAsync(ReportState.Corrected, "other@example.org");
        Mailbox.Answers = said => said.StartsWith(command, StringComparison.Ordinal) ? answer : null;
        await SendDueAsync();
        await SendDueAsync();
        Assert.Single(Mailbox.Said, "CONNECT");
        Assert.StartsWith("No e-mail can be sent. Trying again in 00:01:00: ", Assert.Single(Disk.Log), StringComparison.Ordinal);

        Mailbox.Answers = _ => null;
        await AfterAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(2, Mailbox.Mails.Count);
    }

    [Fact]
    public async Task One_mail_that_breaks_the_line_does_not_hold_up_the_others()
    {
        await KeepAsync(ReportState.Corrected);
        Time.Now += TimeSpan.FromSeconds(1);
        await KeepAsync(ReportState.Corrected, "other@example.org");
        Mailbox.Answers = said => said.Contains(Reader, StringComparison.Ordinal) ? MailboxServer.HangUp : null;

        await SendDueAsync();
        await SendDueAsync();

        Assert.Equal("other@example.org", Assert.Single(Mailbox.Mails).To.ToString());
    }

    [Fact]
    public async Task A_database_that_fails_after_the_mail_makes_no_second_one()
    {
        var report = await KeepAsync(ReportState.Corrected);
        Mailbox.Taking = () => Disk.State.CannotOpen("the disk is full");
        await Assert.ThrowsAsync<DatabaseUnavailableException>(SendDueAsync);
        await Assert.ThrowsAsync<DatabaseUnavailableException>(SendDueAsync);

        Disk.State.Opened();
        Assert.Equal(Reader, await Disk.EmailOfAsync(report));
        await AfterAsync(TimeSpan.FromDays(1));

        Assert.Single(Mailbox.Mails);
        Assert.Null(await Disk.EmailOfAsync(report));
    }

    [Fact]
    public async Task A_server_that_falls_silent_after_the_farewell_has_still_taken_the_mail()
    {
        var report = await KeepAsync(ReportState.Corrected);
        Mailbox.Answers = said => said == "QUIT" ? MailboxServer.HangUp : null;

        await SendDueAsync();

        Assert.Null(await Disk.EmailOfAsync(report));
    }

    [Fact]
    public async Task What_is_no_address_any_more_is_erased()
    {
        var report = await KeepAsync(ReportState.Corrected, "kept before we looked closely");

        await SendDueAsync();

        Assert.Null(await Disk.EmailOfAsync(report));
    }

    [Fact]
    public async Task A_name_and_password_are_used_and_never_logged()
    {
        (Smtp.UserName, Smtp.Password) = ("secret-name", "secret-word");
        await KeepAsync(ReportState.Corrected);
        Mailbox.Answers = said => said.StartsWith("AUTH", StringComparison.Ordinal) ? "535 not you, secret-name" : null;
        await SendDueAsync();
        Assert.EndsWith("the mail server refused the user name or password", Assert.Single(Disk.Log), StringComparison.Ordinal);

        Mailbox.Answers = _ => null;
        await AfterAsync(TimeSpan.FromMinutes(1));

        Assert.Single(Mailbox.Mails);
    }

    [Fact]
    public async Task Without_the_encryption_that_is_asked_for_nothing_is_said()
    {
        Smtp.Security = SmtpSecurity.StartTls;
        var report = await KeepAsync(ReportState.Corrected);

        await SendDueAsync();

        Assert.DoesNotContain(Mailbox.Said, said => said.StartsWith("MAIL", StringComparison.Ordinal));
        Assert.Equal(Reader, await Disk.EmailOfAsync(report));
    }

    public sealed class OnSqlite : ReportClosedDeliveryTests;

    public sealed class OnPostgreSql : ReportClosedDeliveryTests;
}
