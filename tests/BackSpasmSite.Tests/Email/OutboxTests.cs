using BackSpasmSite.Email;
using BackSpasmSite.Reports;
using Microsoft.EntityFrameworkCore;

namespace BackSpasmSite.Tests.Email;

/// <summary>However many rows are waiting, they become one e-mail for each address, and no transaction changes many of them.</summary>
public abstract class OutboxTests : EmailTests
{
    private const string Rita = "rita@spine.example";

    public OutboxTests()
        : base(Rita, "ben@spine.example") => Time.Now = ContentOnDisk.Today.AddTicks(1_234_567);

    private DatabaseFile File => Disk.Outside;

    [Fact]
    public async Task Two_processes_send_one_digest()
    {
        await QueueDigestAsync(2_000);
        using var other = Disk.Job<EmailSender>();

        await Task.WhenAll(Task.Run(() => SendDueAsync(), TestContext.Current.CancellationToken), Task.Run(() => other.SendDueAsync(TestContext.Current.CancellationToken), TestContext.Current.CancellationToken));

        Assert.Equal("2,000 reports from readers", Assert.Single(Mailbox.Mails).Subject);
        Assert.Empty(File.Read("SELECT Id FROM Outbox LIMIT 1"));
    }

    [Fact]
    public async Task What_can_not_be_sent_for_long_or_has_no_server_any_more_is_removed_in_batches_and_told_once_for_each_address()
    {
        await QueueDigestAsync(2_000);
        await QueueAsync(new OutboxMessage { Kind = EmailKind.Harmful, Report = 1, Article = "heat-or-ice", To = "ben@spine.example", QueuedAt = Now, DueAt = Now });
        Smtp.Host = null;

        await SendDueAsync();

        Assert.Empty(Mailbox.Mails);
        Assert.Empty(File.Read("SELECT Id FROM Outbox LIMIT 1"));
        Assert.Equal(
            ["Digest rita@spine.example 1 no mail server is set any more", "Harmful ben@spine.example 1 no mail server is set any more"],
            File.Read("SELECT Kind || ' ' || \"To\" || ' ' || Count || ' ' || Reason FROM UndeliveredMail ORDER BY Kind"));
    }

    [Fact]
    public async Task An_alert_that_waits_goes_through_a_changed_server()
    {
        await QueueAsync(await HarmfulAsync(Rita));
        Mailbox.Answers = said => said == "CONNECT" ? "421 not today" : null;
        await SendDueAsync();
        using var server = new MailboxServer();
        Smtp.Port = server.Port;
        Time.Now += TimeSpan.FromMinutes(5);

        await SendDueAsync();

        Assert.Equal(Rita, Assert.Single(server.Mails).To.ToString());
        Assert.Empty(await Disk.AllAsync<UndeliveredEmail>());
    }

    [Fact]
    public async Task An_editor_whose_address_was_removed_gets_nothing_more_and_the_desk_says_so()
    {
        await QueueAsync(await HarmfulAsync(Rita));
        await QueueDigestAsync(600);
        Smtp.To = ["Ben <ben@spine.example>"];

        await SendDueAsync();

        Assert.Empty(Mailbox.Mails);
        Assert.Empty(await Disk.AllAsync<OutboxMessage>());
        Assert.Equal(
            ["Digest rita@spine.example 1 the address gets no e-mail from this site any more", "Harmful rita@spine.example 1 the address gets no e-mail from this site any more"],
            File.Read("SELECT Kind || ' ' || \"To\" || ' ' || Count || ' ' || Reason FROM UndeliveredMail ORDER BY Kind"));
    }

    private DateTime Now => Time.Now.UtcDateTime;

    private Task QueueAsync(OutboxMessage row) => Disk.KeepAsync(row);

    private async Task<OutboxMessage> HarmfulAsync(string to)
    {
        var report = Disk.New(at: Time.Now);
        await Disk.KeepAsync(report);
        await Disk.Database.WriteAsync(open => open.Set<Report>().ExecuteUpdateAsync(kept => kept.SetProperty(one => one.Concern, Concern.Harmful)));
        return new OutboxMessage { Kind = EmailKind.Harmful, Report = report.Id, Article = report.Article, To = to, QueuedAt = Now, DueAt = Now };
    }

    /// <summary>Reports on 40 articles, each with a row that is due now.</summary>
    private Task<int> QueueDigestAsync(int count) => Disk.Database.WriteAsync(async open =>
    {
        await open.Database.ExecuteSqlAsync(
            $"""
             WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {count})
             INSERT INTO "Reports" ("Receipt", "Article", "ArticleText", "Message", "State", "ReceivedAt", "ChangedAt", "Version", "EraseWhenReleased")
             SELECT 'receipt-' || n, 'article-' || (n % 40), 'sha256:text', 'Report ' || n, 'New', {Now}, {Now}, {Guid.Empty}, {false} FROM numbers
             """);
        return await open.Database.ExecuteSqlAsync(
            $"""
             INSERT INTO "Outbox" ("Kind", "Report", "To", "QueuedAt", "DueAt", "Failures")
             SELECT 'Digest', "Id", {Rita}, {Now}, {Now}, 0 FROM "Reports" WHERE "Message" LIKE 'Report %'
             """);
    });

    /// <summary>The statements of each write, all of which begin with the same statement.</summary>
    private List<List<string>> Transactions()
    {
        List<List<string>> all = [[]];
        foreach (var sql in Disk.Questions.Statements)
            if (sql.StartsWith("PRAGMA shrink_memory", StringComparison.Ordinal) || sql.StartsWith("SET LOCAL", StringComparison.Ordinal)) all.Add([]);
            else all[^1].Add(sql);
        return all;
    }

    public sealed class OnSqlite : OutboxTests
    {
        [Fact]
        public async Task Ten_thousand_rows_with_three_that_are_poisoned_are_told_without_them()
        {
            await QueueDigestAsync(10_000);
            File.Run("UPDATE Outbox SET QueuedAt = 'nonsense' WHERE Report IN (1, 5000, 10000)");

            await SendDueAsync();

            Assert.Equal("9,997 reports from readers", Assert.Single(Mailbox.Mails).Subject);
            Assert.Equal(["1", "5000", "10000"], File.Read("SELECT Report FROM Outbox ORDER BY Report"));
        }

        [Fact]
        public async Task Forty_thousand_rows_for_one_address_are_one_digest_taken_and_removed_in_small_transactions()
        {
            await QueueDigestAsync(40_000);
            Disk.Questions.Statements.Clear();

            await SendDueAsync();

            var mail = Assert.Single(Mailbox.Mails);
            Assert.Equal("40,000 reports from readers", mail.Subject);
            Assert.Contains("\n… and 20,000 more on 20 other articles, at the desk\n", mail.TextBody!.ReplaceLineEndings("\n"), StringComparison.Ordinal);
            Assert.InRange(mail.TextBody.Split('\n').Length, 20, 50);
            Assert.Empty(File.Read("SELECT Id FROM Outbox LIMIT 1"));
            var transactions = Transactions();
            Assert.Equal(40_000 / Outbox.Batch, transactions.Sum(statements => statements.Count(sql => sql.StartsWith("DELETE FROM \"Outbox\"", StringComparison.Ordinal))));
            Assert.InRange(transactions.Sum(statements => statements.Count(sql => sql.StartsWith("UPDATE \"Outbox\"", StringComparison.Ordinal))), 40_000 / Outbox.Batch, (40_000 / Outbox.Batch) + 2);
            Assert.All(transactions, statements => Assert.InRange(statements.Count, 0, 10));
        }
    }

    public sealed class OnPostgreSql : OutboxTests;
}
