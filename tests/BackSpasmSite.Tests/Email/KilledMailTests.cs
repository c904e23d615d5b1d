
namespace BackSpasmSite.Tests.Email;

/// <summary>E-mails to editors survive the death of the process.</summary>
public sealed class KilledMailTests
{
    [Fact]
    public async Task No_mail_is_lost_by_killing_the_program_before_it_is_sent_or_before_the_server_has_said_that_it_took_it()
    {
        using var content = ContentOnDisk.Small();
        var data = Path.Combine(content.Parent, "data");
        var database = new DatabaseFile(Path.Combine(data, "site.db"));
        using var mailbox = new MailboxServer();
        string[] settings =
        [
            "--Smtp:Host=127.0.0.1", $"--Smtp:Port={mailbox.Port}", "--Smtp:Security=None", "--Smtp:From=site@spine.example", "--Smtp:To=rita@spine.example",
        ];

        await using (var site = await SiteProcess.StartAsync(content.Path, data, settings: settings))
        {
            await site.UntilReadyAsync();
            // The first look into the outbox may be over or not; in either case the report's e-mail is waiting there.
            mailbox.Answers = said => said == "CONNECT" ? MailboxServer.HangUp : null;
            Assert.StartsWith("/feedback/", await site.Browser.ReportPatientlyAsync("Words.", ("concern", "harmful")), StringComparison.Ordinal);
            site.Kill();
        }

        AssertWaits(database);
        var silent = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        mailbox.FallingSilent = silent.SetResult;
        mailbox.Answers = said => said == "." ? MailboxServer.Silence : null;
        await using (var site = await SiteProcess.StartAsync(content.Path, data, settings: settings))
        {
            await silent.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
            site.Kill();
        }

        Assert.Empty(mailbox.Mails);
        AssertWaits(database);
        mailbox.Answers = _ => null;
        await using (await SiteProcess.StartAsync(content.Path, data, settings: settings))
            Assert.Equal("It could hurt someone: a report on “Heat or ice?”", (await mailbox.First).Subject);
    }

    private static void AssertWaits(DatabaseFile database)
    {
        Assert.Equal(["Harmful"], database.Read("SELECT Kind FROM Outbox"));
        // As if the time had passed for which an e-mail is reserved for the process that took it.
        database.Run("UPDATE Outbox SET DueAt = QueuedAt");
    }
}
