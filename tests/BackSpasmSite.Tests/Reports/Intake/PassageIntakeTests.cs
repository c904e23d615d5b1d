using System.Net;
using BackSpasmSite.Content;
using BackSpasmSite.Content.Text;
using BackSpasmSite.Data;
using BackSpasmSite.Reports;
using BackSpasmSite.Reports.Intake;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BackSpasmSite.Tests.Reports.Intake;

/// <summary>Reports on one passage share a key, and the article's text is kept with them.</summary>
public sealed class PassageIntakeTests : IDisposable
{
    private readonly TestSite _site = new();

    public PassageIntakeTests() => Write("Heat helps a little (1), and it is cheap. Cold helps too.\n\nRest harms.");

    [Theory]
    [InlineData("Heat helps a little", "and it is cheap", true)]
    [InlineData("Heat helps a little (1), and it is cheap.", "little (1), and", true)]
    [InlineData("heat HELPS a little!", "heat HELPS a little!", true)]
    [InlineData("it is cheap. Cold", "helps too", false)]
    [InlineData("Heat helps a little", "Cold helps too.", false)]
    [InlineData("No such words (1).", "No such words (2).", true)]
    [InlineData("No such words (1).", "Other such words (1).", false)]
    public async Task Two_readers_who_mean_the_same_sentence_mean_the_same_passage(string one, string other, bool same)
    {
        var (first, second) = (await ReportAsync(one), await ReportAsync(other));

        Assert.NotNull(first.Passage);
        Assert.Equal(same, first.Passage == second.Passage);
    }

    [Fact]
    public async Task Renumbering_does_not_part_them()
    {
        var before = await ReportAsync("it is cheap");
        await PublishAsync("Heat helps a little (2), and it is cheap. Cold helps too.\n\nRest harms.");

        Assert.Equal(before.Passage, (await ReportAsync("helps a little (2)")).Passage);
    }

    [Fact]
    public async Task Without_a_passage_there_is_none() => Assert.Null((await ReportAsync("")).Passage);

    [Fact]
    public async Task What_the_article_said_is_kept_once()
    {
        var first = await ReportAsync("Heat");
        await ReportAsync("Cold");
        await PublishAsync("Heat does nothing.");
        await ReportAsync("nothing");

        var versions = await ReadAsync(open => open.Set<ArticleVersion>().OrderBy(version => version.SeenAt).ToListAsync());

        Assert.Equal(2, versions.Count);
        Assert.Equal((first.ArticleText, "heat-or-ice"), (versions[0].Stamp, versions[0].Article));
        Assert.Equal("Heat or ice?\nHeat helps a little (1), and it is cheap. Cold helps too.\nRest harms.", versions[0].Text);
        Assert.Equal(ReadingText.Of(Current.Edition!.Articles.Values.Single()).Text, versions[1].Text);
    }

    public void Dispose() => _site.Dispose();

    private CurrentEdition Current => _site.Services.GetRequiredService<CurrentEdition>();

    private Task<T> ReadAsync<T>(Func<SiteDbContext, Task<T>> read) =>
        _site.Services.GetRequiredService<SerializedDatabase>().ReadAsync(read, TestContext.Current.CancellationToken);

    private void Write(string text) => _site.Content.Write("articles/heat-or-ice.md", $"""
        ---
        title: "Heat or ice?"
        description: "Which one helps."
        author: ann
        published: 2026-11-01
        topics: [heat]
        references: [a, b]
        ---
        {text}
        """);

    private async Task PublishAsync(string text)
    {
        var before = Current.Edition!.Hash;
        Write(text);
        await Current.WaitForOtherThanAsync(before, TestContext.Current.CancellationToken);
    }

    private async Task<Report> ReportAsync(string quote)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["article"] = "heat-or-ice", ["concern"] = "other", ["quote"] = quote });
        using var answer = await _site.Browser().PostAsync("/feedback", form, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        var receipt = answer.Headers.Location!.OriginalString.Split('/')[^1];
        return (await _site.Services.GetRequiredService<ReportStore>().FindAsync(receipt, TestContext.Current.CancellationToken))!;
    }
}
