using BackSpasmSite.Email;
using BackSpasmSite.Reports;
using BackSpasmSite.Reports.Intake;
using Microsoft.EntityFrameworkCore;

namespace BackSpasmSite.Tests.Reports.Emails;

/// <summary>What editors are told by e-mail about new reports, and when.</summary>
public abstract class EditorEmailTests : EditorEmails
{
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

    public sealed class OnSqlite : EditorEmailTests;

    public sealed class OnPostgreSql : EditorEmailTests;
}
