using BackSpasmSite.Email;
using BackSpasmSite.Options;
using BackSpasmSite.Reports;
using BackSpasmSite.Tests.Reports;

namespace BackSpasmSite.Tests.Email;

public sealed class SilentMailServerTests
{
    [Theory]
    [InlineData("CONNECT")]
    [InlineData("EHLO")]
    [InlineData("RCPT")]
    [InlineData("DATA")]
    [InlineData(".")]
    [InlineData("QUIT")]
    public async Task A_server_that_falls_silent_does_not_hold_up_the_job(string command)
    {
        using var content = ContentOnDisk.Small();
        var time = new ManualTimers();
        using var mailbox = new MailboxServer
        {
            Answers = said => said.StartsWith(command, StringComparison.Ordinal) ? MailboxServer.Silence : null,
            FallingSilent = time.LosePatience,
        };
        var smtp = new SmtpOptions { Host = "127.0.0.1", Port = mailbox.Port, Security = SmtpSecurity.None, From = "editors@spine.example" };
        await using var disk = await ReportsOnDisk.CreateAsync(Path.Combine(content.Parent, "data"), time, smtp);
        var report = disk.New(ReportState.Corrected, "reader@example.org", ContentOnDisk.Today);
        await disk.KeepAsync(report);
        using var job = disk.Job<EmailSender>();

        await job.SendDueAsync(TestContext.Current.CancellationToken);

        Assert.Equal(command == "QUIT", await disk.EmailOfAsync(report) is null);
        Assert.DoesNotContain(disk.Log, line => line.Contains('@', StringComparison.Ordinal));
    }
}
