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

/// <summary>Mail to an editor. A reader's words and address are never in it: a report may tell of somebody's health.</summary>
internal abstract class EditorEmail(
    SerializedDatabase serializedDatabase, CurrentEdition current, IOptions<SmtpOptions> smtp, IOptions<SiteOptions> site, TimeProvider time) : EmailTemplate
{
    public override async Task<MimeMessage?> WriteAsync(IReadOnlyList<OutboxMessage> rows, CancellationToken cancellation)
    {
        var edition = current.Edition;
        var words = await serializedDatabase.ReadAsync(
            // Nobody has to be told of what is answered already, or has no words any more.
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
        SiteDbContext open, IQueryable<Report> waiting, IReadOnlyList<OutboxMessage> rows, Edition? edition, CancellationToken cancellation);

    /// <summary>The reports of the common queue.</summary>
    protected static IQueryable<Report> Queued(SiteDbContext open) =>
        open.Set<Report>().AsNoTracking().Where(ReportStates.IsInQueue);

    /// <summary>A whole address, to follow.</summary>
    protected string Link(string path) => site.Value.BaseUrl + path;

    protected DateTime Now => time.GetUtcNow().UtcDateTime;
}

/// <summary>Tells an editor each morning what came in that could not hurt anybody, and what waits longest.</summary>
internal sealed class DigestEmail(
    SerializedDatabase serializedDatabase, CurrentEdition current, IOptions<SmtpOptions> smtp, IOptions<SiteOptions> site, TimeProvider time)
    : EditorEmail(serializedDatabase, current, smtp, site, time)
{
    public override EmailKind Kind => EmailKind.Digest;

    protected override async Task<(string Subject, IReadOnlyList<string> Paragraphs)?> WordsAsync(
        SiteDbContext open, IQueryable<Report> waiting, IReadOnlyList<OutboxMessage> rows, Edition? edition, CancellationToken cancellation)
    {
        var numbers = rows.Select(row => row.Report).ToArray();
        // No more of them than is told, so that one that cannot be read keeps nothing from being told.
        var reports = await waiting.Where(report => numbers.Contains(report.Id)).Select(report => report.Article).ToListAsync(cancellation);
        var longest = await Queued(open).OrderBy(report => report.ReceivedAt).ThenBy(report => report.Id)
            .Select(report => new { report.Id, report.ReceivedAt }).FirstOrDefaultAsync(cancellation);
        // The last one may be answered between one question and the next.
        if (reports.Count == 0 || longest is null) return null;
        var queued = await Queued(open).CountAsync(cancellation);
        var harmful = await Queued(open).CountAsync(report => report.Concern == Concern.Harmful, cancellation);
        string[] paragraphs =
        [
            $"{ReadableNumbers.Reports(reports.Count)} came in and {(reports.Count == 1 ? "waits" : "wait")} for an answer:",
            string.Join('\n', ByArticle(reports, edition)),
            $"In the inbox {(queued == 1 ? "is" : "are")} {ReadableNumbers.Reports(queued)}{(harmful == 0 ? "" : FormattableString.Invariant($", {harmful:N0} of them about what could hurt someone"))}:\n{Link("/editor")}",
            $"The one that waits longest came in {ReadableNumbers.Time(Now - longest.ReceivedAt)} ago:\n{Link(FormattableString.Invariant($"/editor/reports/{longest.Id}"))}",
            "What readers wrote is not in this mail, because it may tell of somebody’s health.",
        ];
        return ($"{ReadableNumbers.Reports(reports.Count)} from readers", paragraphs);
    }

    /// <summary>The most first.</summary>
    private static IEnumerable<string> ByArticle(IReadOnlyList<string> reports, Edition? edition) => reports
        .CountBy(article => article)
        .OrderByDescending(article => article.Value).ThenBy(article => article.Key, StringComparer.Ordinal)
        .Select(article => $"{ArticleTitle.Of(article.Key, edition)}: {ReadableNumbers.Reports(article.Value)}");
}

/// <summary>Tells an editor at once of what could hurt somebody: where it stands, and where to act.</summary>
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
                $"{ReadableNumbers.Reports(count)} from readers say of an article: “{Concerns.Words(Concern.Harmful)}.”",
                $"The article: {title}\n{Link($"/articles/{article}")}",
                "What readers wrote is not in this mail, because it may tell of somebody’s health. Read it at the desk, where you can also put notices above passages, or take the article down, at once:\n" +
                Link($"/editor?concern={Concerns.Token(Concern.Harmful)}&article={article}"),
                "If more such reports on this article come in, the next mail comes in ten minutes at the earliest, and has their number.",
            ]);
    }

    private (string Subject, IReadOnlyList<string> Paragraphs) OfOne(Report report, Edition? edition)
    {
        var title = ArticleTitle.Of(report.Article, edition);
        string[] paragraphs =
        [
            $"A reader says of an article: “{Concerns.Words(Concern.Harmful)}.”",
            $"The article: {title}\n{Link($"/articles/{report.Article}")}",
            Passage(report, edition),
            "What the reader wrote is not in this mail, because it may tell of somebody’s health. Read it at the desk, where you can also put a notice above the passage, or take the article down, at once:\n" +
            Link(FormattableString.Invariant($"/editor/reports/{report.Id}")),
        ];
        return ($"It could hurt someone: a report on “{title}”", paragraphs);
    }

    /// <summary>In the article's own words, for a reader may have typed others.</summary>
    private static string Passage(Report report, Edition? edition)
    {
        if (report.Quote is null || edition is null) return $"The passage: {(report.Quote is null ? "none is named" : "see the desk")}.";
        var held = HeldPassage.Of(report, edition);
        if (held.Quote.Length == 0) return "The passage: it is not in the article as it is now.";
        var heading = Slug.TryParse(report.Article, out var slug) && edition.Articles.TryGetValue(slug, out var article)
            ? article.Headings.FirstOrDefault(heading => heading.Id == held.Section)?.Text
            : null;
        return $"The passage{(heading is null ? "" : $", below “{heading}”")}:\n\n“{held.Quote}”";
    }
}
