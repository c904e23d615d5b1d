using System.Net;
using AngleSharp.Html.Dom;
using BackSpasmSite.Content;
using BackSpasmSite.Data;
using BackSpasmSite.Reports;
using BackSpasmSite.Reports.Holds;
using BackSpasmSite.Reports.Intake;
using BackSpasmSite.Tests.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BackSpasmSite.Tests.Reports.Holds;

/// <summary>What readers see while something is being checked.</summary>
public abstract class HoldTests : IDisposable
{
    private const string Address = "/articles/heat-or-ice";

    private const string Text = """
        Either helps a little (1).

        ::: get-help-now
        Do not wait.
        :::

        ## Heat

        It is pleasant. It is harmless (1, 2).

        - Keep it warm.
        - Keep it dry.

        | What | How long |
        |---|---|
        | Heat | an hour |

        ![A dot](images/dot.svg "A hot dot (2)")
        """;

    private readonly TestSite _site = new();

    public HoldTests()
    {
        _site.Content.Write("references.json", """[{ "id": "a", "type": "book", "title": "About a" }, { "id": "b", "type": "book", "title": "About b" }]""");
        Write(Text);
    }

    [Fact]
    public async Task One_button_shows_the_notice_to_the_very_next_reader_and_another_takes_it_away()
    {
        var report = await ReportAsync("It is harmless");
        var files = Files();
        using var editor = await _site.SignInAsync("rita");
        using var held = await editor.PressAsync("/editor/holds", ("kind", "passage"), ("report", $"{report}"), ("back", $"/editor/reports/{report}"));
        Assert.Equal((HttpStatusCode.SeeOther, $"/editor/reports/{report}"), (held.StatusCode, held.Headers.Location?.OriginalString));
        Assert.NotNull((await ReadAsync()).QuerySelector(".hold"));

        var list = await editor.OpenAsync("/editor/holds");
        using var lifted = await editor.PostFormAsync(list, "main form:has([name=lift])");

        Assert.Equal(HttpStatusCode.SeeOther, lifted.StatusCode);
        Assert.Null((await ReadAsync()).QuerySelector(".hold"));
        Assert.Equal(files, Files());
        Assert.Equal(["rita put a notice above the passage", "rita removed the notice above the passage"], await HistoryAsync(report));
    }

