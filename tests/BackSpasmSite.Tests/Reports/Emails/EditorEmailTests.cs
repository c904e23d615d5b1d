using BackSpasmSite.Email;
using BackSpasmSite.Reports;
using BackSpasmSite.Reports.Emails;
using BackSpasmSite.Reports.Intake;
using BackSpasmSite.Tests.Email;
using Microsoft.EntityFrameworkCore;

namespace BackSpasmSite.Tests.Reports.Emails;

/// <summary>What editors are told by e-mail about new reports, and when.</summary>
public abstract class EditorEmailTests : EmailTests
{
    public EditorEmailTests()
        : base("rita@spine.example")
    {
    }

    [Fact]
    public async Task What_could_hurt_somebody_is_told_at_once_in_the_articles_words_and_not_the_readers()
    {
        await ReceiveAsync(Concern.Harmful, quote: "helps a");

        await SendDueAsync();
        await SendDueAsync();

        var mail = Assert.Single(Mailbox.Mails);
        Assert.Equal(("rita@spine.example", "It could hurt someone: a report on “Heat or ice?”"), (mail.To.ToString(), mail.Subject));
        Assert.Equal(
            """
            A reader says about this article: “It could hurt someone.”

            Article: Heat or ice?
            https://spine.example/articles/heat-or-ice

            Passage:

            “Either helps a little.”

            This e-mail leaves out what the reader wrote, because it may include health details. Read it at the desk, where you can also show a notice above the passage or hide the article immediately:
            https://spine.example/editor/reports/1

            """.ReplaceLineEndings("\n"),
            mail.TextBody!.ReplaceLineEndings("\n"));
        Assert.Equal(("\"Test site\" <site@spine.example>", "auto-generated"), (mail.From.ToString(), mail.Headers["Auto-Submitted"]));
        Assert.Equal(["The e-mail about report 1 (Harmful) was sent"], Disk.Log);
        Assert.Empty(await Disk.AllAsync<OutboxMessage>());
        Assert.False(Disk.IsOnDisk("rita@spine.example"));
    }

