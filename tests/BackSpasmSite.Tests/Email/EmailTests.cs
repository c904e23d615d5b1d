using BackSpasmSite.Email;
using BackSpasmSite.Options;
using BackSpasmSite.Tests.Reports;

namespace BackSpasmSite.Tests.Email;

/// <summary>The site's e-mails go to a mailbox on this machine. Whatever a test does, no address and nothing that a reader wrote is in the log.</summary>
public abstract class EmailTests : IAsyncLifetime
{
    private static readonly string[] Private = ["@", "secret", "What I wrote"];

    /// <param name="editors">The addresses of the editors.</param>
    protected EmailTests(params string[] editors) =>
        Smtp = new SmtpOptions { Host = "127.0.0.1", Port = Mailbox.Port, Security = SmtpSecurity.None, From = "site@spine.example", To = editors };

    private protected ContentOnDisk Content { get; } = ContentOnDisk.Small();

    private protected MailboxServer Mailbox { get; } = new();

    private protected SetTime Time { get; } = new(ContentOnDisk.Today);

    private protected SmtpOptions Smtp { get; }

    private protected ReportsOnDisk Disk { get; private set; } = null!;

    private protected EmailSender Job { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Disk = await ReportsOnDisk.CreateAsync(Path.Combine(Content.Parent, "data"), Time, Smtp);
        Disk.Current.Publish(Content.Build());
        Job = Disk.Job<EmailSender>();
    }

    public async ValueTask DisposeAsync()
    {
        Job.Dispose();
        await Disk.DisposeAsync();
        Mailbox.Dispose();
        Content.Dispose();
        Assert.DoesNotContain(Disk.Log, line => Private.Any(words => line.Contains(words, StringComparison.Ordinal)));
        GC.SuppressFinalize(this);
    }

    private protected Task SendDueAsync() => Job.SendDueAsync(TestContext.Current.CancellationToken);

    private protected Task AfterAsync(TimeSpan time)
    {
        Time.Now += time;
        return SendDueAsync();
    }
}
