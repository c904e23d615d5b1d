using BackSpasmSite.Content.Reviews;
using BackSpasmSite.Data;
using BackSpasmSite.History;
using BackSpasmSite.Reports;
using BackSpasmSite.Reports.Queue;
using Microsoft.Extensions.DependencyInjection;

namespace BackSpasmSite.Tests.Reports.Queue;

public abstract class ArticleTableTests : IAsyncDisposable
{
    private readonly SetTime _time = new(ContentOnDisk.Today);
    private readonly TestSite _site = new();

    private SerializedDatabase Database => _site.Services.GetRequiredService<SerializedDatabase>();

    [Fact]
    public async Task A_row_tells_review_open_reports_votes_and_problems()
    {
        await KeepAsync(
            Report("heat-or-ice", ReportState.New, Concern.Harmful),
            Report("heat-or-ice", ReportState.Looking, Concern.Other),
            Report("heat-or-ice", ReportState.Corrected, Concern.Harmful),
            Vote("heat-or-ice", true, days: 1),
            Vote("heat-or-ice", false, days: 1),
            Vote("heat-or-ice", true, days: 80),
            Vote("heat-or-ice", true, days: 200));
        _site.Content.Write("articles/broken.md", "no front matter");

        var rows = await RowsAsync();

        Assert.Equal(["Heat or ice?", "articles/broken.md"], rows.Select(row => row.Title));
        var heat = rows[0];
        Assert.IsType<ReviewState.NotReviewed>(heat.Review);
        Assert.Equal((2, 1), (heat.OpenReports, heat.Harmful));
        Assert.Equal(new VoteCount(3, 4), heat.Votes.Ever);
        Assert.Equal(new VoteCount(2, 3), heat.Votes.Lately);
        Assert.Equal(new VoteCount(1, 1), heat.Votes.Before);
        Assert.Equal(new VoteCount(1, 2), heat.Votes.Weeks[^1]);
        Assert.Empty(heat.Problems);
        Assert.NotEmpty(rows[1].Problems);
        Assert.Equal("broken", rows[1].Slug);
    }

    [Fact]
    public async Task An_article_nobody_voted_on_has_no_share()
    {
        var row = Assert.Single(await RowsAsync());

        Assert.Null(row.Votes.Ever.Share);
        Assert.Equal(VoteHistory.WeekCount, row.Votes.Weeks.Count);
    }

    [Fact]
    public async Task Votes_are_counted_by_one_question_each_in_its_week()
    {
        await using var desk = await DeskOnDisk.CreateAsync();
        var noon = DeskOnDisk.Noon.UtcDateTime;
        await desk.Database.WriteAsync(open =>
        {
            // On the edges of the last week and of the oldest, in a week between, before all of them, and in the future.
            foreach (var days in (double[])[0, 6.99, 7, 13.99, 14, 90.99, 91, 200, -1])
                open.Add(new Vote { Article = "heat-or-ice", ArticleText = "sha256:0", Helpful = days != 7, VotedAt = noon.AddDays(-days), Fingerprint = null });
            open.Add(new Vote { Article = "another", ArticleText = "sha256:0", Helpful = true, VotedAt = noon, Fingerprint = null });
            return Task.FromResult(true);
        });
        desk.Questions.Statements.Clear();

        var votes = await desk.Service<VoteCounts>().ByArticleAsync(TestContext.Current.CancellationToken);

        Assert.Single(desk.Questions.Statements);
        Assert.Equal([1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 2], votes["heat-or-ice"].Weeks.Select(week => week.All));
        Assert.Equal((new VoteCount(8, 9), new VoteCount(1, 2)), (votes["heat-or-ice"].Ever, votes["heat-or-ice"].Weeks[11]));
        Assert.Equal(new VoteCount(1, 1), votes["another"].Weeks[12]);
    }

    public async ValueTask DisposeAsync() => await _site.DisposeAsync();

    private Task<IReadOnlyList<ArticleRow>> RowsAsync() =>
        new ArticleTable(Database, new VoteCounts(Database, _time), _site.Services.GetRequiredService<SignedReviews>()).RowsAsync(_site.Content.Build(), TestContext.Current.CancellationToken);

    private Task<bool> KeepAsync(params object[] rows) => Database.WriteAsync(open =>
    {
        open.AddRange(rows);
        return Task.FromResult(true);
    });

    private Report Report(string article, ReportState state, Concern concern) => new()
    {
        Receipt = Guid.NewGuid().ToString("N"),
        Article = article,
        ArticleText = "sha256:0",
        State = state,
        Concern = concern,
        ReceivedAt = _time.Now.UtcDateTime,
    };

    private Vote Vote(string article, bool helpful, int days) => new()
    {
        Article = article,
        ArticleText = "sha256:0",
        Helpful = helpful,
        VotedAt = _time.Now.UtcDateTime.AddDays(-days),
        Fingerprint = null,
    };

    public sealed class OnSqlite : ArticleTableTests;

    public sealed class OnPostgreSql : ArticleTableTests;
}