    [Theory]
    [InlineData("My name is Jo and I have a slipped disc", "Passage: it is no longer in the article.")]
    [InlineData("is pleasant", "Passage, in the section “Heat”:\n\n“It is pleasant.”")]
    [InlineData(null, "Passage: none was selected.")]
    public async Task A_passage_is_named_when_the_article_has_it(string? quote, string words)
    {
        await ReceiveAsync(Concern.Harmful, quote);

        await SendDueAsync();

        var text = Assert.Single(Mailbox.Mails).TextBody!.ReplaceLineEndings("\n");
        Assert.Contains($"\n\n{words}\n\n", text, StringComparison.Ordinal);
        foreach (var readers in new[] { "Jo", "What I wrote", "reader@example.org", "00000" }) Assert.DoesNotContain(readers, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_else_that_came_in_is_one_mail_in_the_morning()
    {
        Time.Now -= TimeSpan.FromHours(72);
        await ReceiveAsync(Concern.Harmful);
        await SendDueAsync();
        Time.Now += TimeSpan.FromHours(72);
        await ReceiveAsync(Concern.Inaccurate, article: "gone");
        await ReceiveAsync(null);
        await ReceiveAsync(Concern.Other);
        await AfterAsync(TimeSpan.FromHours(19) - TimeSpan.FromSeconds(1));
        Assert.Single(Mailbox.Mails);

        await AfterAsync(TimeSpan.FromSeconds(1));

        var mail = Mailbox.Mails[1];
        Assert.Equal("3 reports from readers", mail.Subject);
        Assert.Equal(
            """
            3 reports came in and are waiting for an answer:

            Heat or ice?: 2 reports
            gone: 1 report

            The inbox has 4 reports, 1 of them marked “It could hurt someone”:
            https://spine.example/editor

            The oldest came in 3 days ago:
            https://spine.example/editor/reports/1

            This e-mail leaves out what readers wrote, because it may include health details.

            """.ReplaceLineEndings("\n"),
            mail.TextBody!.ReplaceLineEndings("\n"));

        await AfterAsync(TimeSpan.FromDays(1));
        Assert.Equal(2, Mailbox.Mails.Count);
        Assert.Empty(await Disk.AllAsync<OutboxMessage>());
    }

    [Fact]
    public async Task What_could_hurt_somebody_is_told_once_in_ten_minutes_for_each_article_with_the_number()
    {
        var started = Time.Now;
        await ReceiveAsync(Concern.Harmful, quote: "helps a");
        await SendDueAsync();
        for (var report = 2; report <= 45; report++)
        {
            await ReceiveAsync(Concern.Harmful);
            await AfterAsync(TimeSpan.FromSeconds(10));
        }

        Assert.Equal(["It could hurt someone: a report on “Heat or ice?”"], Mailbox.Mails.Select(mail => mail.Subject));
        Assert.Single(await Disk.AllAsync<OutboxMessage>());
        // An alert about another article is sent immediately.
        await ReceiveAsync(Concern.Harmful, article: "gone");
        await SendDueAsync();
        Assert.Equal("It could hurt someone: a report on “gone”", Mailbox.Mails[^1].Subject);

        Time.Now = started + TimeSpan.FromMinutes(10);
        await SendDueAsync();

        var mail = Mailbox.Mails[^1];
        Assert.Equal("It could hurt someone: 44 reports on “Heat or ice?”", mail.Subject);
        Assert.Contains("\nhttps://spine.example/editor?concern=harmful&article=heat-or-ice\n", mail.TextBody!.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        foreach (var readers in new[] { "What I wrote", "reader@example.org" }) Assert.DoesNotContain(readers, mail.TextBody, StringComparison.Ordinal);
        Assert.Equal(3, Mailbox.Mails.Count);
        Assert.Empty(await Disk.AllAsync<OutboxMessage>());

        // The e-mail with the number starts another ten minutes; after a quiet ten minutes the next report is sent immediately.
        await AfterAsync(TimeSpan.FromMinutes(2));
        await ReceiveAsync(Concern.Harmful);
        await SendDueAsync();
        Assert.Equal(3, Mailbox.Mails.Count);
        await AfterAsync(TimeSpan.FromMinutes(8));
        Assert.Equal(4, Mailbox.Mails.Count);
        await AfterAsync(TimeSpan.FromMinutes(10));
        await ReceiveAsync(Concern.Harmful);
        await SendDueAsync();
        Assert.Equal(5, Mailbox.Mails.Count);
    }

    [Fact]
    public async Task Gathered_alerts_survive_a_restart_are_sent_by_one_of_two_programs_and_tell_only_what_waits_then()
    {
        Smtp.To = ["rita@spine.example", "ben@spine.example"];
        await ReceiveAsync(Concern.Harmful);
        await SendDueAsync();
        Report[] more = [await ReceiveAsync(Concern.Harmful), await ReceiveAsync(Concern.Harmful), await ReceiveAsync(Concern.Harmful), await ReceiveAsync(Concern.Harmful, suspicion: Suspicion.Trap), await ReceiveAsync(Concern.Other)];
        await Disk.Database.WriteAsync(async open => (await open.FindAsync<Report>(more[1].Id))!.State = ReportState.Declined);
        using EmailSender restarted = Disk.Job<EmailSender>(), other = Disk.Job<EmailSender>();

        Time.Now += TimeSpan.FromMinutes(10);
        await Task.WhenAll(restarted.SendDueAsync(TestContext.Current.CancellationToken), other.SendDueAsync(TestContext.Current.CancellationToken));

        Assert.Equal(
            ["ben@spine.example 3 reports", "ben@spine.example a report", "rita@spine.example 3 reports", "rita@spine.example a report"],
            Mailbox.Mails.Select(mail => $"{mail.To} {mail.Subject?.Split(" on ")[0]["It could hurt someone: ".Length..]}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_clock_that_was_wrong_once_holds_no_alert_back()
    {
        Time.Now += TimeSpan.FromDays(800);
        await ReceiveAsync(Concern.Harmful);
        Time.Now -= TimeSpan.FromDays(800);
        await ReceiveAsync(Concern.Harmful);

        await SendDueAsync();

        Assert.Single(Mailbox.Mails);
    }

    [Theory]
    [InlineData(nameof(Suspicion.Trap))]
    [InlineData(nameof(Suspicion.Links))]
    public async Task What_may_be_spam_is_told_to_nobody_unless_it_could_hurt(string suspicion)
    {
        await ReceiveAsync(Concern.Inaccurate, suspicion: Enum.Parse<Suspicion>(suspicion));
        Assert.Empty(await Disk.AllAsync<OutboxMessage>());

        await ReceiveAsync(Concern.Harmful, suspicion: Enum.Parse<Suspicion>(suspicion));
        Assert.NotEmpty(await Disk.AllAsync<OutboxMessage>());
    }

    [Theory]
    [InlineData(nameof(Concern.Harmful))]
    [InlineData(nameof(Concern.Inaccurate))]
    public async Task Nothing_is_told_of_what_is_answered_erased_or_spam_by_then(string concern)
    {
        foreach (var state in new[] { ReportState.Declined, ReportState.Spam, ReportState.Legal, ReportState.New })
        {
            var report = await ReceiveAsync(Enum.Parse<Concern>(concern));
            await Disk.Database.WriteAsync(async open =>
            {
                var kept = (await open.FindAsync<Report>(report.Id))!;
                kept.State = state;
                if (state is ReportState.New) kept.Erase(Time.Now.UtcDateTime);
                return true;
            });
        }

        await AfterAsync(TimeSpan.FromDays(1));

        Assert.Empty(Mailbox.Said);
        Assert.Empty(await Disk.AllAsync<OutboxMessage>());
    }

    [Fact]
    public async Task A_report_is_not_kept_without_its_mail()
    {
        Disk.RefuseEmails();

        await Assert.ThrowsAsync<DbUpdateException>(() => ReceiveAsync(Concern.Harmful));

        Assert.Empty(await Disk.AllAsync<Report>());
    }

    [Fact]
    public async Task A_repetition_is_told_once()
    {
        var report = New(Concern.Harmful);
        await KeepAsync(report);
        var again = New(Concern.Harmful);
        again.Fingerprint = report.Fingerprint;
        await KeepAsync(again);

        Assert.Single(await Disk.AllAsync<OutboxMessage>());
    }

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

    private Report New(Concern? concern, string? quote = null, string article = Reader.Article, Suspicion? suspicion = null) => new()
    {
        Receipt = $"{Guid.NewGuid():N}"[..27] + "00000",
        Article = article,
        ArticleText = "sha256:0",
        Concern = concern,
        Quote = quote,
        Message = "What I wrote",
        Email = "reader@example.org",
        Suspicion = suspicion,
        ReceivedAt = Time.Now.UtcDateTime,
        ChangedAt = Time.Now.UtcDateTime,
        Fingerprint = $"{Guid.NewGuid()}",
    };

    private Task<Report> ReceiveAsync(Concern? concern, string? quote = null, string article = Reader.Article, Suspicion? suspicion = null) =>
        KeepAsync(New(concern, quote, article, suspicion));

    private async Task<Report> KeepAsync(Report report)
    {
        var version = new ArticleVersion { Stamp = "sha256:0", Article = report.Article, Text = "", SeenAt = report.ReceivedAt };
        await Disk.Service<ReportStore>().KeepAsync(report, null, version, null);
        return report;
    }

    public sealed class OnSqlite : EditorEmailTests;

    public sealed class OnPostgreSql : EditorEmailTests;
}
