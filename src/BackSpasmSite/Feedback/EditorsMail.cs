using BackSpasmSite.Articles;
using BackSpasmSite.Mail;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Feedback;

/// <summary>Which editors are told of a new report, and when.</summary>
internal sealed class EditorsMail(CurrentEdition current, IOptions<SmtpOptions> smtp)
{
    /// <summary>As the settings name them; else the site's contact, where that is an address that mail can be sent to.</summary>
    public IReadOnlyList<string> Recipients =>
        !smtp.Value.IsConfigured ? []
        : smtp.Value.To.Count > 0 ? smtp.Value.To
        : current.Edition?.Site.Contact is { } contact && EmailAddress.Parse(contact) is not null ? [contact]
        : [];

    /// <summary>The mails that a report makes due: at once for what could hurt somebody, in the morning for the rest, none for other reports that may be spam.</summary>
    /// <param name="report">A report that has just been kept, with its number.</param>
    public IEnumerable<OutboxMail> About(Report report)
    {
        if (report.Suspicion is not null && report.Concern is not Concern.Harmful) return [];
        var at = report.ReceivedAt;
        var (kind, due) = report.Concern is Concern.Harmful
            ? (MailKind.Harmful, at)
            : (MailKind.Digest, Morning.After(at, current.Edition?.Site.TimeZone ?? TimeZoneInfo.Utc));
        return Recipients.Distinct(StringComparer.OrdinalIgnoreCase)
            .Select(to => new OutboxMail { Kind = kind, Report = report.Id, To = to, QueuedAt = at, DueAt = due });
    }
}
