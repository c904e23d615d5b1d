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
/// Tells readers who left an address, once, that their report is closed, and erases the address. Closing a report queues the e-mail;
/// whether it is still closed, also for its reader, is decided when the e-mail is written.
/// </summary>
internal sealed class ReportClosedEmail(
    SerializedDatabase serializedDatabase, CurrentEdition current, IOptions<SmtpOptions> smtp, IOptions<SiteOptions> site, TimeProvider time) : EmailTemplate
{
    public override EmailKind Kind => EmailKind.Closing;

    /// <summary>Does nothing if the reader left no address.</summary>
    /// <param name="wait">Holds the e-mail back, so that an editor can undo a mistake.</param>
    public static Task QueueAsync(SiteDbContext open, Report report, DateTime now, TimeSpan wait = default) =>
        report.Email is null ? Task.CompletedTask : QueueAsync(open, [report.Id], now, wait);

    /// <summary>The same for many reports, in two statements.</summary>
    public static async Task QueueAsync(SiteDbContext open, long[] reports, DateTime now, TimeSpan wait = default)
    {
        if (reports.Length == 0) return;
        var due = now + wait;
        // If a report was reopened and closed again in the meantime, the wait starts over.
        await open.Set<OutboxMessage>().Where(mail => reports.Contains(mail.Report) && mail.Kind == EmailKind.Closing)
            .ExecuteUpdateAsync(mail => mail
                .SetProperty(row => row.QueuedAt, now).SetProperty(row => row.DueAt, due).SetProperty(row => row.Failures, 0));
        await open.ExecuteAsync(
            $"""
             INSERT INTO "Outbox" ("Kind", "Report", "QueuedAt", "DueAt", "Failures")
             SELECT {nameof(EmailKind.Closing)}, "Id", {now}, {due}, 0 FROM "Reports"
             WHERE "Email" IS NOT NULL AND "Id" IN (@numbers)
                 AND NOT EXISTS (SELECT 1 FROM "Outbox" WHERE "Outbox"."Report" = "Reports"."Id" AND "Outbox"."Kind" = {nameof(EmailKind.Closing)})
             """,
            reports);
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
    /// There is only one e-mail, so after it the address goes even if the report was reopened in the meantime; without it, only if the
    /// report is still closed.
    /// </summary>
    public override async Task ForgetAsync(SiteDbContext open, IReadOnlyCollection<long> reports, bool tried)
    {
        var numbers = reports.ToArray();
        var withAddress = open.Set<Report>().Where(kept => numbers.Contains(kept.Id) && kept.Email != null);
        if (!tried)
        {
            List<long> waiting = [];
            foreach (var duplicate in await withAddress.AsNoTracking().Where(kept => kept.State == ReportState.Duplicate).ToListAsync())
                if (!IsClosed(duplicate, await Duplicates.OriginalAsync(open, duplicate, default))) waiting.Add(duplicate.Id);
            withAddress = withAddress.Where(kept =>
                kept.State != ReportState.New && kept.State != ReportState.Looking && kept.State != ReportState.Legal && !waiting.Contains(kept.Id));
        }

        // Without loading them: a report that can't be read would keep its address and its row in the outbox.
        await withAddress.ExecuteUpdateAsync(report => report.SetProperty(kept => kept.Email, (string?)null));
    }

    /// <summary>For its reader, a duplicate is closed once its original is.</summary>
    private static bool IsClosed(Report report, Report? original) => report.IsClosed && original is null or { IsClosed: true };
}

internal static class ReportClosedText
{
    /// <param name="edition">Null before the first one is published.</param>
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
            $"Your report on “{title}”{(site.Length > 0 ? $" ({site})" : "")} is now closed.",
            $"{reportStatusText.State}. {reportStatusText.Words}",
        };
        if (reportStatusText.Answer is not null) parts.Add($"{reportStatusText.AnswerTitle}:\n\n{reportStatusText.Answer}");
        parts.Add($"You can see your report here:\n{receipt.AbsoluteUri}");
        parts.Add("This is the only e-mail we will send you about it. We have erased your e-mail address.");
        return parts;
    }
}

internal static class ArticleTitle
{
    /// <summary>In one line; the slug if the article no longer exists or there is no edition yet.</summary>
    public static string Of(string article, Edition? edition) => LineText.InOneLine(
        edition?.Find(article)?.Title ?? article);
}
