using BackSpasmSite.Email;
using BackSpasmSite.Reports;
using BackSpasmSite.Reports.Emails;

namespace BackSpasmSite.Tests.Reports.Emails;

/// <summary>What becomes of an e-mail to editors that can’t be sent at once or not to all of them.</summary>
public abstract class EditorEmailDeliveryTests : EditorEmails
{
    [Fact]
    public async Task What_could_not_be_sent_is_tried_with_growing_pauses_until_the_server_is_back_and_then_sent_once()
    {
        Mailbox.Answers = said => said == "CONNECT" ? "421 not today" : null;
        await ReceiveAsync(Concern.Harmful);
        await ReceiveAsync(Concern.Other);
        var tries = new List<int>();
        for (var minute = 0; minute < 2 * 24 * 60; minute++)
        {
            var before = Mailbox.Said.Count;
            await SendDueAsync();
            if (Mailbox.Said.Count > before) tries.Add(minute);
            Time.Now += TimeSpan.FromMinutes(1);
        }

        Assert.Equal([0, 1, 3, 7, 15, 31, 63, 123, 183], tries.Take(9));
        Assert.Equal(2, (await Disk.AllAsync<OutboxMessage>()).Count);

        await ReceiveAsync(Concern.Inaccurate);
        Mailbox.Answers = _ => null;
        await AfterAsync(TimeSpan.FromDays(1));
        await AfterAsync(TimeSpan.FromDays(1));

        Assert.Equal(["It could hurt someone: a report on “Heat or ice?”", "2 reports from readers"], Mailbox.Mails.Select(mail => mail.Subject));
        Assert.Empty(await Disk.AllAsync<OutboxMessage>());
    }

    [Fact]
    public async Task After_a_restart_a_server_that_was_away_is_tried_at_once()
    {
        Mailbox.Answers = said => said == "CONNECT" ? "421 not today" : null;
        await ReceiveAsync(Concern.Harmful);
        for (var time = 0; time < 8; time++) await AfterAsync(TimeSpan.FromHours(1));
        Mailbox.Answers = _ => null;
        await SendDueAsync();
        Assert.Empty(Mailbox.Mails);

        using var restarted = Disk.Job<EmailSender>();
        await restarted.SendDueAsync(TestContext.Current.CancellationToken);

        Assert.Single(Mailbox.Mails);
    }

