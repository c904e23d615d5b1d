using System.Runtime.CompilerServices;
using BackSpasmSite.Data;
using Microsoft.EntityFrameworkCore;

namespace BackSpasmSite.Reports;

/// <summary>A page of each at a time, so that the number of reports and votes does not matter for memory.</summary>
internal static class ReportExport
{
    public const int Page = 1000;

    /// <param name="since">In UTC; null for everything.</param>
    public static async IAsyncEnumerable<ExportRow> Rows(SiteDbContext open, DateOnly? since, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var from = (since ?? DateOnly.MinValue).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        await using var reports = InPages(
            open.Set<Report>().AsNoTracking().Where(report => report.ReceivedAt >= from).OrderBy(report => report.ReceivedAt).ThenBy(report => report.Id),
            (all, last) => all.Where(report => report.ReceivedAt >= last.ReceivedAt && (report.ReceivedAt > last.ReceivedAt || report.Id > last.Id)),
            ExportRow.Of,
            cancellation).GetAsyncEnumerator(cancellation);
        await using var votes = InPages(
            open.Set<Vote>().AsNoTracking().Where(vote => vote.VotedAt >= from).OrderBy(vote => vote.VotedAt).ThenBy(vote => vote.Id),
            (all, last) => all.Where(vote => vote.VotedAt >= last.VotedAt && (vote.VotedAt > last.VotedAt || vote.Id > last.Id)),
            ExportRow.Of,
            cancellation).GetAsyncEnumerator(cancellation);

        var report = await NextAsync(reports);
        var vote = await NextAsync(votes);
        while ((report ?? vote) is not null)
        {
            // With equal times the report goes first, because the vote came with it.
            if (vote is null || (report is not null && string.CompareOrdinal(report.Received, vote.Received) <= 0))
            {
                yield return report!;
                report = await NextAsync(reports);
            }
            else
            {
                yield return vote;
                vote = await NextAsync(votes);
            }
        }
    }

    /// <summary>A connection to PostgreSQL runs one query at a time, so two can't be read side by side.</summary>
    /// <param name="after">Those that come after a row.</param>
    private static async IAsyncEnumerable<ExportRow> InPages<T>(
        IQueryable<T> all, Func<IQueryable<T>, T, IQueryable<T>> after, Func<T, ExportRow> row, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var rest = all; ;)
        {
            var page = await rest.Take(Page).ToListAsync(cancellation);
            foreach (var one in page) yield return row(one);
            if (page.Count < Page) yield break;
            rest = after(all, page[^1]);
        }
    }

    private static async Task<ExportRow?> NextAsync(IAsyncEnumerator<ExportRow> rows) => await rows.MoveNextAsync() ? rows.Current : null;
}

/// <summary>
/// The order and the names of the columns (with hyphens) are those of these properties; a field of the form has the form's name. What
/// would let somebody act as the reader or write to them is left out: receipt, fingerprint and e-mail address.
/// </summary>
internal sealed record ExportRow
{
    /// <summary><c>report</c> or <c>vote</c>; each kind has its own numbers.</summary>
    public required string Kind { get; init; }

    public required long Id { get; init; }
    public required string Received { get; init; }
    public required string Article { get; init; }
    public string? Helpful { get; init; }
    public string? Concern { get; init; }
    public string? Section { get; init; }
    public string? Quote { get; init; }
    public string? QuotePrefix { get; init; }
    public string? QuoteSuffix { get; init; }
    public string? Message { get; init; }
    public string? State { get; init; }
    public string? Suspicion { get; init; }
    public string? Changed { get; init; }
    public string? Erased { get; init; }
    public string? Answer { get; init; }
    public required string ArticleText { get; init; }

    /// <summary>What was missing, of a vote.</summary>
    public string? Reason { get; init; }

    public static ExportRow Of(Report report) => new()
    {
        Kind = "report",
        Id = report.Id,
        Received = Text(report.ReceivedAt),
        Article = report.Article,
        Helpful = report.Helpful is { } helpful ? Text(helpful) : null,
        Concern = report.Concern is { } concern ? Concerns.Token(concern) : null,
        Section = report.Section,
        Quote = report.Quote,
        QuotePrefix = report.QuotePrefix,
        QuoteSuffix = report.QuoteSuffix,
        Message = report.Message,
        State = Text(report.State),
        Suspicion = report.Suspicion is { } suspicion ? Text(suspicion) : null,
        Changed = Text(report.ChangedAt),
        Erased = report.ErasedAt is { } erased ? Text(erased) : null,
        Answer = report.Answer,
        ArticleText = report.ArticleText,
    };

    public static ExportRow Of(Vote vote) => new()
    {
        Kind = "vote",
        Id = vote.Id,
        Received = Text(vote.VotedAt),
        Article = vote.Article,
        Helpful = Text(vote.Helpful),
        Reason = vote.Reason is { } reason ? MissingReasons.Token(reason) : null,
        ArticleText = vote.ArticleText,
    };

    private static string Text(bool helpful) => helpful ? "yes" : "no";

    private static string Text(Enum state) => state.ToString().ToLowerInvariant();

    /// <summary>Fixed length, so that sorting the text sorts the times.</summary>
    private static string Text(DateTime utc) => utc.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'");
}
