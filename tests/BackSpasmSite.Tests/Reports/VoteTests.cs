using BackSpasmSite.Content;
using BackSpasmSite.Reports;
using Microsoft.Extensions.DependencyInjection;

namespace BackSpasmSite.Tests.Reports;

public abstract class VoteTests : IAsyncDisposable
{
    private readonly SetTime _time = new(ContentOnDisk.Today);
    private readonly TestSite _site;
    private readonly HttpClient _reader;

    public VoteTests()
    {
        _site = new TestSite { Time = _time };
        _site.Content.Write("articles/rest.md", _site.Content.Read("articles/heat-or-ice.md").Replace("redirects: [/old-heat, /Old/cold.html/]", "draft: false"));
        _reader = _site.Browser();
    }

    [Fact]
    public async Task A_vote_is_thanked_for_and_is_no_report()
    {
        Assert.Equal("/feedback/thanks?article=heat-or-ice&helpful=no", await VoteAsync("no"));
        Assert.Equal(["0"], Votes);
        Assert.Empty(_site.Database.Read("SELECT Receipt FROM Reports"));
    }

    [Theory]
    [InlineData("no-answer")]
    [InlineData("too-long")]
    [InlineData("unclear")]
    [InlineData("wrong")]
    public async Task After_a_no_a_reason_is_kept_with_the_vote_and_counted_once(string reason)
    {
        await VoteAsync("no");
        using var answer = await _reader.FillInAsync(("article", Reader.Article), ("reason", reason));
        var thanks = await _reader.GetStringAsync(answer.Target(), TestContext.Current.CancellationToken);
        await VoteAsync("no");

        Assert.Equal($"/feedback/thanks?article=heat-or-ice&helpful=no&reason={reason}", answer.Target());
        Assert.DoesNotContain("What was missing?", thanks, StringComparison.Ordinal);
        Assert.Equal(reason == "wrong", thanks.Contains("What is wrong?", StringComparison.Ordinal));
        Assert.Equal([reason], _site.Database.Read("SELECT Reason FROM Votes"));
        Assert.Equal([(MissingReasons.Parse(reason)!.Value, 1)], (await _site.Services.GetRequiredService<VoteCounts>().ByArticleAsync(TestContext.Current.CancellationToken))["heat-or-ice"].Reasons);
    }

    [Theory]
    [InlineData("boring", null)]
    [InlineData("too-long", "yes")]
    public async Task A_reason_that_is_none_or_contradicts_the_answer_is_an_error_and_kept_in_the_form(string reason, string? helpful)
    {
        using var answer = await _reader.FillInAsync(("article", Reader.Article), ("reason", reason), ("helpful", helpful ?? ""));

        Assert.Equal(400, (int)answer.StatusCode);
        Assert.Contains("Choose one of these.", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Empty(Votes);
    }

    [Fact]
    public async Task A_yes_later_that_day_takes_the_reason_back()
    {
        await _reader.FillInAsync(("article", Reader.Article), ("reason", "unclear"));
        await VoteAsync("yes");

        Assert.Equal(["none"], _site.Database.Read("SELECT COALESCE(Reason, 'none') FROM Votes"));
    }

    [Fact]
    public async Task The_same_client_changes_its_vote_that_day_and_has_another_the_next()
    {
        await VoteAsync("no");
        _time.Now += TimeSpan.FromHours(11);
        await VoteAsync("yes");
        Assert.Equal(["1"], Votes);

        _time.Now += TimeSpan.FromHours(1);
        await VoteAsync("no");
        Assert.Equal(["1", "0"], Votes);
    }

    [Fact]
    public async Task Another_client_or_article_has_a_vote_of_its_own()
    {
        using var other = _site.Browser();
        other.DefaultRequestHeaders.UserAgent.ParseAdd("other/1.0");
        await VoteAsync("yes");
        await other.FillInAsync(("article", Reader.Article), ("helpful", "yes"));
        await _reader.FillInAsync(("article", "rest"), ("helpful", "yes"));

        Assert.Equal(["heat-or-ice", "heat-or-ice", "rest"], _site.Database.Read("SELECT Article FROM Votes ORDER BY Article"));
    }

    [Fact]
    public async Task An_answer_within_a_report_is_a_vote_too()
    {
        await VoteAsync("yes");
        await _reader.ReportAsync("Words.", ("helpful", "no"));

        Assert.Equal(["0"], Votes);
        Assert.Equal(["0"], _site.Database.Read("SELECT CAST(Helpful AS TEXT) FROM Reports"));
    }

    [Fact]
    public async Task What_readers_say_is_kept_with_the_words_they_read()
    {
        await VoteAsync("yes");
        await _reader.ReportAsync("Words.");
        var words = TextFingerprint.OfWords(_site.Services.GetRequiredService<CurrentEdition>().Edition!.Articles.Values.Single(article => article.Slug.ToString() == Reader.Article));

        Assert.Equal([words], _site.Database.Read("SELECT ArticleText FROM Votes"));
        Assert.Equal([words], _site.Database.Read("SELECT ArticleText FROM Reports"));
    }

    [Fact]
    public async Task A_vote_for_the_trap_is_thanked_for_and_not_counted()
    {
        Assert.Equal("/feedback/thanks?article=heat-or-ice&helpful=yes", await VoteAsync("yes", ("leave-empty", "x")));
        Assert.Empty(Votes);
    }

    [Fact]
    public async Task Votes_have_a_limit_of_their_own()
    {
        await using var site = new TestSite { Settings = [("Feedback:VotesPerHour", "2"), ("Feedback:ReportsPerHour", "1")] };
        using var reader = site.Browser();
        var answers = new List<int>();
        foreach (var helpful in (string[])["yes", "no", "yes"])
            answers.Add((int)(await reader.FillInAsync(("article", Reader.Article), ("helpful", helpful))).StatusCode);
        answers.Add((int)(await reader.ReportAsync("Words.")).StatusCode);

        Assert.Equal([303, 303, 429, 303], answers);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private IReadOnlyList<string?> Votes => _site.Database.Read("SELECT CAST(Helpful AS TEXT) FROM Votes ORDER BY Id");

    private async Task<string> VoteAsync(string helpful, params (string Name, string Value)[] more)
    {
        using var answer = await _reader.FillInAsync([("article", Reader.Article), ("helpful", helpful), .. more]);
        return answer.Target();
    }
}

public sealed class VoteTestsOnSqlite : VoteTests;

public sealed class VoteTestsOnPostgreSql : VoteTests;
