using System.Linq.Expressions;
using BackSpasmSite.Articles;
using BackSpasmSite.Storage;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Feedback;

/// <summary>
/// Tells readers who left an address, once, that their report is closed, and erases the address. Whoever closes a report
/// only sets its state: what is closed and has an address is what is still to be told.
/// </summary>
/// <remarks>
/// The address is erased after the mail is sent. A program that dies in the milliseconds between sends a second one, with
/// the same Message-Id, which many mailboxes show once. The other way round, a mail would be lost, and neither reader nor
/// editor would ever know. While the program lives it remembers what it has sent, so that a database that cannot be
/// written never makes a second mail.
/// </remarks>
internal sealed partial class ClosingMails(
    ClosedReports reports,
    PeriodicWork work,
    CurrentEdition current,
    IOptions<SmtpOptions> smtp,
    IOptions<SiteOptions> site,
    TimeProvider time,
    ILogger<ClosingMails> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    /// <summary>How long after its closing a mail is tried again: as long as mail servers do (RFC 5321, 4.5.4.1).</summary>
    private static readonly TimeSpan Persistence = TimeSpan.FromDays(5);

    /// <summary>The number by which all mail waits. Reports count from 1.</summary>
    private const long Everything = 0;

    private readonly Pauses _pauses = new(time);

    /// <summary>Reports that need no mail any more, only that their address is erased.</summary>
    private readonly HashSet<long> _done = [];

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        work.RunAsync("Sending mail about closed reports", Interval, SendDueAsync, stoppingToken);

    /// <summary>Sends what is due, and erases the addresses that are of no use any more.</summary>
    /// <exception cref="DatabaseUnavailableException">Something is left to do.</exception>
    public async Task SendDueAsync(CancellationToken stopping)
    {
        await EraseUnusedAsync(stopping);
        if (!smtp.Value.IsConfigured || _pauses.Lasts(Everything)) return;
        using var server = new MailServer(smtp.Value, time);
        // One at a time and read anew, because the mails before it took their time.
        while (await reports.NextAsync(_pauses.Lasting(), stopping) is { } report && await TellAsync(report, server, stopping))
        {
        }

        await server.LeaveAsync();
    }

    /// <returns>Whether there is any point in going on with the next one.</returns>
    private async Task<bool> TellAsync(Report report, MailServer server, CancellationToken stopping)
    {
        if (!_done.Contains(report.Id))
        {
            // Begins before the try: whatever happens there, the others have their turn first.
            var pause = _pauses.Begin(report.Id);
            var (fate, reason) = await SendAsync(report, server, stopping);
            switch (fate)
            {
                case MailFate.Sent:
                    LogSent(report.Id);
                    break;
                case MailFate.Refused:
                    LogRefused(report.Id, reason);
                    break;
                case MailFate.NotNow:
                    LogNotNow(report.Id, pause, reason);
                    await GiveUpAsync(late => late.Id == report.Id);
                    return server.IsConnected;
                default:
                    _pauses.Forget(report.Id);
                    LogUnreachable(_pauses.Begin(Everything), reason);
                    await GiveUpAsync(_ => true);
                    return false;
            }

            _done.Add(report.Id);
            _pauses.Forget(Everything);
            _pauses.Forget(report.Id);
        }

        await reports.EraseAddressAsync(report.Id);
        _done.Remove(report.Id);
        return true;
    }

    private async Task<(MailFate Fate, string Reason)> SendAsync(Report report, MailServer server, CancellationToken stopping) =>
        EmailAddress.Parse(report.Email!) is { } to
            ? await server.SendAsync(
                ClosingMail.Write(
                    report, to, smtp.Value.From!, site.Value.BaseUrl, current.Edition, time.GetUtcNow(), await reports.OriginalAsync(report, stopping)),
                stopping)
            : (MailFate.Refused, "no address that mail can be sent to");

    /// <summary>Spam has no answer; and without a mail server no address will ever be used.</summary>
    private async Task EraseUnusedAsync(CancellationToken stopping)
    {
        Expression<Func<Report, bool>> unused = smtp.Value.IsConfigured ? report => report.State == ReportState.Spam : _ => true;
        if (await reports.AnyAsync(unused, stopping)) LogErasedUnused(await reports.EraseAddressesAsync(unused));
    }

    private async Task GiveUpAsync(Expression<Func<Report, bool>> tried)
    {
        var before = time.GetUtcNow().UtcDateTime - Persistence;
        if (await reports.EraseAddressesAsync(tried, report => report.ChangedAt <= before) is > 0 and var count) LogGivenUp(count, Persistence.Days);
    }

    [LoggerMessage(LogLevel.Information, "The mail about the closed report {Report} is sent")]
    private partial void LogSent(long report);

    [LoggerMessage(LogLevel.Warning, "The mail about the closed report {Report} is refused for good, and the address erased: {Reason}")]
    private partial void LogRefused(long report, string reason);

    [LoggerMessage(LogLevel.Warning, "The mail about the closed report {Report} could not be sent, and is tried again in {Pause}: {Reason}")]
    private partial void LogNotNow(long report, TimeSpan pause, string reason);

    [LoggerMessage(LogLevel.Warning, "No mail can be sent, which is tried again in {Pause}: {Reason}")]
    private partial void LogUnreachable(TimeSpan pause, string reason);

    [LoggerMessage(LogLevel.Warning, "{Count} addresses are erased without a mail, {Days} days after their reports were closed")]
    private partial void LogGivenUp(int count, int days);

    [LoggerMessage(LogLevel.Information, "{Count} addresses of closed reports that get no mail are erased")]
    private partial void LogErasedUnused(int count);
}
