using BackSpasmSite.Content;
using BackSpasmSite.Data;
using BackSpasmSite.Email;
using BackSpasmSite.Options;
using BackSpasmSite.Reports.Holds;
using BackSpasmSite.Reports.Queue;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MimeKit;

namespace BackSpasmSite.Reports.Emails;

/// <summary>Never has a reader's words or address: a report may include health details.</summary>
internal abstract class EditorEmail(
    SerializedDatabase serializedDatabase, CurrentEdition current, IOptions<SmtpOptions> smtp, IOptions<SiteOptions> site, TimeProvider time) : EmailTemplate
{
    /// <summary>An address removed from the settings gets no more e-mail; the desk shows what was waiting for it.</summary>
    public override string? WhyUndeliverable(OutboxMessage row) =>
        EditorNotifications.RecipientsOf(smtp.Value, current.Edition) is { } recipients && !recipients.Contains(row.To, StringComparer.OrdinalIgnoreCase)
            ? "the address gets no e-mail from this site any more"
            : null;

    public override async Task<MimeMessage?> WriteAsync(IReadOnlyList<OutboxMessage> rows, CancellationToken cancellation)
    {
        var edition = current.Edition;
        var words = await serializedDatabase.ReadAsync(
            open => WordsAsync(open, Queued(open).Where(report => report.ErasedAt == null), rows, edition, cancellation),
            cancellation);
        return words is not var (subject, paragraphs) ? null : new PlainTextEmail
        {
            From = smtp.Value.From!,
            Site = edition?.Site.Name ?? "",
            To = MailboxAddress.Parse(rows[0].To!),
            Subject = subject,
            Paragraphs = paragraphs,
            Date = time.GetUtcNow(),
            Identity = $"{rows[0].Kind} {rows[0].Id} {rows[0].QueuedAt:O} {rows[0].To}",
        }.ToMessage();
    }

    /// <summary>Null if there is nothing left to say.</summary>
    /// <param name="rows">The e-mails due, which this one replaces.</param>
    /// <param name="edition">Null before the first one is published.</param>
    protected abstract Task<(string Subject, IReadOnlyList<string> Paragraphs)?> WordsAsync(
        SiteDbContext open, IQueryable<Report> waiting, IReadOnlyList<OutboxMessage> rows, Edition? edition, CancellationToken cancellation);

    protected static IQueryable<Report> Queued(SiteDbContext open) =>
        open.Set<Report>().AsNoTracking().Where(ReportStates.IsInQueue);

    protected string Link(string path) => site.Value.BaseUrl + path;

    protected DateTime Now => time.GetUtcNow().UtcDateTime;
}

/// <summary>Each morning, the reports that came in and are not harmful, and the one that has waited longest.</summary>
internal sealed class DigestEmail(
    SerializedDatabase serializedDatabase, CurrentEdition current, IOptions<SmtpOptions> smtp, IOptions<SiteOptions> site, TimeProvider time)
    : EditorEmail(serializedDatabase, current, smtp, site, time)
{
    public override EmailKind Kind => EmailKind.Digest;

    private const int MostArticles = 20;

    protected override async Task<(string Subject, IReadOnlyList<string> Paragraphs)?> WordsAsync(
        SiteDbContext open, IQueryable<Report> waiting, IReadOnlyList<OutboxMessage> rows, Edition? edition, CancellationToken cancellation)
    {
        var numbers = rows.Select(row => row.Report).ToArray();
        // Counted by the database, so that neither a flood of reports nor an unreadable one gets in the way.
        var articles = await waiting.Where(report => numbers.Contains(report.Id)).GroupBy(report => report.Article)
            .Select(article => new { article.Key, Count = article.Count() })
            .OrderByDescending(article => article.Count).ThenBy(article => article.Key).ToListAsync(cancellation);
        var count = articles.Sum(article => article.Count);
        var longest = await Queued(open).OrderBy(report => report.ReceivedAt).ThenBy(report => report.Id)
            .Select(report => new { report.Id, report.ReceivedAt }).FirstOrDefaultAsync(cancellation);
        // The last one may have been answered between two queries.
        if (count == 0 || longest is null) return null;
        var queued = await Queued(open).CountAsync(cancellation);
        var harmful = await Queued(open).CountAsync(report => report.Concern == Concern.Harmful, cancellation);
        var others = articles.Skip(MostArticles).ToList();
        string[] more = others.Count == 0 ? [] : [$"… and {others.Sum(article => article.Count):N0} more on {others.Count:N0} other {(others.Count == 1 ? "article" : "articles")}, at the desk"];
        string[] paragraphs =
        [
            $"{ReadableNumbers.Reports(count)} came in and {(count == 1 ? "is" : "are")} waiting for an answer:",
            string.Join('\n', articles.Take(MostArticles).Select(article => $"{ArticleTitle.Of(article.Key, edition)}: {ReadableNumbers.Reports(article.Count)}").Concat(more)),
            $"The inbox has {ReadableNumbers.Reports(queued)}{(harmful == 0 ? "" : $", {harmful:N0} of them marked “{Concerns.Words(Concern.Harmful)}”")}:\n{Link("/editor")}",
            $"The oldest came in {ReadableNumbers.Time(Now - longest.ReceivedAt)} ago:\n{Link($"/editor/reports/{longest.Id}")}",
            "This e-mail leaves out what readers wrote, because it may include health details.",
        ];
        return ($"{ReadableNumbers.Reports(count)} from readers", paragraphs);
    }
}

