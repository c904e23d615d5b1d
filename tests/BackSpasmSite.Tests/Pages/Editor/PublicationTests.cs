using System.Net;
using BackSpasmSite.Content;
using BackSpasmSite.Tests.Accounts;
using Microsoft.Extensions.DependencyInjection;

namespace BackSpasmSite.Tests.Pages.Editor;

public sealed class PublicationTests : IAsyncDisposable
{
    private const string Article = "articles/heat-or-ice.md";
    private const string Address = "/editor/articles/heat-or-ice/publication";
    private const string History = "/editor/articles/heat-or-ice/history";
    private const string Public = "/articles/heat-or-ice";

    private readonly SetTime _time = new(ContentOnDisk.Today);
    private readonly TestSite _site;

    public PublicationTests() => _site = new TestSite { Time = _time };

    [Fact]
    public async Task An_article_goes_from_draft_to_readers_and_back_with_buttons_that_keep_every_other_byte()
    {
        var before = _site.Content.Read(Article).Replace("\n", "\r\n", StringComparison.Ordinal).Replace("topics: [heat]", "topics:   [heat] # one", StringComparison.Ordinal);
        _site.Content.Write(Article, before.Replace("published: 2026-11-01\r\n", "published: 2026-11-01\r\ndraft: true\r\n", StringComparison.Ordinal));
        using var ann = await _site.SignInAsync();
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync());
        var page = await ann.OpenAsync(Address);
        Assert.Contains("“Page not found”", page.QuerySelector(".facts")!.TextContent, StringComparison.Ordinal);
        Assert.False(page.QuerySelector("[name=keep]")!.HasAttribute("checked"));

