using System.Data.Common;
using BackSpasmSite.Email;
using BackSpasmSite.Reports;
using BackSpasmSite.Reports.Queue;

namespace BackSpasmSite.Tests.Reports.Emails;

/// <summary>One e-mail for each closed report with an address, which is then erased.</summary>
public abstract class ReportClosedEmailTests : ReportClosedEmails
{
    [Fact]
    public async Task A_duplicate_is_told_when_the_other_report_is_closed_and_what_is_legal_is_not_closed()
    {
        var original = Disk.New(ReportState.Looking);
        await Disk.KeepAsync(original);
        var duplicate = Disk.New(ReportState.Duplicate, Reader);
        duplicate.DuplicateOf = original.Id;
        await Disk.KeepAsync(duplicate, Disk.New(ReportState.Legal, "legal@example.org"));

        await SendDueAsync();
        Assert.Empty(Mailbox.Mails);

        await DoAsync(DeskAction.Decline, original, "The other one's answer");
        await SendDueAsync();

        Assert.Contains("The other one's answer", Assert.Single(Mailbox.Mails).TextBody, StringComparison.Ordinal);
        Assert.Null(await Disk.EmailOfAsync(duplicate));
    }

    [Fact]
    public async Task A_duplicate_has_changed_when_the_report_it_waits_for_was_closed_and_its_mail_has_all_its_time_from_then()
    {
        var (original, between, duplicate) = (Disk.New(ReportState.Looking), Disk.New(ReportState.Duplicate), Disk.New(ReportState.Duplicate, Reader));
        await Disk.KeepAsync(original);
        between.DuplicateOf = original.Id;
        await Disk.KeepAsync(between);
        duplicate.DuplicateOf = between.Id;
        await Disk.KeepAsync(duplicate);
        Mailbox.Answers = said => said.StartsWith("RCPT", StringComparison.Ordinal) ? "451 later" : null;

        await AfterAsync(TimeSpan.FromDays(10));
        await DoAsync(DeskAction.Decline, original, "For all.");
        var closed = Time.Now.UtcDateTime;
        await AfterAsync(TimeSpan.FromDays(5) - TimeSpan.FromSeconds(1));

        Assert.Equal([closed, closed, closed], (await Disk.AllAsync<Report>()).Select(report => report.ChangedAt));
        Assert.Equal(Reader, await Disk.EmailOfAsync(duplicate));
        Mailbox.Answers = _ => null;
        await AfterAsync(TimeSpan.FromHours(1));
        Assert.Contains("For all.", Assert.Single(Mailbox.Mails).TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Those_that_wait_for_a_report_are_told_when_it_turns_out_to_be_the_duplicate_of_a_closed_one()
    {
        var (closed, original, duplicate) = (Disk.New(ReportState.Declined), Disk.New(ReportState.Looking), Disk.New(ReportState.Duplicate, Reader));
        await Disk.KeepAsync(closed, original);
        duplicate.DuplicateOf = original.Id;
        await Disk.KeepAsync(duplicate);
        await SendDueAsync();
        Assert.Empty(Mailbox.Mails);

        await DoAsync(DeskAction.Duplicate, original, duplicateOf: closed.Id);
        await SendDueAsync();
        Assert.Empty(Mailbox.Mails);
        await AfterAsync(ReportChange.TimeToUndo);

        Assert.Contains("What the editor answered", Assert.Single(Mailbox.Mails).TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mistyped_number_that_is_taken_back_in_time_sends_nothing_and_the_right_one_sends_its_answer()
    {
        var (wrong, right, report) = (Disk.New(ReportState.Declined), Disk.New(ReportState.Declined), Disk.New(ReportState.Looking, Reader));
        (wrong.Answer, right.Answer) = ("Somebody else's answer", "The right answer");
        await Disk.KeepAsync(wrong, right, report);

        await DoAsync(DeskAction.Duplicate, report, duplicateOf: wrong.Id);
        await AfterAsync(ReportChange.TimeToUndo - TimeSpan.FromSeconds(1));
        await DoAsync(DeskAction.NotDuplicate, report);
        await AfterAsync(TimeSpan.FromDays(1));
        Assert.Empty(Mailbox.Mails);
        Assert.Equal(Reader, await Disk.EmailOfAsync(report));

        await DoAsync(DeskAction.Duplicate, report, duplicateOf: right.Id);
        await AfterAsync(ReportChange.TimeToUndo);
        var mail = Assert.Single(Mailbox.Mails).TextBody;
        Assert.Contains("The right answer", mail, StringComparison.Ordinal);
        Assert.DoesNotContain("Somebody else", mail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_that_is_opened_again_before_its_mail_waits_until_it_is_closed_again()
    {
        var report = Disk.New(ReportState.Looking, Reader);
        await Disk.KeepAsync(report);
        await DoAsync(DeskAction.Decline, report, "No.");
        await DoAsync(DeskAction.Reopen, report);
        await SendDueAsync();
        Assert.Empty(Mailbox.Mails);
        Assert.Equal(Reader, await Disk.EmailOfAsync(report));

        await DoAsync(DeskAction.Decline, report, "Still no.");
        await DoAsync(DeskAction.Reopen, report);
        await DoAsync(DeskAction.Decline, report, "No, and why.");
        await SendDueAsync();
        await SendDueAsync();

        Assert.Contains("No, and why.", Assert.Single(Mailbox.Mails).TextBody, StringComparison.Ordinal);
        Assert.Empty(await Disk.AllAsync<OutboxMessage>());
    }

    [Fact]
    public async Task A_report_is_not_closed_without_its_mail()
    {
        var report = Disk.New(ReportState.Looking, Reader);
        await Disk.KeepAsync(report);
        Disk.RefuseEmails();

        await Assert.ThrowsAnyAsync<DbException>(() => DoAsync(DeskAction.Decline, report, "No."));

        Assert.Equal(ReportState.Looking, Assert.Single(await Disk.AllAsync<Report>()).State);
        Assert.Empty(await Disk.AllAsync<ReportEvent>());
    }

    [Theory]
    [InlineData(nameof(ReportState.Corrected), "Corrected. You were right")]
    [InlineData(nameof(ReportState.Declined), "Declined. We looked at it")]
    public async Task A_closed_report_is_told_once_and_its_address_erased(string state, string words)
    {
        var report = await KeepAsync(Enum.Parse<ReportState>(state));

        await SendDueAsync();
        await SendDueAsync();

        var mail = Assert.Single(Mailbox.Mails);
        Assert.Equal(Reader, mail.To.ToString());
        Assert.Equal("Your report on “Heat or ice?”", mail.Subject);
        Assert.Contains(words, mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("What the editor answered", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains($"https://spine.example/feedback/{report.Receipt}", mail.TextBody, StringComparison.Ordinal);
        Assert.Null(await Disk.EmailOfAsync(report));
        Assert.False(Disk.IsOnDisk(Reader));
        Assert.True(Disk.IsOnDisk("What I wrote"));
        Assert.Equal([$"The e-mail about report {report.Id} (Closing) was sent"], Disk.Log);
        Assert.Equal("QUIT", Mailbox.Said[^1]);
    }

    [Theory]
    [InlineData(nameof(ReportState.New))]
    [InlineData(nameof(ReportState.Looking))]
    public async Task An_open_report_keeps_its_address(string state)
    {
        var report = await KeepAsync(Enum.Parse<ReportState>(state));

        await SendDueAsync();

        Assert.Empty(Mailbox.Said);
        Assert.Equal(Reader, await Disk.EmailOfAsync(report));
    }

    [Fact]
    public async Task Spam_gets_no_mail_and_loses_its_address()
    {
        var report = await KeepAsync(ReportState.Spam);

        await SendDueAsync();

        Assert.Empty(Mailbox.Said);
        Assert.Null(await Disk.EmailOfAsync(report));
    }

    [Fact]
    public async Task Where_there_is_no_mail_server_any_more_addresses_of_closed_reports_are_erased()
    {
        Smtp.Host = "";
        var closed = await KeepAsync(ReportState.Corrected);
        var open = await KeepAsync(ReportState.Looking);

        await SendDueAsync();

        Assert.Null(await Disk.EmailOfAsync(closed));
        Assert.Equal(Reader, await Disk.EmailOfAsync(open));
    }

    private async Task DoAsync(DeskAction action, Report report, string answer = "", long? duplicateOf = null)
    {
        var stands = (await Disk.AllAsync<Report>()).Single(kept => kept.Id == report.Id);
        Assert.IsType<ReportActionResult.Done>(await Disk.Service<ReportActions>().DoAsync(
            new DeskForm
            {
                Report = report.Id,
                Seen = new Dictionary<long, Guid> { [report.Id] = stands.Version },
                Chosen = new HashSet<long> { report.Id },
                Action = action,
                Answer = answer.Length > 0 ? answer : stands.Answer ?? "",
                Original = $"{duplicateOf}",
                Confirmed = (await Disk.AllAsync<Report>()).Where(kept => kept.Id == duplicateOf).Select(DeskForm.Confirmation).SingleOrDefault() ?? "",
                AcrossArticles = true,
            },
            "ann"));
    }

    public sealed class OnSqlite : ReportClosedEmailTests;

    public sealed class OnPostgreSql : ReportClosedEmailTests;
}