    [Fact]
    public async Task Of_two_programs_on_one_database_only_one_sends_and_the_other_takes_over_when_that_one_dies()
    {
        using var other = Disk.Job<EmailSender>();
        var isFirst = true;
        Mailbox.Answers = said =>
        {
            if (said != "DATA" || !isFirst) return null;
            isFirst = false;
            other.SendDueAsync(TestContext.Current.CancellationToken).GetAwaiter().GetResult();
            return "451 later";
        };
        await ReceiveAsync(Concern.Harmful);
        await SendDueAsync();
        Assert.Empty(Mailbox.Mails);

        // Reserved by a process that died.
        await Disk.Service<Outbox>().TakeAsync(Time.Now.UtcDateTime + TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        Time.Now += TimeSpan.FromMinutes(3) - TimeSpan.FromSeconds(1);
        await other.SendDueAsync(TestContext.Current.CancellationToken);
        Assert.Empty(Mailbox.Mails);
        Time.Now += TimeSpan.FromSeconds(1);
        await other.SendDueAsync(TestContext.Current.CancellationToken);

        Assert.Single(Mailbox.Mails);
    }

    [Fact]
    public async Task One_editor_whom_the_server_refuses_keeps_no_other_from_mail()
    {
        Smtp.To = ["gone@spine.example", "Ben <ben@spine.example>", "Ben <ben@spine.example>"];
        Mailbox.Answers = said => said.Contains("gone@", StringComparison.Ordinal) ? "550 nobody" : null;
        await ReceiveAsync(Concern.Harmful);
        await ReceiveAsync(Concern.Other);

        await AfterAsync(TimeSpan.FromDays(1));

        Assert.Equal(["\"Ben\" <ben@spine.example>", "\"Ben\" <ben@spine.example>"], Mailbox.Mails.Select(mail => mail.To.ToString()));
        Assert.Empty(await Disk.AllAsync<OutboxMessage>());
        Assert.Equal(
            [("Harmful", Reader.Article, "gone@spine.example", "the mail server answered 550"), ("Digest", null, "gone@spine.example", "the mail server answered 550")],
            (await Disk.AllAsync<UndeliveredEmail>()).Select(lost => ($"{lost.Kind}", lost.Article, lost.To, lost.Reason)));
    }

    [Fact]
    public async Task Of_an_editor_whom_the_server_refuses_again_and_again_one_row_says_how_often_until_it_is_seen()
    {
        Mailbox.Answers = said => said.StartsWith("RCPT", StringComparison.Ordinal) ? "550 5.1.1 rita@spine.example unknown" : null;
        for (var time = 0; time < 3; time++)
        {
            await ReceiveAsync(Concern.Harmful);
            await AfterAsync(TimeSpan.FromMinutes(11));
        }

        var lost = Assert.Single(await Disk.AllAsync<UndeliveredEmail>());
        Assert.Equal((3, 3, "the mail server answered 550"), (lost.Count, (int)lost.Report, lost.Reason));

        var errors = Disk.Service<EmailDeliveryProblems>();
        await errors.SeenAsync(lost.At.AddTicks(-1), "ann");
        Assert.False((await errors.ReadAsync(TestContext.Current.CancellationToken)).IsEmpty);
        await errors.SeenAsync(lost.At, "ann");
        Assert.True((await errors.ReadAsync(TestContext.Current.CancellationToken)).IsEmpty);
    }

    [Theory]
    [InlineData("RCPT", "451 later", "the mail server answered 451")]
    [InlineData("RCPT", "421 closing", "the mail server answered 421")]
    [InlineData("AUTH", "535 no", "the mail server refused the user name or password")]
    [InlineData("MAIL", "553 not from there", "the mail server answered 553")]
    [InlineData("CONNECT", "554 no service", "the mail server answered 554")]
    [InlineData("DATA", "552 too large", "the mail server answered 552")]
    [InlineData(".", "550 looks like spam", "the mail server answered 550")]
    public async Task What_may_still_be_sent_waits_with_its_reason_and_is_lost_after_five_days(string command, string answer, string reason)
    {
        (Smtp.UserName, Smtp.Password) = ("name", "word");
        Mailbox.Answers = said => said.StartsWith(command, StringComparison.Ordinal) ? answer : null;
        await ReceiveAsync(Concern.Harmful);
        await SendDueAsync();
        var errors = Disk.Service<EmailDeliveryProblems>();

        var found = await errors.ReadAsync(TestContext.Current.CancellationToken);
        Assert.Equal([new EmailDeliveryProblems.Waiting(reason, 1)], found.Waiting);
        Assert.Empty(found.Lost);

        // An e-mail's age counts only after several days have been seen.
        for (var day = 0; day < 8; day++) await AfterAsync(TimeSpan.FromDays(1));
        found = await errors.ReadAsync(TestContext.Current.CancellationToken);
        Assert.Empty(found.Waiting);
        Assert.Equal($"{reason}, for 5 days", Assert.Single(found.Lost).Reason);
    }

    [Fact]
    public async Task What_could_hurt_somebody_goes_before_everything_that_waits()
    {
        await Disk.KeepAsync(Disk.New(ReportState.Declined, "reader@example.org", Time.Now));
        Time.Now += TimeSpan.FromSeconds(1);
        await ReceiveAsync(Concern.Harmful);

        await SendDueAsync();

        Assert.Equal(["rita@spine.example", "reader@example.org"], Mailbox.Mails.Select(mail => mail.To.ToString()));
    }

    [Theory]
    [InlineData("desk@spine.example", 1)]
    [InlineData("https://spine.example/contact", 0)]
    [InlineData(null, 0)]
    public async Task Without_a_setting_the_sites_contact_gets_it_and_where_that_is_none_the_log_says_so_once(string? contact, int mails)
    {
        Smtp.To = [];
        Content.Write("site.yaml", $"name: \"Test site\"\n{(contact is null ? "" : $"contact: {contact}\n")}");
        Disk.Current.Publish(Content.Build());
        using var check = Disk.Job<EditorNotificationsCheck>();
        await check.StartAsync(TestContext.Current.CancellationToken);
        await check.ExecuteTask!;
        await ReceiveAsync(Concern.Harmful);
        await SendDueAsync();

        Assert.Equal(mails, Mailbox.Mails.Count(mail => mail.To.ToString() == contact));
        Assert.Equal(1 - mails, Disk.Log.Count(line => line == "No editor gets e-mail about reports: set Smtp:To, or give site.yaml an e-mail address as its contact"));
    }

    [Fact]
    public async Task Without_a_mail_server_nothing_waits_and_the_desk_says_who_was_not_told()
    {
        await ReceiveAsync(Concern.Harmful);
        Smtp.Host = "";
        await ReceiveAsync(Concern.Harmful);
        Assert.Single(await Disk.AllAsync<OutboxMessage>());

        await SendDueAsync();

        Assert.Empty(await Disk.AllAsync<OutboxMessage>());
        var lost = Assert.Single(await Disk.AllAsync<UndeliveredEmail>());
        Assert.Equal((EmailKind.Harmful, "rita@spine.example", 1, "no mail server is set any more"), (lost.Kind, lost.To, lost.Report, lost.Reason));
        Assert.Equal(["Waiting e-mails that will not be sent, because no mail server is set any more: 1"], Disk.Log);
    }

    public sealed class OnSqlite : EditorEmailDeliveryTests;

    public sealed class OnPostgreSql : EditorEmailDeliveryTests;
}
