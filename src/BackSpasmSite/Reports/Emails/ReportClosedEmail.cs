using BackSpasmSite.Content;
using BackSpasmSite.Content.Text;
using BackSpasmSite.Data;
using BackSpasmSite.Email;
using BackSpasmSite.Options;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MimeKit;

namespace BackSpasmSite.Reports.Emails;

/// <summary>
/// Tells readers who left an address, once, that their report is closed, and erases the address. Whoever closes a report
/// queues it; whether it is still closed, and for its reader too, is judged when the mail is written.
/// </summary>
internal sealed class ReportClosedEmail(
    SerializedDatabase serializedDatabase, CurrentEdition current, IOptions<SmtpOptions> smtp, IOptions<SiteOptions> site, TimeProvider time) : EmailTemplate
{
    public override EmailKind Kind => EmailKind.Closing;

    /// <summary>Lets the mail about a report that has just been closed wait for its turn, where its reader left an address.</summary>
    /// <param name="open">The transaction in which it is closed.</param>
    /// <param name="report">The report.</param>
    /// <param name="now">When that is.</param>
    /// <param name="wait">How long the mail waits before it is tried, so that a slip of the editor's can be taken back.</param>
    public static async Task QueueAsync(SiteDbContext open, Report report, DateTime now, TimeSpan wait = default)
    {
        if (report.Email is null) return;
        var due = now + wait;
        // One that was opened again and closed again before its turn has its whole time again.
        var waiting = await open.Set<OutboxMessage>().Where(mail => mail.Report == report.Id && mail.Kind == EmailKind.Closing)
            .ExecuteUpdateAsync(mail => mail
                .SetProperty(row => row.QueuedAt, now).SetProperty(row => row.DueAt, due).SetProperty(row => row.Failures, 0));
        if (waiting == 0) open.Add(new OutboxMessage { Kind = EmailKind.Closing, Report = report.Id, QueuedAt = now, DueAt = due });
    }

    public override async Task<MimeMessage?> WriteAsync(IReadOnlyList<OutboxMessage> rows, CancellationToken cancellation)
    {
        var (report, original) = await serializedDatabase.ReadAsync(
            async open =>
            {
                var report = await open.Set<Report>().AsNoTracking().SingleOrDefaultAsync(kept => kept.Id == rows[0].Report, cancellation);
                return (report, report is null ? null : await Duplicates.OriginalAsync(open, report, cancellation));
            },
            cancellation);
        return report is { Email: { } email, State: not ReportState.Spam } && IsClosed(report, original) && EmailAddress.Parse(email) is { } to
            ? ReportClosedText.Write(report, to, smtp.Value.From!, site.Value.BaseUrl, current.Edition, time.GetUtcNow(), original)
            : null;
    }

    /// <summary>
    /// Erases the address: after the mail also when the report was opened again meanwhile, for there is only one; without
    /// a mail only when the report is still closed.
    /// </summary>
    public override async Task ForgetAsync(SiteDbContext open, IReadOnlyCollection<long> reports, bool tried)
    {
        var numbers = reports.ToArray();
        var withAddress = open.Set<Report>().Where(kept => numbers.Contains(kept.Id) && kept.Email != null);
        if (tried)
        {
            // Without reading them: a report that cannot be read would keep its address, and its row in the outbox.
            await withAddress.ExecuteUpdateAsync(report => report.SetProperty(kept => kept.Email, (string?)null));
            return;
        }

        foreach (var report in await withAddress.ToListAsync())
            if (IsClosed(report, await Duplicates.OriginalAsync(open, report, default))) report.Email = null;
    }

    /// <summary>A duplicate is closed for its reader when the report that it waits for is.</summary>
    private static bool IsClosed(Report report, Report? original) => report.IsClosed && original is null or { IsClosed: true };
}

/// <summary>The one mail about a report: where it stands now, and why.</summary>
internal static class ReportClosedText
{
    /// <param name="report">A closed report.</param>
    /// <param name="to">Whoever sent it.</param>
    /// <param name="from">Our address, as the settings have it, perhaps with a name.</param>
    /// <param name="baseUrl">What readers type before the first slash.</param>
    /// <param name="edition">Where the names of article and site are; null before there is one.</param>
    /// <param name="now">The date it bears.</param>
    /// <param name="original">The report that this one is a duplicate of.</param>
    public static MimeMessage Write(
        Report report, MailboxAddress to, string from, string baseUrl, Edition? edition, DateTimeOffset now, Report? original = null)
    {
        var site = LineText.InOneLine(edition?.Site.Name ?? "");
        var title = ArticleTitle.Of(report.Article, edition);
        return new PlainTextEmail
        {
            From = from,
            Site = site,
            To = to,
            Subject = $"Your report on “{title}”",
            Paragraphs = Words(ReportStatusText.Of(report, original), title, site, new Uri($"{baseUrl}/feedback/{report.Receipt}")),
            Date = now,
            Identity = $"closing mail {report.Receipt}",
        }.ToMessage();
    }

    private static List<string> Words(ReportStatusText reportStatusText, string title, string site, Uri receipt)
    {
        var parts = new List<string>
        {
            $"You sent us a report on “{title}”{(site.Length > 0 ? $" ({site})" : "")}. It is closed now.",
            $"{reportStatusText.State}. {reportStatusText.Words}",
        };
        if (reportStatusText.Answer is not null) parts.Add($"{reportStatusText.AnswerTitle}:\n\n{reportStatusText.Answer}");
        parts.Add($"You find your report here:\n{receipt.AbsoluteUri}");
        parts.Add("This is the only mail we send you. We have erased your e-mail address.");
        return parts;
    }
}

/// <summary>What an article is called in a mail.</summary>
internal static class ArticleTitle
{
    /// <summary>In one line; the slug of an article that is gone, or where there is no edition yet.</summary>
    public static string Of(string article, Edition? edition) => LineText.InOneLine(
        Slug.TryParse(article, out var slug) && edition?.Articles.TryGetValue(slug, out var found) == true ? found.Title : article);
}
