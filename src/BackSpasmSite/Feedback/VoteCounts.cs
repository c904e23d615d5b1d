using BackSpasmSite.Storage;
using Microsoft.EntityFrameworkCore;

namespace BackSpasmSite.Feedback;

/// <summary>Counts votes, in the database.</summary>
internal sealed class VoteCounts(Database database, TimeProvider time)
{
    /// <summary>The votes on each article that has any, by its slug.</summary>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    public Task<Dictionary<string, VoteHistory>> ByArticleAsync(CancellationToken cancellation) => database.ReadAsync(
        async open =>
        {
            var now = time.GetUtcNow().UtcDateTime;
            var since = now.AddDays(-7 * VoteHistory.WeekCount);
            var ever = await Counted(open.Set<Vote>()).ToListAsync(cancellation);
            var weeks = new List<List<ArticleCount>>();
            for (var start = since; start < now; start = start.AddDays(7))
            {
                var (from, to) = (start, start.AddDays(7));
                weeks.Add(await Counted(open.Set<Vote>().Where(vote => vote.VotedAt > from && vote.VotedAt <= to)).ToListAsync(cancellation));
            }

            return ever.ToDictionary(
                article => article.Article,
                article => new VoteHistory(article.Count, [.. weeks.Select(week => week.Find(one => one.Article == article.Article)?.Count ?? default)]));
        },
        cancellation);

    private static IQueryable<ArticleCount> Counted(IQueryable<Vote> votes) => votes
        .GroupBy(vote => vote.Article)
        .Select(article => new ArticleCount(article.Key, new VoteCount(article.Count(vote => vote.Helpful), article.Count())));

    private sealed record ArticleCount(string Article, VoteCount Count);
}
