using System.Runtime.CompilerServices;
using BackSpasmSite.Data;
using Microsoft.EntityFrameworkCore;

namespace BackSpasmSite.Reports;

/// <summary>All that is kept of reports and votes, one after the other, so that no number of them fills the memory.</summary>
internal static class FeedbackExport
{
    /// <summary>Both kinds together, the oldest first.</summary>
    /// <param name="since">The first day (UTC); null for everything.</param>
    public static async IAsyncEnumerable<FeedbackRow> Rows(SiteDatabase open, DateOnly? since, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var from = (since ?? DateOnly.MinValue).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        await using var reports = open.Set<Report>().AsNoTracking()
            .Where(report => report.ReceivedAt >= from)
            .OrderBy(report => report.ReceivedAt).ThenBy(report => report.Id)
            .Select(report => FeedbackRow.Of(report))
            .AsAsyncEnumerable().GetAsyncEnumerator(cancellation);
        await using var votes = open.Set<Vote>().AsNoTracking()
            .Where(vote => vote.VotedAt >= from)
            .OrderBy(vote => vote.VotedAt).ThenBy(vote => vote.Id)
            .Select(vote => FeedbackRow.Of(vote))
            .AsAsyncEnumerable().GetAsyncEnumerator(cancellation);

        var report = await NextAsync(reports);
        var vote = await NextAsync(votes);
        while ((report ?? vote) is not null)
        {
            // At the same time the report comes first: the vote came with it.
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

    private static async Task<FeedbackRow?> NextAsync(IAsyncEnumerator<FeedbackRow> rows) => await rows.MoveNextAsync() ? rows.Current : null;
}
