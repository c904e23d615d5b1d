using BackSpasmSite.Email;
using BackSpasmSite.Reports;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace BackSpasmSite.Tests.Email;

/// <summary>An e-mail that cannot be written, or whose row cannot be read, does not hold up others, and is given up in the end.</summary>
public abstract class PoisonedMailTests : EmailTests
{
    public PoisonedMailTests()
        : base("rita@spine.example")
    {
    }

    [Theory]
    // Its report has an invalid state.
    [InlineData("UPDATE Reports SET State = 'nonsense' WHERE Id = 1", "it could not be written (InvalidOperationException)")]
    // Its kind comes from a newer version.
    [InlineData("UPDATE Outbox SET Kind = 'Newsletter' WHERE Report = 1", "this version of the program does not know what it is about")]
    [InlineData("UPDATE Outbox SET Kind = '' WHERE Report = 1", "this version of the program does not know what it is about")]
    public Task One_poisoned_row_holds_no_other_and_is_given_up_after_five_days(string poison, string reason) => PoisonAsync(poison, reason);

    [Fact]
    public async Task A_digest_leaves_out_what_cannot_be_told_and_tells_the_rest()
    {
        for (var number = 0; number < 3; number++)
        {
            var report = Disk.New(at: Time.Now);
            await Disk.KeepAsync(report);
            await Disk.KeepAsync(new OutboxMessage { Kind = EmailKind.Digest, Report = report.Id, To = "rita@spine.example", QueuedAt = Time.Now.UtcDateTime, DueAt = Time.Now.UtcDateTime });
        }

        var poisoned = new Outbox(Disk.Database, [new PoisonedLetter(Disk.Service<IEnumerable<EmailTemplate>>().Single(template => template.Kind == EmailKind.Digest), report: 2)]);
        using var job = ActivatorUtilities.CreateInstance<EmailSender>(Disk.Service<IServiceProvider>(), poisoned);

        await job.SendDueAsync(TestContext.Current.CancellationToken);

        Assert.Equal("2 reports from readers", Assert.Single(Mailbox.Mails).Subject);
        Assert.Equal(["2 1"], Disk.Outside.Read("SELECT Report || ' ' || Failures FROM Outbox"));
    }

    [Fact]
    public async Task An_address_in_the_settings_that_is_none_any_more_holds_no_other()
    {
        var report = Disk.New(at: Time.Now);
        await Disk.KeepAsync(report);
        foreach (var to in (string[])["no address at all <", "rita@spine.example"])
            await Disk.KeepAsync(new OutboxMessage { Kind = EmailKind.Digest, Report = report.Id, To = to, QueuedAt = Time.Now.UtcDateTime, DueAt = Time.Now.UtcDateTime });

        await SendDueAsync();

        Assert.Equal("rita@spine.example", Assert.Single(Mailbox.Mails).To.ToString());
    }

    private async Task PoisonAsync(string poison, string reason)
    {
        await KeepAsync("first@example.org");
        await KeepAsync("second@example.org");
        Disk.Outside.Run(poison);

        await SendDueAsync();
        Assert.Equal(["second@example.org"], Mailbox.Mails.Select(mail => mail.To.ToString()));
        var row = Assert.Single(Disk.Outside.Read("SELECT Failures || ' ' || Trouble FROM Outbox"));
        Assert.StartsWith("1 ", row, StringComparison.Ordinal);
        if (!reason.StartsWith("it could", StringComparison.Ordinal)) Assert.Equal($"1 {reason}", row);

        for (var hour = 0; hour < (5 * 24) - 1; hour++) await AfterAsync(TimeSpan.FromHours(1));
        Assert.Single(Disk.Outside.Read("SELECT Id FROM Outbox"));
        // Its age counts only after three days have been seen.
        for (var hour = 0; hour < 3 * 24; hour++) await AfterAsync(TimeSpan.FromHours(1));
        Assert.Empty(Disk.Outside.Read("SELECT Id FROM Outbox"));
        Assert.Single(Mailbox.Mails);
        Assert.Single(await Disk.AllAsync<UndeliveredEmail>());
        await KeepAsync("third@example.org");
        await SendDueAsync();
        Assert.Equal(2, Mailbox.Mails.Count);
    }

    private async Task KeepAsync(string email) => await Disk.KeepAsync(Disk.New(ReportState.Corrected, email, Time.Now));

    /// <summary>Fails to write about one report, with a reader's words in the exception.</summary>
    private sealed class PoisonedLetter(EmailTemplate template, long report) : EmailTemplate
    {
        public override EmailKind Kind => template.Kind;

        public override Task<MimeMessage?> WriteAsync(IReadOnlyList<OutboxMessage> rows, CancellationToken cancellation) =>
            rows.Any(row => row.Report == report) ? throw new InvalidOperationException("What I wrote, reader@example.org") : template.WriteAsync(rows, cancellation);
    }

    public sealed class OnSqlite : PoisonedMailTests
    {
        [Fact]
        public Task A_time_that_cannot_be_read_holds_no_other_row_and_is_given_up_after_five_days() =>
            PoisonAsync("UPDATE Outbox SET QueuedAt = 'nonsense' WHERE Report = 1", "its row in the database cannot be read");

        [Fact]
        public async Task The_report_that_waits_longest_need_not_be_readable_for_a_digest()
        {
            await Disk.KeepAsync(Disk.New(at: Time.Now.AddDays(-9)));
            Disk.Outside.Run("UPDATE Reports SET ChangedAt = 'nonsense'");
            var report = Disk.New(at: Time.Now);
            await Disk.KeepAsync(report);
            await Disk.KeepAsync(new OutboxMessage { Kind = EmailKind.Digest, Report = report.Id, To = "rita@spine.example", QueuedAt = Time.Now.UtcDateTime, DueAt = Time.Now.UtcDateTime });

            await SendDueAsync();

            Assert.Contains("came in 9 days ago", Assert.Single(Mailbox.Mails).TextBody, StringComparison.Ordinal);
        }
    }

    public sealed class OnPostgreSql : PoisonedMailTests;
}
