using BackSpasmSite.Content;
using BackSpasmSite.Data;
using BackSpasmSite.Reports;
using BackSpasmSite.Tests.Accounts;
using Microsoft.Extensions.DependencyInjection;

namespace BackSpasmSite.Tests.Pages.Editor;

public sealed class ArticlesPageTests : IAsyncDisposable
{
    private readonly DeskSite _desk = new();

    [Fact]
    public async Task A_row_tells_what_an_editor_has_to_know_of_an_article()
    {
        await _desk.KeepAsync(_desk.Report(concern: Concern.Harmful), _desk.Report(), _desk.Report(state: ReportState.Declined));
        await VoteAsync([.. Enumerable.Repeat((true, 1), 5), .. Enumerable.Repeat((false, 2), 4), (true, 80), (true, 200)]);
        await ChangeAsync(text => text.Replace("It is pleasant.", "It is pleasant (7).", StringComparison.Ordinal)
            .Replace("topics: [heat]", $"topics: [heat]\nreview: {{ by: rita, date: 2026-11-02, text: \"{Stamp()}\", next: 2027-11-02 }}", StringComparison.Ordinal));
        using var browser = await _desk.SignInAsync();

        var row = (await browser.OpenAsync("/editor/articles")).QuerySelector("tbody tr")!;

        Assert.Equal("Heat or ice?", row.QuerySelector("th a")!.TextContent);
        Assert.Equal("edited since Dr Rita Reviewer, 2 Nov 2026 only in the file", Cell("Review"));
        Assert.Equal("2 open on “Heat or ice?” 1 harmful", Cell("Open reports"));
        Assert.Equal("64% of 11 Last 90 days: 60% of 10; before that: 1 of 1", Cell("Found helpful"));
        Assert.Equal(2, row.QuerySelectorAll("rect").Length);
        Assert.Contains("1 error", Cell("Problems"), StringComparison.Ordinal);
        Assert.Contains("articles/heat-or-ice.md:14:16 CIT001:", Cell("Problems"), StringComparison.Ordinal);

        string Cell(string name) => string.Join(' ', row.QuerySelector($"[data-label='{name}']")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData(new[] { 1 }, "1 of 1 Last 90 days: 1 of 1; before that: no votes")]
    [InlineData(new[] { 1, 20, 80, 81, 82, 83, 84, 85, 86 }, "9 of 9 Last 90 days: 9 of 9; before that: no votes")]
    [InlineData(new[] { 1, 1, 1, 1, 1, 1, 1, 1, 1, 1 }, "100% of 10 Last 90 days: 100% of 10; before that: no votes")]
    public async Task Few_votes_are_no_percentage_and_few_or_one_week_no_trend(int[] days, string words)
    {
        await _desk.KeepAsync();
        await VoteAsync([.. days.Select(day => (true, day))]);
        using var browser = await _desk.SignInAsync();

        var cell = (await browser.OpenAsync("/editor/articles")).QuerySelector("[data-label='Found helpful']")!;

        Assert.Equal(words, string.Join(' ', cell.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        Assert.Null(cell.QuerySelector("svg"));
    }

    [Fact]
    public async Task A_review_is_told_with_the_day_the_next_one_is_due()
    {
        await _desk.KeepAsync();
        await ChangeAsync(text => text.Replace("topics: [heat]", $"topics: [heat]\nreview: {{ by: rita, date: 2026-11-02, text: \"{Stamp()}\", next: 2027-11-02 }}", StringComparison.Ordinal));
        using var browser = await _desk.SignInAsync();

        var cell = (await browser.OpenAsync("/editor/articles")).QuerySelector("[data-label=Review]")!;

        Assert.Equal("reviewed", cell.QuerySelector(".badge.good")!.TextContent);
        Assert.Contains("Dr Rita Reviewer, 2 Nov 2026; next 2 Nov 2027", cell.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rita", true)]
    [InlineData("ann", false)]
    public async Task Only_a_reviewer_is_led_to_sign(string name, bool led)
    {
        using var browser = await _desk.SignInAsync(name);
        var page = await browser.OpenAsync("/editor/articles");

        Assert.Equal(led, page.QuerySelector("a[href='/editor/articles/heat-or-ice/sign']") is not null);
        Assert.NotNull(page.QuerySelector("a[href='/editor/new-article']"));
    }

    [Fact]
    public async Task An_article_is_taken_down_without_any_report_and_the_inbox_says_so()
    {
        using var browser = await _desk.SignInAsync();
        Assert.Null((await browser.OpenAsync("/editor")).QuerySelector("main a[href='/editor/holds']"));
        using var held = await browser.PostFormAsync("/editor/holds", "form:has(#f-article)", ("article", "heat-or-ice"), ("kind", "article"));

        Assert.Equal("/editor/holds", held.Headers.Location?.OriginalString);
        Assert.NotNull((await browser.OpenAsync("/editor")).QuerySelector("main a[href='/editor/holds']"));
        Assert.StartsWith("We are checking this article.", (await browser.OpenAsync("/articles/heat-or-ice")).QuerySelector(".hold")!.TextContent.Trim(), StringComparison.Ordinal);
        Assert.Null((await browser.OpenAsync("/editor/holds")).QuerySelector("#f-article"));
    }

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    private string Stamp() => TextFingerprint.Of(_desk.Site.Services.GetRequiredService<CurrentEdition>().Edition!.Articles.Values.Single());

    private async Task ChangeAsync(Func<string, string> change)
    {
        var current = _desk.Site.Services.GetRequiredService<CurrentEdition>();
        var hash = current.Edition!.Hash;
        _desk.Site.Content.Replace("articles/heat-or-ice.md", change(_desk.Site.Content.Read("articles/heat-or-ice.md")));
        await current.WaitForOtherThanAsync(hash, TestContext.Current.CancellationToken);
    }

    private async Task VoteAsync((bool Helpful, int DaysAgo)[] votes)
    {
        var today = _desk.Site.Services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        await _desk.Site.Services.GetRequiredService<SerializedDatabase>().WriteAsync(open =>
        {
            foreach (var (helpful, days) in votes)
                open.Add(new Vote { Article = "heat-or-ice", ArticleText = "sha256:text", Helpful = helpful, VotedAt = today.AddDays(-days), Fingerprint = null });
            return Task.FromResult(true);
        });
    }
}