/// <summary>Sent at once.</summary>
internal sealed class HarmfulReportEmail(
    SerializedDatabase serializedDatabase, CurrentEdition current, IOptions<SmtpOptions> smtp, IOptions<SiteOptions> site, TimeProvider time)
    : EditorEmail(serializedDatabase, current, smtp, site, time)
{
    public override EmailKind Kind => EmailKind.Harmful;

    protected override async Task<(string Subject, IReadOnlyList<string> Paragraphs)?> WordsAsync(
        SiteDbContext open, IQueryable<Report> waiting, IReadOnlyList<OutboxMessage> rows, Edition? edition, CancellationToken cancellation)
    {
        var (article, since) = (rows[0].Article, rows.Min(row => row.Report));
        var reports = article is null
            ? waiting.Where(report => report.Id == since)
            : waiting.Where(report => report.Article == article && report.Id >= since && report.Concern == Concern.Harmful);
        return await reports.CountAsync(cancellation) switch
        {
            0 => null,
            1 => await reports.FirstOrDefaultAsync(cancellation) is { } report ? OfOne(report, edition) : null,
            var count => OfMany(count, article!, edition),
        };
    }

    private (string Subject, IReadOnlyList<string> Paragraphs) OfMany(int count, string article, Edition? edition)
    {
        var title = ArticleTitle.Of(article, edition);
        return (
            $"It could hurt someone: {ReadableNumbers.Reports(count)} on “{title}”",
            [
                $"{ReadableNumbers.Reports(count)} from readers say about this article: “{Concerns.Words(Concern.Harmful)}.”",
                $"Article: {title}\n{Link($"/articles/{article}")}",
                "This e-mail leaves out what readers wrote, because it may include health details. Read it at the desk, where you can also show notices above passages or hide the article immediately:\n" +
                Link($"/editor?concern={Concerns.Token(Concern.Harmful)}&article={article}"),
                "If more such reports on this article come in, the next e-mail will follow in ten minutes at the earliest and say how many.",
            ]);
    }

    private (string Subject, IReadOnlyList<string> Paragraphs) OfOne(Report report, Edition? edition)
    {
        var title = ArticleTitle.Of(report.Article, edition);
        string[] paragraphs =
        [
            $"A reader says about this article: “{Concerns.Words(Concern.Harmful)}.”",
            $"Article: {title}\n{Link($"/articles/{report.Article}")}",
            Passage(report, edition),
            "This e-mail leaves out what the reader wrote, because it may include health details. Read it at the desk, where you can also show a notice above the passage or hide the article immediately:\n" +
            Link($"/editor/reports/{report.Id}"),
        ];
        return ($"It could hurt someone: a report on “{title}”", paragraphs);
    }

    /// <summary>In the article's words, because a reader may have typed something else.</summary>
    private static string Passage(Report report, Edition? edition)
    {
        if (report.Quote is null || edition is null) return $"Passage: {(report.Quote is null ? "none was selected" : "see the desk")}.";
        var held = HeldPassage.Of(report, edition);
        if (held.Quote.Length == 0) return "Passage: it is no longer in the article.";
        var heading = edition.Find(report.Article) is { } article
            ? article.Headings.FirstOrDefault(heading => heading.Id == held.Section)?.Text
            : null;
        return $"Passage{(heading is null ? "" : $", in the section “{heading}”")}:\n\n“{held.Quote}”";
    }
}
