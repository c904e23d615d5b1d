using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Data;
using Microsoft.EntityFrameworkCore;

namespace BackSpasmSite.Reports;

/// <summary>For a terminal; leaves out receipts and e-mail addresses.</summary>
internal static class ReportList
{
    private const int Words = 72;

    public static async Task PrintAsync(SiteDbContext open, TextWriter output, CancellationToken cancellation)
    {
        var reports = open.Set<Report>().AsNoTracking().OrderByDescending(report => report.ReceivedAt).ThenByDescending(report => report.Id);
        var any = false;
        await foreach (var report in reports.AsAsyncEnumerable().WithCancellation(cancellation))
        {
            await output.WriteLineAsync(Line(report));
            any = true;
        }

        if (!any) await output.WriteLineAsync("There are no reports.");
        await output.WriteLineAsync();
        await PrintVotesAsync(open, output, cancellation);
    }

    private static async Task PrintVotesAsync(SiteDbContext open, TextWriter output, CancellationToken cancellation)
    {
        var articles = await open.Set<Vote>()
            .GroupBy(vote => vote.Article)
            .Select(votes => new { Article = votes.Key, Yes = votes.Count(vote => vote.Helpful), No = votes.Count(vote => !vote.Helpful) })
            .OrderBy(votes => votes.Article)
            .ToListAsync(cancellation);

        await output.WriteLineAsync(articles.Count == 0 ? "There are no votes." : "Was this article helpful?");
        foreach (var votes in articles)
            await output.WriteLineAsync($"{votes.Yes,6} yes {votes.No,6} no  {TerminalText.OneLine(votes.Article, Words)}");
    }

    private static string Line(Report report) => $"{"#" + report.Id.ToString(),-6} {report.ReceivedAt:yyyy-MM-dd}  {State(report),-9}  {Concern(report),-12}  {TerminalText.OneLine(report.Article, Words)}: {Beginning(report)}";

    private static string State(Report report) =>
        report.Suspicion is null || report.State is ReportState.Spam ? Lower(report.State) : $"{Lower(report.State)} (spam?)";

    private static string Concern(Report report) => report.Concern is { } concern ? Concerns.Token(concern) : "-";

    private static string Beginning(Report report) =>
        report.ErasedAt is not null ? "(erased)"
        : report.Message is { } message ? TerminalText.OneLine(message, Words)
        : report.Quote is { } quote ? $"“{TerminalText.OneLine(quote, Words)}”"
        : "(no words)";

    private static string Lower(ReportState state) => state.ToString().ToLowerInvariant();
}

internal sealed record FeedbackCount(int Reports, int Votes)
{
    public static async Task<FeedbackCount> OfAsync(SiteDbContext open, CancellationToken cancellation) =>
        new(await open.Set<Report>().CountAsync(cancellation), await open.Set<Vote>().CountAsync(cancellation));
}
