using BackSpasmSite.Content;
using BackSpasmSite.Data;
using BackSpasmSite.Email;
using BackSpasmSite.Options;
using BackSpasmSite.Reports.Queue;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Reports.Emails;

/// <summary>Tells an editor each morning what came in that could not hurt anybody, and what waits longest.</summary>
internal sealed class DigestLetter(
    Database database, CurrentEdition current, IOptions<SmtpOptions> smtp, IOptions<SiteOptions> site, TimeProvider time)
    : EditorsLetter(database, current, smtp, site, time)
{
    public override MailKind Kind => MailKind.Digest;

    protected override async Task<(string Subject, IReadOnlyList<string> Paragraphs)?> WordsAsync(
        SiteDatabase open, IQueryable<Report> waiting, IReadOnlyList<OutboxMail> rows, Edition? edition, CancellationToken cancellation)
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
            $"{InWords.Reports(reports.Count)} came in and {(reports.Count == 1 ? "waits" : "wait")} for an answer:",
            string.Join('\n', ByArticle(reports, edition)),
            $"In the inbox {(queued == 1 ? "is" : "are")} {InWords.Reports(queued)}{(harmful == 0 ? "" : FormattableString.Invariant($", {harmful:N0} of them about what could hurt someone"))}:\n{Link("/editor")}",
            $"The one that waits longest came in {InWords.Time(Now - longest.ReceivedAt)} ago:\n{Link(FormattableString.Invariant($"/editor/reports/{longest.Id}"))}",
            "What readers wrote is not in this mail, because it may tell of somebody’s health.",
        ];
        return ($"{InWords.Reports(reports.Count)} from readers", paragraphs);
    }

    /// <summary>The most first.</summary>
    private static IEnumerable<string> ByArticle(IReadOnlyList<string> reports, Edition? edition) => reports
        .CountBy(article => article)
        .OrderByDescending(article => article.Value).ThenBy(article => article.Key, StringComparer.Ordinal)
        .Select(article => $"{ArticleTitle.Of(article.Key, edition)}: {InWords.Reports(article.Value)}");
}
