using BackSpasmSite.Storage;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Mail;

/// <summary>Sends what waits in the outbox, and tries again what could not be sent.</summary>
/// <remarks>
/// A row goes after its mail is sent. A program that dies in the milliseconds between sends a second one, with the same
/// Message-Id, which many mailboxes show once. The other way round, a mail would be lost, and nobody would ever know.
/// While the program lives it remembers what it has sent, so that a database that cannot be written never makes a second
/// mail.
/// </remarks>
internal sealed partial class MailSender(
    Outbox outbox, PeriodicWork work, IOptions<SmtpOptions> smtp, TimeProvider time, ILogger<MailSender> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    /// <summary>How long a mail is tried again: as long as mail servers do (RFC 5321, 4.5.4.1).</summary>
    private static readonly TimeSpan Persistence = TimeSpan.FromDays(5);

    /// <summary>The number by which all mail waits. Rows count from 1.</summary>
    private const long Everything = 0;

    private readonly Pauses _pauses = new(time);

    /// <summary>Rows whose mail is sent or refused, and which are still to be taken out.</summary>
    private readonly HashSet<long> _done = [];

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => work.RunAsync("Sending mail", Interval, SendDueAsync, stoppingToken);

    /// <summary>Sends what is due.</summary>
    /// <exception cref="DatabaseUnavailableException">Something is left to do.</exception>
    public async Task SendDueAsync(CancellationToken stopping)
    {
        await RemoveDoneAsync();
        if (!smtp.Value.IsConfigured)
        {
            if (await outbox.AnyAsync(stopping)) LogUnsendable(await outbox.RemoveAsync(_ => true, tried: false));
            return;
        }

        if (_pauses.Lasts(Everything)) return;
        using var server = new MailServer(smtp.Value, time);
        // One at a time and read anew, because the mails before it took their time.
        while (await NextAsync(stopping) is { Count: > 0 } rows && await SendAsync(rows, server, stopping))
        {
        }

        await server.LeaveAsync();
    }

    private Task<List<OutboxMail>> NextAsync(CancellationToken stopping) => outbox.NextAsync(Now, _pauses.Lasting(), stopping);

    /// <returns>Whether there is any point in going on with the next one.</returns>
    private async Task<bool> SendAsync(List<OutboxMail> rows, MailServer server, CancellationToken stopping)
    {
        var (first, numbers, read) = (rows[0], rows.ConvertAll(row => row.Id), Now);
        // Begins before the try: whatever happens there, the others have their turn first.
        var pause = numbers.Select(_pauses.Begin).Max();
        if (await outbox.LetterOf(first.Kind).WriteAsync(rows, stopping) is not { } mail)
        {
            numbers.ForEach(_pauses.Forget);
            // One that was queued again since has something to say again.
            await outbox.RemoveAsync(row => numbers.Contains(row.Id) && row.QueuedAt <= read, tried: false);
            return true;
        }

        var (fate, reason) = await server.SendAsync(mail, stopping);
        switch (fate)
        {
            case MailFate.Sent:
                LogSent(first.Kind, first.Report);
                break;
            case MailFate.Refused:
                LogRefused(first.Kind, first.Report, reason);
                break;
            case MailFate.NotNow:
                LogNotNow(first.Kind, first.Report, pause, reason);
                var late = Now - Persistence;
                LogGivenUp(await outbox.RemoveAsync(row => numbers.Contains(row.Id) && row.QueuedAt <= late, tried: false));
                return server.IsConnected;
            default:
                numbers.ForEach(_pauses.Forget);
                LogUnreachable(_pauses.Begin(Everything), reason);
                var old = Now - Persistence;
                LogGivenUp(await outbox.RemoveAsync(row => row.QueuedAt <= old, tried: false));
                return false;
        }

        _pauses.Forget(Everything);
        numbers.ForEach(_pauses.Forget);
        _done.UnionWith(numbers);
        await RemoveDoneAsync();
        return true;
    }

    private async Task RemoveDoneAsync()
    {
        if (_done.Count == 0) return;
        var done = _done.ToArray();
        await outbox.RemoveAsync(row => done.Contains(row.Id), tried: true);
        _done.Clear();
    }

    private void LogGivenUp(int count)
    {
        if (count > 0) LogGivenUp(count, Persistence.Days);
    }

    [LoggerMessage(LogLevel.Information, "The mail about report {Report} ({Kind}) is sent")]
    private partial void LogSent(MailKind kind, long report);

    [LoggerMessage(LogLevel.Warning, "The mail about report {Report} ({Kind}) is refused for good, and given up: {Reason}")]
    private partial void LogRefused(MailKind kind, long report, string reason);

    [LoggerMessage(LogLevel.Warning, "The mail about report {Report} ({Kind}) could not be sent, and is tried again in {Pause}: {Reason}")]
    private partial void LogNotNow(MailKind kind, long report, TimeSpan pause, string reason);

    [LoggerMessage(LogLevel.Warning, "No mail can be sent, which is tried again in {Pause}: {Reason}")]
    private partial void LogUnreachable(TimeSpan pause, string reason);

    [LoggerMessage(LogLevel.Warning, "{Count} mails that could not be sent are given up after {Days} days")]
    private partial void LogGivenUp(int count, int days);

    [LoggerMessage(LogLevel.Information, "{Count} mails are not sent, because there is no mail server any more")]
    private partial void LogUnsendable(int count);
}