    [Fact]
    public async Task An_article_is_replaced_by_a_notice_and_comes_back()
    {
        using var editor = await _site.SignInAsync("rita");
        var files = Files();
        using var held = await editor.PressAsync("/editor/holds", ("kind", "article"), ("article", "heat-or-ice"), ("back", "//evil.example"));
        Assert.Equal("/editor", held.Headers.Location?.OriginalString);

        var answer = await _site.AskAsync("GET", Address);
        var page = await answer.ReadPageAsync();

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.StartsWith("We are checking this article.", page.QuerySelector(".hold")!.TextContent.Trim(), StringComparison.Ordinal);
        Assert.Equal("Heat or ice?", page.QuerySelector("h1")!.TextContent);
        Assert.NotNull(page.QuerySelector(".review"));
        Assert.NotNull(page.QuerySelector(".policies"));
        Assert.NotNull(page.QuerySelector(".hold .help"));
        Assert.Equal("noindex", page.QuerySelector("meta[name=robots]")?.GetAttribute("content"));
        Assert.Empty(page.QuerySelectorAll(".lead, .contents, figure, #references, #feedback, script:not([src^='/search.'])"));
        Assert.DoesNotContain("pleasant", page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.All(await StatusesOfListsAsync(), status => Assert.Equal(HttpStatusCode.NotFound, status));
        Assert.Contains("Heat or ice?", (await (await _site.AskAsync("GET", "/")).ReadPageAsync()).QuerySelector("main")!.TextContent, StringComparison.Ordinal);

        using var lifted = await editor.PostFormAsync("/editor/holds", "main form:has([name=lift])");

        Assert.NotNull((await ReadAsync()).QuerySelector("#feedback"));
        Assert.All(await StatusesOfListsAsync(), status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.Equal(files, Files());

        // The exported references disappear and come back with the page.
        async Task<List<HttpStatusCode>> StatusesOfListsAsync()
        {
            var statuses = new List<HttpStatusCode>();
            foreach (var format in (string[])["bib", "ris", "json"])
            {
                using var list = await _site.AskAsync("HEAD", $"{Address}/references.{format}");
                statuses.Add(list.StatusCode);
            }

            return statuses;
        }
    }

    [Fact]
    public async Task A_hold_outlives_a_restart()
    {
        await PlaceAsync(await ReportAsync("It is harmless"));
        await using var again = _site.WithWebHostBuilder(_ => { });

        using var browser = again.CreateClient();

        Assert.NotNull((await browser.OpenAsync(Address)).QuerySelector("#s-heat + .hold"));
    }

    [Fact]
    public async Task A_site_that_starts_without_its_database_shows_the_holds_that_it_knew_last()
    {
        var keeper = _site.Services.GetRequiredService<HoldKeeper>();
        await PlaceAsync(await ReportAsync("It is harmless"));

        await using (var again = WithoutDatabase()) Assert.NotNull((await again.Browser().OpenAsync(Address)).QuerySelector("#s-heat + .hold"));

        foreach (var hold in await keeper.ListAsync(TestContext.Current.CancellationToken)) await keeper.LiftAsync(hold.Id, "rita");
        await using (var again = WithoutDatabase()) Assert.Null((await again.Browser().OpenAsync(Address)).QuerySelector(".hold"));
    }

    [Theory]
    [InlineData("{ \"Holds\": [")]
    [InlineData("{ \"Holds\": [{ \"Article\": \"heat-or-ice\" }], \"Lifts\": [] }")]
    public async Task A_file_with_the_last_holds_that_is_damaged_is_told_and_takes_no_article_from_readers(string text)
    {
        Directory.CreateDirectory(_site.DataPath);
        await File.WriteAllTextAsync(Path.Combine(_site.DataPath, "holds.json"), text, TestContext.Current.CancellationToken);
        await using var site = WithoutDatabase();

        Assert.Contains("It is pleasant", (await site.Browser().OpenAsync(Address)).QuerySelector("article")!.TextContent, StringComparison.Ordinal);
        Assert.Single(site.Events, said => said.RenderMessage(null).StartsWith("The last known holds can't be read from holds.json", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_hold_of_another_process_is_seen_without_a_restart()
    {
        await ReadAsync();
        await _site.Services.GetRequiredService<SerializedDatabase>().WriteAsync(open =>
        {
            open.Add(new HoldEntity { Article = "heat-or-ice", By = "ann", Since = DateTime.UnixEpoch });
            return Task.FromResult(true);
        });

        var current = _site.Services.GetRequiredService<CurrentEdition>();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        while (current.Edition!.Holds.Count == 0) await current.WaitForOtherThanAsync(current.Edition.Hash, patience.Token);

        Assert.NotNull((await ReadAsync()).QuerySelector("div.hold"));
    }

    [Fact]
    public async Task A_passage_that_is_gone_is_named_by_its_section()
    {
        await PlaceAsync(await ReportAsync("It is harmless"));
        await PublishAsync(Text.Replace("It is pleasant. It is harmless (1, 2).", "Ask first (1, 2).", StringComparison.Ordinal));

        var notice = Assert.Single((await ReadAsync()).QuerySelectorAll("article > .review + .hold"));

        Assert.Equal("#s-heat", notice.QuerySelector("a")!.GetAttribute("href"));
        Assert.Contains("We are checking a passage in the section Heat.", string.Join(' ', notice.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_notice_moves_with_the_passage()
    {
        await PlaceAsync(await ReportAsync("It is harmless"));
        await PublishAsync($"{Text.Replace("It is pleasant. It is harmless (1, 2).", "", StringComparison.Ordinal)}\n\n## Safety\n\nIt is pleasant (2). It is mostly harmless.");

        Assert.NotNull((await ReadAsync()).QuerySelector("#s-safety + .hold + p"));
    }

    [Fact]
    public async Task Reports_on_one_sentence_hold_it_once_and_keep_none_of_a_readers_words()
    {
        var (first, second) = (await ReportAsync("It is harmless"), await ReportAsync("harmless"));
        await PlaceAsync(first);
        await PlaceAsync(second);

        var hold = Assert.Single(await _site.Services.GetRequiredService<HoldKeeper>().ListAsync(TestContext.Current.CancellationToken));
        Assert.Equal(("It is harmless (1, 2).", "s-heat"), (hold.Quote, hold.Section));
        var view = HoldView.Of((await FindAsync(second))!, [hold], "/editor");
        Assert.True(view.HoldsPassage);

        var unknown = await ReportAsync("My telephone number is 1234");
        await PlaceAsync(unknown);
        Assert.DoesNotContain(await _site.Services.GetRequiredService<HoldKeeper>().ListAsync(TestContext.Current.CancellationToken), kept => kept.Quote!.Contains("1234", StringComparison.Ordinal));
        Assert.Contains("We are checking a passage", (await ReadAsync()).QuerySelector("article > .hold")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_else_can_hold_anything()
    {
        using var stranger = _site.SignedOut();
        using var editor = await _site.SignInAsync("rita");
        using var withoutToken = new FormUrlEncodedContent([KeyValuePair.Create("kind", "article"), KeyValuePair.Create("article", "heat-or-ice")]);

        using var refused = await stranger.PostAsync("/editor/holds", withoutToken, TestContext.Current.CancellationToken);
        using var forged = await editor.PostAsync("/editor/holds", withoutToken, TestContext.Current.CancellationToken);

        Assert.StartsWith("/editor/sign-in", refused.Headers.Location?.OriginalString, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        Assert.Empty((await ReadAsync()).QuerySelectorAll(".hold"));
    }

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task A_notice_that_is_taken_away_leaves_a_later_time_in_the_feed_which_the_database_remembers()
    {
        var keeper = _site.Services.GetRequiredService<HoldKeeper>();
        var never = await FeedTimeAsync(_site);
        await PlaceAsync(await ReportAsync("It is harmless"));
        var held = await FeedTimeAsync(_site);
        foreach (var hold in await keeper.ListAsync(TestContext.Current.CancellationToken)) await keeper.LiftAsync(hold.Id, "rita");
        var lifted = await FeedTimeAsync(_site);

        Assert.True(string.CompareOrdinal(never, held) < 0, $"{never}, {held}");
        Assert.True(string.CompareOrdinal(held, lifted) <= 0, $"{held}, {lifted}");
        var kept = await _site.Services.GetRequiredService<SerializedDatabase>().ReadAsync(
            open => open.Set<HoldLift>().AsNoTracking().ToListAsync(TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        Assert.Equal("heat-or-ice", Assert.Single(kept).Article);
        Assert.Equal(lifted, $"{kept[0].At:yyyy-MM-dd'T'HH:mm:ss'Z'}");

        static async Task<string> FeedTimeAsync(TestSite site)
        {
            var feed = System.Xml.Linq.XDocument.Parse(await (await site.AskAsync("GET", "/feed.xml")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            System.Xml.Linq.XNamespace atom = "http://www.w3.org/2005/Atom";
            return feed.Root!.Elements(atom + "entry").Single(entry => entry.Element(atom + "id")!.Value.EndsWith("/articles/heat-or-ice", StringComparison.Ordinal)).Element(atom + "updated")!.Value;
        }
    }

    private TestSite WithoutDatabase() => new() { Settings = [("Site:DataPath", _site.DataPath), ("Site:ContentPath", _site.Content.Path), TestDatabase.Nowhere] };

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
        var current = _site.Services.GetRequiredService<CurrentEdition>();
        var before = current.Edition!.Hash;
        Write(text);
        await current.WaitForOtherThanAsync(before, TestContext.Current.CancellationToken);
    }

    /// <summary>Sends a report as a reader does and returns its number.</summary>
    private async Task<long> ReportAsync(string quote)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["article"] = "heat-or-ice",
            ["concern"] = "harmful",
            ["section"] = "s-heat",
            ["quote"] = quote,
        });
        using var answer = await _site.Browser().PostAsync("/feedback", form, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        var receipt = answer.Headers.Location!.OriginalString.Split('/')[^1];
        return (await _site.Services.GetRequiredService<ReportStore>().FindAsync(receipt, TestContext.Current.CancellationToken))!.Id;
    }

    private Task<Report?> FindAsync(long id) => _site.Services.GetRequiredService<SerializedDatabase>().ReadAsync(
        open => open.Set<Report>().SingleOrDefaultAsync(report => report.Id == id), TestContext.Current.CancellationToken);

    private async Task PlaceAsync(long report) => Assert.True(await _site.Services.GetRequiredService<HoldKeeper>().PlaceAsync(
        report, wholeArticle: false, _site.Services.GetRequiredService<CurrentEdition>().Edition!, "rita"));

    private Task<List<string>> HistoryAsync(long report) => _site.Services.GetRequiredService<SerializedDatabase>().ReadAsync(
        open => open.Set<ReportEvent>().Where(happened => happened.Report == report).OrderBy(happened => happened.Id).Select(happened => $"{happened.By} {happened.What}").ToListAsync(),
        TestContext.Current.CancellationToken);

    private async Task<IHtmlDocument> ReadAsync() => await (await _site.AskAsync("GET", Address)).ReadPageAsync();

    /// <summary>Every file of the content with the time it was changed.</summary>
    private string[] Files() => [.. Directory.EnumerateFiles(_site.Content.Path, "*", SearchOption.AllDirectories)
        .Select(file => $"{file} {File.GetLastWriteTimeUtc(file):O}").Order(StringComparer.Ordinal)];

    /// <summary>And what does not depend on the database.</summary>
    public sealed class OnSqlite : HoldTests
    {
        [Theory]
        [InlineData("It is harmless", "#s-heat + .hold + p")]
        [InlineData("Keep it dry", "li:nth-child(2) > .hold:first-child")]
        [InlineData("an hour", "ul + .hold + .table")]
        [InlineData("A hot dot", ".table + .hold + figure")]
        [InlineData("Either helps", ".lead > .hold:first-child + p")]
        [InlineData("Get help now", ".lead > p + .hold + #get-help-now")]
        [InlineData("Do not wait", "#get-help-now > .call + .hold + p")]
        public async Task A_notice_stands_right_above_the_passage(string quote, string selector)
        {
            var before = await ReadAsync();
            await PlaceAsync(await ReportAsync(quote));

            var after = await ReadAsync();

            var notice = Assert.Single(after.QuerySelectorAll(".hold"));
            Assert.Same(notice, after.QuerySelector(selector)?.Closest(".hold") ?? after.QuerySelector(selector)?.PreviousElementSibling);
            Assert.StartsWith("We are checking this passage.", notice.TextContent, StringComparison.Ordinal);
            Assert.Equal("#get-help-now", notice.QuerySelector("a")?.GetAttribute("href"));
            notice.Remove();
            Assert.Equal(before.QuerySelector("article")!.OuterHtml, after.QuerySelector("article")!.OuterHtml);
        }

        [Theory]
        [InlineData("kind", "passage", "article", "heat-or-ice")]
        [InlineData("kind", "article", "article", "no-such-article")]
        [InlineData("kind", "everything", "article", "heat-or-ice")]
        [InlineData("kind", "passage", "report", "99")]
        public async Task What_makes_no_sense_is_refused(string name, string value, string other, string what)
        {
            using var editor = await _site.SignInAsync("rita");

            using var answer = await editor.PressAsync("/editor/holds", (name, value), (other, what));

            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Empty((await ReadAsync()).QuerySelectorAll(".hold"));
        }

        [Fact]
        public async Task A_hold_that_nobody_can_read_takes_no_article_from_readers()
        {
            await PlaceAsync(await ReportAsync("It is harmless"));
            await _site.Services.GetRequiredService<SerializedDatabase>().WriteAsync(open => open.Database.ExecuteSqlRawAsync("UPDATE Holds SET Since = 'never'"));
            await using var again = _site.WithWebHostBuilder(_ => { });

            Assert.Contains("It is pleasant", (await again.CreateClient().OpenAsync(Address)).QuerySelector("article")!.TextContent, StringComparison.Ordinal);
        }
    }

    public sealed class OnPostgreSql : HoldTests;
}
