using BackSpasmSite.Content;
using BackSpasmSite.Data;
using BackSpasmSite.Email;
using BackSpasmSite.Options;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MimeKit;

namespace BackSpasmSite.Reports.Emails;

/// <summary>Mail to an editor. A reader's words and address are never in it: a report may tell of somebody's health.</summary>
internal abstract class EditorsLetter(
    Database database, CurrentEdition current, IOptions<SmtpOptions> smtp, IOptions<SiteOptions> site, TimeProvider time) : Letter
{
    public override async Task<MimeMessage?> WriteAsync(IReadOnlyList<OutboxMail> rows, CancellationToken cancellation)
    {
        var edition = current.Edition;
        var words = await database.ReadAsync(
            // Nobody has to be told of what is answered already, or has no words any more.
            open => WordsAsync(open, Queued(open).Where(report => report.ErasedAt == null), rows, edition, cancellation),
            cancellation);
        return words is not var (subject, paragraphs) ? null : new PlainMail
        {
            From = smtp.Value.From!,
            Site = edition?.Site.Name ?? "",
            To = MailboxAddress.Parse(rows[0].To!),
            Subject = subject,
            Paragraphs = paragraphs,
            Date = time.GetUtcNow(),
            Identity = FormattableString.Invariant($"{rows[0].Kind} {rows[0].Id} {rows[0].QueuedAt:O} {rows[0].To}"),
        }.ToMessage();
    }

    /// <summary>What the mail says; null when there is nothing to say any more.</summary>
    /// <param name="open">Where more is looked up.</param>
    /// <param name="waiting">The reports that an editor may still have to be told of.</param>
    /// <param name="rows">What is to be told.</param>
    /// <param name="edition">What readers see; null before there is one.</param>
    /// <param name="cancellation">Ends it.</param>
    protected abstract Task<(string Subject, IReadOnlyList<string> Paragraphs)?> WordsAsync(
        SiteDatabase open, IQueryable<Report> waiting, IReadOnlyList<OutboxMail> rows, Edition? edition, CancellationToken cancellation);

    /// <summary>The reports of the common queue.</summary>
    protected static IQueryable<Report> Queued(SiteDatabase open) =>
        open.Set<Report>().AsNoTracking().Where(report => report.State == ReportState.New || report.State == ReportState.Looking);

    /// <summary>A whole address, to follow.</summary>
    protected string Link(string path) => site.Value.BaseUrl + path;

    protected DateTime Now => time.GetUtcNow().UtcDateTime;
}
