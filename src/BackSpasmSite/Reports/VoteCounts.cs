using System.Linq.Expressions;
using BackSpasmSite.Data;
using Microsoft.EntityFrameworkCore;

namespace BackSpasmSite.Reports;

internal sealed class VoteCounts(SerializedDatabase serializedDatabase, TimeProvider time)
{
    /// <summary>Keys are slugs; articles without votes are missing.</summary>
    public Task<Dictionary<string, VoteHistory>> ByArticleAsync(CancellationToken cancellation) => serializedDatabase.ReadAsync(
        async open =>
        {
            var now = time.GetUtcNow().UtcDateTime;
            var counts = await open.Set<Vote>()
                .GroupBy(WeekOf(now))
                .Select(votes => new
                {
                    votes.Key.Article,
                    votes.Key.Week,
                    Yes = votes.Count(vote => vote.Helpful),
                    All = votes.Count(),
                    NoAnswer = votes.Count(vote => vote.Reason == MissingReason.NoAnswer),
                    TooLong = votes.Count(vote => vote.Reason == MissingReason.TooLong),
                    Unclear = votes.Count(vote => vote.Reason == MissingReason.Unclear),
                    Wrong = votes.Count(vote => vote.Reason == MissingReason.Wrong),
                })
                .ToListAsync(cancellation);
            return counts.GroupBy(count => count.Article).ToDictionary(
                article => article.Key,
                article => new VoteHistory(
                    article.Aggregate(default(VoteCount), (sum, count) => sum + new VoteCount(count.Yes, count.All)),
                    [.. Enumerable.Range(0, VoteHistory.WeekCount).Select(week => article.FirstOrDefault(count => count.Week == week) is { } count ? new VoteCount(count.Yes, count.All) : default)])
                {
                    Reasons =
                    [
                        .. new[]
                        {
                            (Reason: MissingReason.NoAnswer, Count: article.Sum(count => count.NoAnswer)),
                            (Reason: MissingReason.TooLong, Count: article.Sum(count => count.TooLong)),
                            (Reason: MissingReason.Unclear, Count: article.Sum(count => count.Unclear)),
                            (Reason: MissingReason.Wrong, Count: article.Sum(count => count.Wrong)),
                        }.Where(reason => reason.Count > 0).OrderByDescending(reason => reason.Count),
                    ],
                });
        },
        cancellation);

    /// <summary>0 is the oldest week shown, the last one ends now; -1 stands for anything older or in the future.</summary>
    private static Expression<Func<Vote, ArticleWeek>> WeekOf(DateTime now)
    {
        Expression<Func<Vote, DateTime>> votedAt = vote => vote.VotedAt;
        var vote = votedAt.Parameters[0];
        // Nested conditions, newest week outermost: no function for this exists in every database.
        Expression week = Expression.Constant(-1);
        for (var number = 0; number < VoteHistory.WeekCount; number++)
            week = After(now.AddDays(-7 * (VoteHistory.WeekCount - number)), Expression.Constant(number), week);
        week = After(now, Expression.Constant(-1), week);
        var made = Expression.MemberInit(
            Expression.New(typeof(ArticleWeek)),
            Expression.Bind(typeof(ArticleWeek).GetProperty(nameof(ArticleWeek.Article))!, Expression.Property(vote, nameof(Vote.Article))),
            Expression.Bind(typeof(ArticleWeek).GetProperty(nameof(ArticleWeek.Week))!, week));
        return Expression.Lambda<Func<Vote, ArticleWeek>>(made, vote);

        // A field, not a constant: Entity Framework would compile the query anew for each moment.
        Expression After(DateTime start, Expression then, Expression otherwise) => Expression.Condition(
            Expression.GreaterThan(votedAt.Body, Expression.Field(Expression.Constant(new Moment { At = start }), nameof(Moment.At))), then, otherwise);
    }

    private sealed class Moment
    {
        public DateTime At;
    }

    private sealed class ArticleWeek
    {
        public required string Article { get; init; }

        public required int Week { get; init; }
    }
}

internal readonly record struct VoteCount(int Yes, int All)
{
    /// <summary>From 0 to 1; null without votes.</summary>
    public double? Share => All == 0 ? null : (double)Yes / All;

    public static VoteCount operator +(VoteCount one, VoteCount other) => new(one.Yes + other.Yes, one.All + other.All);
}

/// <param name="Ever">All votes on one article.</param>
/// <param name="Weeks">The last <see cref="WeekCount"/> weeks, oldest first; the last one ends now.</param>
internal sealed record VoteHistory(VoteCount Ever, IReadOnlyList<VoteCount> Weeks)
{
    /// <summary>Ninety days, plus one to make whole weeks.</summary>
    public const int WeekCount = 13;

    public static VoteHistory None { get; } = new(default, new VoteCount[WeekCount]);

    /// <summary>What readers missed who said no, the most frequent reason first.</summary>
    public IReadOnlyList<(MissingReason Reason, int Count)> Reasons { get; init; } = [];

    public VoteCount Lately => Weeks.Aggregate(default(VoteCount), (sum, week) => sum + week);

    public VoteCount Before => new(Ever.Yes - Lately.Yes, Ever.All - Lately.All);
}