        await PressAsync(ann, "publish");
        Assert.Equal(before.Replace("2026-11-01", "2026-11-22", StringComparison.Ordinal), _site.Content.Read(Article));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync());

        await PressAsync(ann, "draft");
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync());

        await PressAsync(ann, "schedule", ("day", "2026-12-01"));
        Assert.Equal(before.Replace("2026-11-01", "2026-12-01", StringComparison.Ordinal), _site.Content.Read(Article));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync());
        Assert.Contains("1 Dec 2026", (await ann.OpenAsync(Address)).QuerySelector(".facts")!.TextContent, StringComparison.Ordinal);

        await PressAsync(ann, "publish");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync());
        Assert.Equal(
            ["published the article", "made the article a draft again", "scheduled the article", "published the article"],
            _site.Database.Read("SELECT What FROM AuditRecords WHERE Subject = 'articles/heat-or-ice.md' ORDER BY Id"));
    }

    [Fact]
    public async Task A_scheduled_article_is_published_in_its_history_from_its_day_on_and_keeps_its_date_later()
    {
        using var before = await _site.SignInAsync();
        await _site.HearAsync("Checked 1 changed files");
        // As if readers never had it.
        _site.Database.Run("UPDATE ArticleRevisions SET State = 'Draft'");
        await PressAsync(before, "draft");
        await PressAsync(before, "schedule", ("day", "2026-11-25"));
        await PressAsync(before, "schedule", ("day", "2026-11-24"));
        Assert.Equal(["scheduled", "scheduled", "draft", "draft"], await StatesAsync(before));

        _time.Now = new DateTimeOffset(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);
        await Polling.UntilAsync(() => _site.Services.GetRequiredService<CurrentEdition>().Edition!.Date.Day == 25);
        // The session of three days ago is over.
        using var after = await _site.SignInAsync();
        Assert.Equal(["published", "scheduled", "draft", "draft"], await StatesAsync(after));
        Assert.Equal("published", (await after.OpenAsync($"{History}/4")).QuerySelector(".badge")!.TextContent);

        await PressAsync(after, "draft");
        Assert.Equal(["draft", "published", "scheduled", "draft", "draft"], await StatesAsync(after));
        Assert.True((await after.OpenAsync(Address)).QuerySelector("[name=keep]")!.HasAttribute("checked"));

        static async Task<IEnumerable<string>> StatesAsync(HttpClient browser) => (await browser.OpenAsync(History)).QuerySelectorAll("tbody .badge").Select(badge => badge.TextContent);
    }

    [Fact]
    public async Task A_withdrawn_article_says_why_and_a_correction_says_why_it_is_back()
    {
        var before = _site.Content.Read(Article);
        using var ann = await _site.SignInAsync();

        await PressAsync(ann, "withdraw", ("date", "2026-11-21"), ("note", "The trial was\r\nretracted: “all of it”."));
        using (var gone = await _site.AskAsync("GET", Public))
        {
            Assert.Equal(HttpStatusCode.Gone, gone.StatusCode);
            var text = (await gone.ReadPageAsync()).QuerySelector("main")!.TextContent;
            Assert.Contains("withdrawn on 21 Nov 2026", text, StringComparison.Ordinal);
            Assert.Contains("The trial was retracted: “all of it”.", text, StringComparison.Ordinal);
        }

        await PressAsync(ann, "reinstate", ("date", "2026-11-22"), ("note", "It was another trial."));
        var article = await _site.Browser().OpenAsync(Public);
        Assert.Contains("It is pleasant.", article.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("It was another trial.", article.QuerySelector("#corrections")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(
            before.Replace("published: 2026-11-01\n", "published: 2026-11-01\nmodified: 2026-11-22\n", StringComparison.Ordinal)
                .Replace("k%C3%B6ln]\n", "k%C3%B6ln]\ncorrections:\n  - date: 2026-11-22\n    note: \"It was another trial.\"\n", StringComparison.Ordinal),
            _site.Content.Read(Article));
        Assert.Equal(["withdrew the article", "reinstated the withdrawn article"], _site.Database.Read("SELECT What FROM AuditRecords WHERE Subject = 'articles/heat-or-ice.md' ORDER BY Id"));
    }

    [Theory]
    [InlineData("withdraw", "date", "2026-11-23", "for this site, today is 2026-11-22 (time zone UTC)")]
    [InlineData("withdraw", "date", "2026-10-31", "before the article was published, on 2026-11-01")]
    [InlineData("withdraw", "date", "yesterday", "year-month-day")]
    [InlineData("withdraw", "note", " \r\n ", "Say why the article is withdrawn")]
    [InlineData("withdraw", "note", "1001", "The reason has 1,001 characters")]
    [InlineData("schedule", "day", "2026-11-22", "a day after today, which is 2026-11-22 for this site (time zone UTC)")]
    [InlineData("schedule", "day", "2062-11-22", "more than a year ahead")]
    [InlineData("schedule", "day", "", "year-month-day")]
    public async Task A_mistake_is_said_beside_its_field_and_what_was_typed_is_still_there(string button, string field, string value, string words)
    {
        if (button == "schedule") _site.Content.Write(Article, _site.Content.Read(Article).Replace("topics:", "draft: true\ntopics:", StringComparison.Ordinal));
        if (value == "1001") value = new string('x', 1001);
        var before = _site.Content.Read(Article);
        using var ann = await _site.SignInAsync();
        (string, string)[] fields = button == "schedule" ? [] : [("date", "2026-11-22"), ("note", "Because.")];

        using var answer = await ann.PostFormAsync(Address, $"form:has([value={button}])", [.. fields.Where(typed => typed.Item1 != field), (field, value), ("do", button)]);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var page = await answer.ReadPageAsync();
        Assert.Contains(words, page.QuerySelector($"#f-{field}-error")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(words, page.QuerySelector(".summary")!.TextContent, StringComparison.Ordinal);
        if (field == "date") Assert.Equal("Because.", page.QuerySelector("#f-note")!.TextContent.Trim());
        Assert.Equal(before, _site.Content.Read(Article));
    }

    [Fact]
    public async Task Somebody_elses_save_in_between_is_a_conflict_that_loses_nothing()
    {
        using var ann = await _site.SignInAsync();
        var page = await ann.OpenAsync(Address);
        var theirs = _site.Content.Read(Article).Replace("pleasant", "lovely", StringComparison.Ordinal);
        _site.Content.Replace(Article, theirs);

        using var answer = await ann.PostFormAsync(page, "form:has([value=withdraw])", ("date", "2026-11-22"), ("note", "Because."), ("do", "withdraw"));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal(theirs, _site.Content.Read(Article));
        var again = await answer.ReadPageAsync();
        Assert.Equal("Because.", again.QuerySelector("#f-note")!.TextContent.Trim());
        using var meant = await ann.PostFormAsync(again, "form:has([value=withdraw])", ("do", "withdraw"));
        Assert.Equal(HttpStatusCode.SeeOther, meant.StatusCode);
        Assert.Contains("It is lovely.", _site.Content.Read(Article), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_article_with_errors_is_withdrawn_at_once_and_published_only_when_confirmed()
    {
        _site.Content.Write(Article, _site.Content.Read(Article) + "\n[x](javascript:alert(1))\n");
        using var ann = await _site.SignInAsync();
        await PressAsync(ann, "withdraw", ("date", "2026-11-22"), ("note", "Because."));

        using var asked = await ann.PostFormAsync(Address, "form:has([value=reinstate])", ("date", "2026-11-22"), ("note", "Back."), ("do", "reinstate"));
        Assert.Equal(HttpStatusCode.Conflict, asked.StatusCode);
        var page = await asked.ReadPageAsync();
        Assert.Contains("LNK", page.QuerySelector(".summary .problems")!.TextContent, StringComparison.Ordinal);
        using var confirmed = await ann.PostFormAsync(page, "form:has([value=reinstate])", ("anyway", "yes"), ("do", "reinstate"));
        Assert.Equal(HttpStatusCode.SeeOther, confirmed.StatusCode);
    }

    [Fact]
    public async Task A_button_that_does_not_suit_the_article_any_more_changes_nothing()
    {
        using var ann = await _site.SignInAsync();
        var page = await ann.OpenAsync(Address);
        await PressAsync(ann, "draft");
        var before = _site.Content.Read(Article);

        using var late = await ann.PostFormAsync(page, "form:has([value=withdraw])", ("note", "Because."), ("do", "withdraw"));

        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        Assert.Contains("not as it was when you opened this page", (await late.ReadPageAsync()).QuerySelector(".summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(before, _site.Content.Read(Article));
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private static async Task PressAsync(HttpClient browser, string button, params (string, string)[] fields)
    {
        using var answer = await browser.PostFormAsync(Address, $"form:has([value={button}])", [.. fields, ("do", button)]);
        Assert.Equal($"{Address}?done", answer.Headers.Location?.OriginalString);
        Assert.NotNull((await browser.OpenAsync($"{Address}?done")).QuerySelector("[role=status]"));
    }

    private async Task<HttpStatusCode> StatusAsync()
    {
        using var answer = await _site.AskAsync("GET", Public);
        return answer.StatusCode;
    }
}
