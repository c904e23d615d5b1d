using BackSpasmSite.Content;
using BackSpasmSite.Data;
using BackSpasmSite.Hosting;
using BackSpasmSite.Options;
using Microsoft.Extensions.Options;
using MimeKit;

namespace BackSpasmSite.Email;

/// <remarks>
/// A row is removed after its e-mail is sent. If the process dies in between, the e-mail is sent twice, with the same Message-Id, so
/// that many mailboxes show it once; in the other order it could be lost without a trace. A running process remembers what it has
/// sent, so that a database that can't be written never causes a second e-mail.
/// </remarks>
internal sealed partial class EmailSender(
    Outbox outbox, PeriodicWork work, DaysSeen days, IOptions<SmtpOptions> smtp, TimeProvider time, ILogger<EmailSender> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    /// <summary>How long an e-mail is retried: as long as mail servers do (RFC 5321, 4.5.4.1).</summary>
    private static readonly TimeSpan Persistence = TimeSpan.FromDays(5);

    /// <summary>Bounds the search for the rows that prevent a digest from being written.</summary>
    private const int MostTries = 100;

    /// <summary>Rows still to be removed, because their e-mail was sent (null) or refused (the reason).</summary>
    private readonly Dictionary<long, string?> _done = [];

    /// <summary>Consecutive failures of every kind of e-mail, and until when none is tried. A restart resets it.</summary>
    private (int Failures, DateTime Until) _pause;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => InlineSockets.RunOnPoolAsync(() => work.RunAsync("Sending e-mail", Interval, SendDueAsync, stoppingToken));

    /// <exception cref="DatabaseUnavailableException">Something may be left to do.</exception>
    public async Task SendDueAsync(CancellationToken stopping)
    {
        await RemoveDoneAsync();
        if (!smtp.Value.IsConfigured)
        {
            if (await outbox.AnyAsync(stopping)) LogUnsendable(await outbox.GiveUpAsync((Now, "no mail server is set any more")));
            return;
        }

        if (RecordedTime.IsAhead(_pause.Until, Now, Backoff.Longest)) return;
        using var server = new SmtpConnection(smtp.Value, time);
        // One at a time and read just before sending, because the e-mails before it took time.
        while (await outbox.TakeAsync(Now, stopping) is { Count: > 0 } rows && await SendAsync(rows, server, stopping))
        {
        }

        await server.LeaveAsync();
    }

    /// <returns>Whether to go on with the next one.</returns>
    private async Task<bool> SendAsync(List<OutboxMessage> rows, SmtpConnection server, CancellationToken stopping)
    {
        var (first, numbers, read) = (rows[0], rows.Select(row => row.Id).ToArray(), Now);
        if (outbox.TemplateOf(first.Kind)?.WhyUndeliverable(first) is { } undeliverable)
        {
            LogUndeliverable(first.Kind, first.Report, undeliverable);
            await outbox.RemoveAsync(numbers, tried: false, (Now, undeliverable));
            return true;
        }

        var (mail, failure) = await WriteAsync(rows, stopping);
        if (failure is not null)
        {
            var (bad, good) = await SortOutAsync(rows, stopping);
            await WaitAsync(bad, SendResult.NotNow, failure);
            return good.Count == 0 || await SendAsync(good, server, stopping);
        }

        if (mail is null)
        {
            // Keeps a row that was queued again in the meantime.
            await outbox.RemoveAsync(numbers, tried: false, queuedUntil: read);
            return true;
        }

        SendResult result;
        string reason;
        using (Instruments.Begin("send e-mail")) (result, reason) = await server.SendAsync(mail, stopping);
        Instruments.Emails.Add(1, new KeyValuePair<string, object?>("result", result switch { SendResult.Sent => "sent", SendResult.Refused => "refused", _ => "postponed" }));
        if (result is SendResult.NotNow or SendResult.Unreachable)
        {
            await WaitAsync(rows, result, reason);
            return result is SendResult.NotNow && server.IsConnected;
        }

        if (result is SendResult.Sent) LogSent(first.Kind, first.Report);
        else LogRefused(first.Kind, first.Report, reason);
        _pause = default;
        foreach (var number in numbers) _done[number] = result is SendResult.Sent ? null : reason;
        await RemoveDoneAsync();
        return true;
    }

    /// <returns>The e-mail; neither value nor refusal if there is nothing left to say.</returns>
    private async Task<Outcome<MimeMessage>> WriteAsync(List<OutboxMessage> rows, CancellationToken stopping)
    {
        if (outbox.TemplateOf(rows[0].Kind) is not { } emailTemplate) return Outcome<MimeMessage>.Refused("this version of the program does not know what it is about");
        try
        {
            return new Outcome<MimeMessage>(await emailTemplate.WriteAsync(rows, stopping), null);
        }
        catch (Exception failure) when (failure is not DatabaseUnavailableException && !stopping.IsCancellationRequested)
        {
            // Without its message, which could contain a reader's words or address.
            return Outcome<MimeMessage>.Refused($"it could not be written ({failure.GetType().Name})");
        }
    }

    /// <summary>Finds the rows that prevent the others from being written, by halving; all of them if none fails by itself.</summary>
    private async Task<(List<OutboxMessage> Bad, List<OutboxMessage> Good)> SortOutAsync(List<OutboxMessage> rows, CancellationToken stopping)
    {
        var (bad, good, tries) = (new List<OutboxMessage>(), new List<OutboxMessage>(), 0);
        if (rows.Count > 1) await HalveAsync(rows);
        return bad.Count == 0 ? (rows, []) : (bad, good);

        async Task HalveAsync(List<OutboxMessage> failing)
        {
            foreach (var half in failing.Chunk((failing.Count + 1) / 2))
            {
                // After so many failures the rows are hardly the cause, so the rest waits with them.
                if (tries++ >= MostTries) bad.AddRange(half);
                else if ((await WriteAsync([.. half], stopping)).Refusal is null) good.AddRange(half);
                else if (half.Length == 1) bad.AddRange(half);
                else await HalveAsync([.. half]);
            }
        }
    }

    /// <summary>Postpones one e-mail, or all of them if no server answers. Gives up only after an attempt, never before it.</summary>
    private async Task WaitAsync(List<OutboxMessage> rows, SendResult result, string reason)
    {
        var numbers = rows.Select(row => row.Id).ToArray();
        var lost = (Now, $"{reason}, for {Persistence.Days} days");
        // The trusted time: a clock that is wrong for a minute must not cost readers their answer.
        var believed = await days.BelievedAsync(CancellationToken.None);
        var late = believed == DateTime.MinValue ? believed : believed - Persistence;
        int given;
        if (result is SendResult.Unreachable)
        {
            var pause = Backoff.After(_pause.Failures + 1);
            _pause = (_pause.Failures + 1, Now + pause);
            LogUnreachable(pause, reason);
            given = await outbox.GiveUpAsync(lost, late);
            await outbox.PutBackAsync(numbers, Now, rows[0].Failures, reason);
        }
        else
        {
            var failures = rows.Max(row => row.Failures) + 1;
            LogNotNow(rows[0].Kind, rows[0].Report, Backoff.After(failures), reason);
            given = await outbox.RemoveAsync(numbers, tried: false, lost, late);
            await outbox.PutBackAsync(numbers, Now + Backoff.After(failures), failures, reason);
        }

        if (given > 0) LogGivenUp(Persistence.Days, given);
    }

    private async Task RemoveDoneAsync()
    {
        foreach (var alike in _done.ToLookup(done => done.Value, done => done.Key))
        {
            var done = alike.ToArray();
            await outbox.RemoveAsync(done, tried: true, alike.Key is { } reason ? (Now, reason) : null);
            foreach (var number in done) _done.Remove(number);
        }
    }

    [LoggerMessage(LogLevel.Information, "The e-mail about report {Report} ({Kind}) was sent")]
    private partial void LogSent(EmailKind kind, long report);

    [LoggerMessage(LogLevel.Warning, "The e-mail about report {Report} ({Kind}) was refused for good and will not be sent again: {Reason}")]
    private partial void LogRefused(EmailKind kind, long report, string reason);

    [LoggerMessage(LogLevel.Warning, "The e-mail about report {Report} ({Kind}) could not be sent and will be tried again in {Pause}: {Reason}")]
    private partial void LogNotNow(EmailKind kind, long report, TimeSpan pause, string reason);

    [LoggerMessage(LogLevel.Warning, "No e-mail can be sent. Trying again in {Pause}: {Reason}")]
    private partial void LogUnreachable(TimeSpan pause, string reason);

    [LoggerMessage(LogLevel.Warning, "E-mails given up after {Days} days of trying: {Count}")]
    private partial void LogGivenUp(int days, int count);

    [LoggerMessage(LogLevel.Warning, "Waiting e-mails that will not be sent, because no mail server is set any more: {Count}")]
    private partial void LogUnsendable(int count);

    [LoggerMessage(LogLevel.Warning, "The e-mail about report {Report} ({Kind}) can't be delivered any more: {Reason}")]
    private partial void LogUndeliverable(EmailKind kind, long report, string reason);
}

internal static class Backoff
{
    public static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <param name="failures">At least one.</param>
    public static TimeSpan After(int failures) => failures > 6 ? Longest : TimeSpan.FromMinutes(1 << (failures - 1));
}
