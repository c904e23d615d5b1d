using BackSpasmSite.Content;
using BackSpasmSite.Data;
using BackSpasmSite.Email;
using BackSpasmSite.Options;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Reports.Emails;

internal sealed class EditorNotifications(CurrentEdition current, IOptions<SmtpOptions> smtp)
{
    /// <summary>Between two alerts about an article; the next one covers everything that came in between.</summary>
    private static readonly TimeSpan BetweenAlerts = TimeSpan.FromMinutes(10);

    /// <summary>From the settings, or else the site's contact, if that is an e-mail address.</summary>
    public IReadOnlyList<string> Recipients => smtp.Value.IsConfigured ? RecipientsOf(smtp.Value, current.Edition) ?? [] : [];

    /// <summary>Null until the content, which has the site's contact, has been read.</summary>
    public static IReadOnlyList<string>? RecipientsOf(SmtpOptions smtp, Edition? edition) =>
        smtp.To.Count > 0 ? smtp.To
        : edition is null ? null
        : edition.Site.Contact is { } contact && EmailAddress.Parse(contact) is not null ? [contact]
        : [];

    /// <summary>
    /// Harmful reports are due at once, or together with more on the same article; the others in the morning. Other reports that may be
    /// spam cause no e-mail.
    /// </summary>
    /// <param name="report">Just stored in this transaction, so that it has its number.</param>
    public async Task QueueAsync(SiteDbContext open, Report report)
    {
        var recipients = Recipients.Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if ((report.Suspicion is not null && report.Concern is not Concern.Harmful) || recipients.Count == 0) return;
        if (report.Concern is not Concern.Harmful)
        {
            var morning = DigestSchedule.After(report.ReceivedAt, current.Edition?.Site.TimeZone ?? TimeZoneInfo.Utc);
            open.AddRange(recipients.Select(to => new OutboxMessage { Kind = EmailKind.Digest, Report = report.Id, To = to, QueuedAt = report.ReceivedAt, DueAt = morning }));
            return;
        }

        var due = await AlertAsync(open, report);
        foreach (var to in recipients)
        {
            // A row that is being sent is due at another time, and may not include this report any more.
            var tells = await open.Set<OutboxMessage>()
                .AnyAsync(mail => mail.Kind == EmailKind.Harmful && mail.Article == report.Article && mail.To == to && mail.DueAt == due);
            if (!tells) open.Add(new OutboxMessage { Kind = EmailKind.Harmful, Report = report.Id, Article = report.Article, To = to, QueuedAt = report.ReceivedAt, DueAt = due });
        }
    }

    private static async Task<DateTime> AlertAsync(SiteDbContext open, Report report)
    {
        var now = report.ReceivedAt;
        if (await open.Set<LastAlert>().SingleOrDefaultAsync(alert => alert.Article == report.Article) is not { } last)
        {
            open.Add(new LastAlert { Article = report.Article, DueAt = now });
            return now;
        }

        // A later time was written while the clock was wrong.
        if (last.DueAt <= now - BetweenAlerts || last.DueAt > now + BetweenAlerts) last.DueAt = now;
        else if (last.DueAt <= now) last.DueAt += BetweenAlerts;
        return last.DueAt;
    }
}

/// <summary>When the last alert about an article is due or was sent.</summary>
internal sealed class LastAlert
{
    public required string Article { get; init; }

    public required DateTime DueAt { get; set; }
}

internal sealed class LastAlertTable : IEntityTypeConfiguration<LastAlert>
{
    public void Configure(EntityTypeBuilder<LastAlert> builder)
    {
        builder.ToTable("LastAlerts");
        builder.HasKey(alert => alert.Article);
        builder.Property(alert => alert.Article).HasMaxLength(200);
    }
}

/// <summary>The daily e-mail is due at seven o’clock in the site's time zone.</summary>
internal static class DigestSchedule
{
    private const int Hour = 7;

    public static DateTime After(DateTime utc, TimeZoneInfo zone)
    {
        var local = DateTime.SpecifyKind(TimeZoneInfo.ConvertTimeFromUtc(utc, zone), DateTimeKind.Unspecified);
        for (var morning = local.Date.AddHours(Hour); ; morning = morning.AddDays(1))
        {
            // A zone that moves across the date line skips a whole day.
            if (!zone.IsInvalidTime(morning) && TimeZoneInfo.ConvertTimeToUtc(morning, zone) is var next && next > utc) return next;
        }
    }
}

internal sealed partial class EditorNotificationsCheck(
    EditorNotifications editors, CurrentEdition current, IOptions<SmtpOptions> smtp, ILogger<EditorNotificationsCheck> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!smtp.Value.IsConfigured) return;
        // The site's contact comes with the content.
        await current.WaitForOtherThanAsync("", stoppingToken);
        if (editors.Recipients.Count == 0) LogNobody();
    }

    [LoggerMessage(LogLevel.Warning, "No editor gets e-mail about reports: set Smtp:To, or give site.yaml an e-mail address as its contact")]
    private partial void LogNobody();
}
