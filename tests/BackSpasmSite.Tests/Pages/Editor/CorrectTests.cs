using System.Net;
using System.Text.Json;
using BackSpasmSite.Content;
using BackSpasmSite.Content.Editing;
using BackSpasmSite.Data;
using BackSpasmSite.Reports;
using BackSpasmSite.Reports.Holds;
using BackSpasmSite.Reports.Intake;
using BackSpasmSite.Reports.Queue;
using BackSpasmSite.Tests.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BackSpasmSite.Tests.Pages.Editor;

public sealed class CorrectTests : IAsyncDisposable
{
    private const string File = "articles/heat-or-ice.md";
    private const string Form = "form#editor";
    private const string Quote = "Either helps a little.";

    private readonly TestSite _site = new();

    private CurrentEdition Current => _site.Services.GetRequiredService<CurrentEdition>();

    private SerializedDatabase Database => _site.Services.GetRequiredService<SerializedDatabase>();

    [Fact]
    public async Task One_answer_mends_the_article_and_closes_all_reports_on_the_passage()
    {
        await SignReviewAsync();
        var before = _site.Content.Read(File);
        await KeepAsync(Report(1), Report(2), Report(3), Report(4, quote: "It is pleasant."));
        using var browser = await _site.SignInAsync();
        var page = await browser.OpenAsync("/editor/reports/1/correct");
        var today = Current.Edition!.Date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal((Quote, "", today), (Value(page, "#f-was"), Value(page, "#f-now"), page.QuerySelector("#f-modified")!.GetAttribute("value")));
        Assert.Equal(["1", "2", "3"], page.QuerySelectorAll("[name=chosen][checked]").Select(choice => choice.GetAttribute("value")));

        var previews = _site.Services.GetRequiredService<PreviewBuilder>().Previews;

        // The third says something else, and is left out.
        using var answer = await browser.PostFormAsync(page, Form,
            ("text", Sent(page, "a little", "for a short time")), ("note", "The effect was “too” small: see (1)."), ("chosen", "1"), ("chosen", "2"), ("do", "save"));

        Assert.Equal("/editor/reports/1?saved", answer.Headers.Location?.OriginalString);
        // What was checked is what was saved.
        Assert.Equal(1, _site.Services.GetRequiredService<PreviewBuilder>().Previews - previews);
        Assert.Equal(
            before.Replace("a little", "for a short time", StringComparison.Ordinal)
                .Replace("published: 2026-11-01\n", $"published: 2026-11-01\nmodified: {today}\n", StringComparison.Ordinal)
                .Replace("---\nEither", $"""
                    corrections:
                      - date: {today}
                        note: "The effect was “too” small: see (1)."
                        was: "Either helps a little."
                        now: "Either helps for a short time."
                        reports: [1, 2]
                    ---
                    Either
                    """.ReplaceLineEndings("\n"), StringComparison.Ordinal),
            _site.Content.Read(File));
        Assert.Equal(
            [(1, ReportState.Corrected), (2, ReportState.Corrected), (3, ReportState.New), (4, ReportState.New)],
            (await ReportsAsync()).Select(report => (report.Id, report.State)));
        Assert.Equal(["ann corrected it: The effect was “too” small: see (1)."], await HistoryAsync(1));
        Assert.Equal(await HistoryAsync(1), await HistoryAsync(2));

        await PublishedAsync();
        await ReadersSeeItAsync(browser);
    }

    [Fact]
    public async Task A_passage_that_still_stands_is_said_first()
    {
        var before = _site.Content.Read(File);
        await KeepAsync(Report(1, quote: "helps a little"));
        using var browser = await _site.SignInAsync();
        var page = await browser.OpenAsync("/editor/reports/1/correct");

        using var first = await browser.PostFormAsync(page, Form, ("text", Sent(page, "a little.", "a little, perhaps.")), ("note", "Unclear."), ("do", "save"));
        var asked = await first.ReadPageAsync();

        Assert.Equal(HttpStatusCode.Conflict, first.StatusCode);
        Assert.Equal("helps a little", asked.QuerySelector(".summary blockquote")!.TextContent);
        Assert.Equal(before, _site.Content.Read(File));
        using var second = await browser.PostFormAsync(asked, Form, ("stands", "yes"), ("do", "save"));
        Assert.Equal(HttpStatusCode.SeeOther, second.StatusCode);
        Assert.Contains("now: \"Either helps a little, perhaps.\"", _site.Content.Read(File));
    }

    [Fact]
    public async Task Every_mistake_is_told_and_nothing_is_lost()
    {
        await KeepAsync(Report(1));
        using var browser = await _site.SignInAsync();
        var page = await browser.OpenAsync("/editor/reports/1/correct");

        using var late = await browser.PostFormAsync(page, Form, ("text", Sent(page, "a little", "a lot")), ("modified", "2999-01-01"), ("was", "Something."), ("do", "save"));
        using var early = await browser.PostFormAsync(page, Form, ("text", Sent(page, "a little", "a lot")), ("note", "n"), ("modified", "2026-10-31"), ("chosen", "9"), ("do", "save"));

        var again = await late.ReadPageAsync();
        Assert.Equal(HttpStatusCode.BadRequest, late.StatusCode);
        Assert.Equal(["#f-note", "#f-modified"], again.QuerySelectorAll(".summary a").Select(link => link.GetAttribute("href")));
        Assert.Equal("Something.", Value(again, "#f-was"));
        Assert.Contains("helps a lot", Value(again, "#f-text"));
        Assert.Equal(["#f-modified", "#f-chosen"], (await early.ReadPageAsync()).QuerySelectorAll(".summary a").Select(link => link.GetAttribute("href")));
        Assert.All(await ReportsAsync(), report => Assert.Equal(ReportState.New, report.State));
    }

    [Fact]
    public async Task What_it_says_now_is_told_from_the_text_until_somebody_types_it()
    {
        await KeepAsync(Report(1));
        using var browser = await _site.SignInAsync();
        var page = await browser.OpenAsync("/editor/reports/1/correct");

        using var first = await browser.PostFormAsync(page, Form, ("text", Sent(page, "a little", "a lot")), ("do", "check"));
        var told = await first.ReadPageAsync();
        using var second = await browser.PostFormAsync(told, Form, ("text", Sent(told, "a lot", "hardly")), ("do", "preview"));
        var toldAnew = await second.ReadPageAsync();
        using var third = await browser.PostFormAsync(toldAnew, Form, ("now", "Hardly."), ("note", "Why."), ("do", "preview"));
        var typed = await third.ReadPageAsync();

        Assert.Equal("Either helps a lot.", Value(told, "#f-now"));
        Assert.Equal("Either helps hardly.", Value(toldAnew, "#f-now"));
        Assert.Equal("Hardly.", Value(typed, "#f-now"));
        Assert.Equal("Hardly.", typed.QuerySelector(".preview #corrections ins")!.TextContent);
    }

    [Fact]
    public async Task A_file_or_a_report_that_somebody_changed_meanwhile_is_not_overwritten()
    {
        await KeepAsync(Report(1), Report(2));
        using var browser = await _site.SignInAsync();
        var page = await browser.OpenAsync("/editor/reports/1/correct");
        (string, string)[] fields = [("text", Sent(page, "a little", "a lot")), ("note", "Why."), ("do", "save")];

        var theirs = _site.Content.Read(File).Replace("pleasant", "lovely", StringComparison.Ordinal);
        _site.Content.Write(File, theirs);
        using var conflict = await browser.PostFormAsync(page, Form, fields);
        Assert.Equal(HttpStatusCode.Conflict, conflict.StatusCode);
        Assert.Contains("It is lovely.", (await conflict.ReadPageAsync()).QuerySelectorAll(".lines del").Select(line => line.TextContent));

        var desk = _site.Services.GetRequiredService<ReportActions>();
        var seen = (await ReportsAsync()).ToDictionary(report => report.Id, report => report.Version);
        await desk.DoAsync(new DeskForm { Report = 2, Seen = seen, Chosen = new HashSet<long> { 2 }, Action = DeskAction.Decline, Answer = "It does help." }, "ben");
        using var overtaken = await browser.PostFormAsync(page, Form, fields);
        Assert.Equal(HttpStatusCode.Conflict, overtaken.StatusCode);
        var summary = (await overtaken.ReadPageAsync()).QuerySelector(".summary")!.TextContent;
        Assert.Contains("Report 2", summary);
        Assert.Contains("It does help.", summary);

        Assert.Equal(theirs, _site.Content.Read(File));
        Assert.Equal([ReportState.New, ReportState.Declined], (await ReportsAsync()).Select(report => report.State));
    }

    [Fact]
    public async Task Where_the_file_can_not_be_written_the_reports_close_when_it_is_put_in_its_place()
    {
        if (!OperatingSystem.IsLinux()) return;
        var slug = new string('x', 252);
        var hash = Current.Edition!.Hash;
        _site.Content.Rename(File, $"articles/{slug}.md");
        await Current.WaitForOtherThanAsync(hash, TestContext.Current.CancellationToken);
        await KeepAsync(Report(1, article: slug), Report(2, article: slug), Report(3));
        using var browser = await _site.SignInAsync();
        var page = await browser.OpenAsync("/editor/reports/1/correct");

        using var refused = await browser.PostFormAsync(page, Form, ("text", Sent(page, "a little", "a lot")), ("note", "Why."), ("do", "save"));
        var shown = await refused.ReadPageAsync();
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains("Either helps a lot.", Value(shown, "#f-lines"));
        Assert.Contains("note: \"Why.\"", Value(shown, "#f-lines"));
        Assert.All(await ReportsAsync(), report => Assert.Equal(ReportState.New, report.State));

        using var download = await browser.PostFormAsync(shown, Form, ("do", "download"));
        _site.Content.Write($"articles/{slug}.md", await download.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));

        await ClosedAsync(1, 2);
        Assert.Equal([" corrected it: Why."], await HistoryAsync(2));
        Assert.Equal(ReportState.New, (await ReportsAsync())[2].State);
    }

    [Fact]
    public async Task The_notice_above_the_passage_goes_when_readers_have_the_mended_text()
    {
        await KeepAsync(Report(1), Report(2, quote: "It is pleasant."));
        var holds = _site.Services.GetRequiredService<HoldKeeper>();
        await holds.PlaceAsync(1, wholeArticle: false, Current.Edition!, "ben");
        await holds.PlaceAsync(2, wholeArticle: false, Current.Edition!, "ben");
        using var browser = await _site.SignInAsync();
        Assert.Equal(2, (await browser.OpenAsync("/articles/heat-or-ice")).QuerySelectorAll(".hold").Length);

        using var answer = await browser.PostFormAsync("/editor/reports/1/correct", Form,
            ("text", _site.Content.Read(File).Replace("a little", "a lot", StringComparison.Ordinal)), ("note", "Why."), ("do", "save"));

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        await PublishedAsync(edition => edition.Holds is [{ Quote: "It is pleasant." }]);
        var article = await browser.OpenAsync("/articles/heat-or-ice");
        Assert.Contains("Either helps a lot.", article.QuerySelector(".lead")!.TextContent);
        Assert.Single(article.QuerySelectorAll(".hold"));
    }

    [Fact]
    public async Task What_is_closed_is_opened_again_first()
    {
        await KeepAsync(Report(1, state: ReportState.Declined));
        using var browser = await _site.SignInAsync();

        using var answer = await browser.GetAsync("/editor/reports/1/correct", TestContext.Current.CancellationToken);
        using var none = await browser.GetAsync("/editor/reports/99/correct", TestContext.Current.CancellationToken);

        Assert.Equal("/editor/reports/1", answer.Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    [Theory]
    [InlineData("Decline", "save")]
    [InlineData("Decline", "check")]
    [InlineData("Spam", "save")]
    [InlineData("Legal", "save")]
    public async Task What_was_typed_is_handed_back_if_somebody_closed_the_report_meanwhile(string action, string button)
    {
        await KeepAsync(Report(1));
        using var browser = await _site.SignInAsync();
        var page = await browser.OpenAsync("/editor/reports/1/correct");
        var before = _site.Content.Read(File);
        var seen = (await ReportsAsync()).ToDictionary(report => report.Id, report => report.Version);
        await _site.Services.GetRequiredService<ReportActions>()
            .DoAsync(new DeskForm { Report = 1, Seen = seen, Chosen = new HashSet<long> { 1 }, Action = Enum.Parse<DeskAction>(action), Answer = "It does help." }, "ben");
        var state = (await ReportsAsync()).Single().State;

        using var answer = await browser.PostFormAsync(page, Form, ("text", Sent(page, "a little", "a lot")), ("note", "My reasons."), ("do", button));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        var shown = await answer.ReadPageAsync();
        Assert.Contains("Report 1", shown.QuerySelector(".summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("My reasons.", Value(shown, "#f-note"));
        Assert.Contains("Either helps a lot.", shown.QuerySelector("textarea[name=text]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(before, _site.Content.Read(File));
        Assert.Equal(state, (await ReportsAsync()).Single().State);
    }

    [Fact]
    public async Task A_correction_that_gives_numbers_another_meaning_is_saved_only_when_confirmed()
    {
        _site.Content.Write("references.json", """
            [{ "id": "a", "type": "book", "title": "A", "author": [{ "family": "Herrington" }], "issued": { "date-parts": [[2011]] } },
             { "id": "b", "type": "book", "title": "B", "author": [{ "family": "Belavy" }], "issued": { "date-parts": [[2017]] } }]
            """);
        var before = _site.Content.Read(File).Replace("topics: [heat]", "topics: [heat]\nreferences: [a]", StringComparison.Ordinal).Replace("pleasant.", "pleasant (1).", StringComparison.Ordinal);
        _site.Content.Write(File, before);
        await KeepAsync(Report(1));
        using var browser = await _site.SignInAsync();
        var page = await browser.OpenAsync("/editor/reports/1/correct");
        var slipped = Sent(page, "a little", "for a short time").Replace("[a]", "[b, a]", StringComparison.Ordinal);
        (string, string)[] fields = [("text", slipped), ("note", "It was too much."), ("chosen", "1"), ("do", "save")];

        using var answer = await browser.PostFormAsync(page, Form, fields);

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        var asked = await answer.ReadPageAsync();
        Assert.Contains("What (1) means changed from Herrington 2011 to Belavy 2017 in 1 place", asked.Body!.TextContent, StringComparison.Ordinal);
        // Nothing is written, nothing typed is lost, and the report waits.
        Assert.Equal(before, _site.Content.Read(File));
        Assert.Equal("It was too much.", Value(asked, "#f-note"));
        Assert.Contains("[b, a]", asked.QuerySelector("textarea[name=text]")!.TextContent, StringComparison.Ordinal);
        Assert.False(((AngleSharp.Html.Dom.IHtmlInputElement)asked.QuerySelector("input[name=renumber]")!).IsChecked);
        Assert.Equal(ReportState.New, (await ReportsAsync())[0].State);

        using var confirmed = await browser.PostFormAsync(asked, Form, [.. fields, ("renumber", "yes")]);

        Assert.StartsWith("/editor/reports/1?saved", confirmed.Headers.Location?.OriginalString, StringComparison.Ordinal);
        Assert.Contains("references: [b, a]", _site.Content.Read(File), StringComparison.Ordinal);
        Assert.Contains("reports: [1]", _site.Content.Read(File), StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync() => await _site.DisposeAsync();

    private static async Task ReadersSeeItAsync(HttpClient browser)
    {
        var article = await browser.OpenAsync("/articles/heat-or-ice");
        Assert.Equal("Either helps for a short time.", article.QuerySelector(".lead p")!.TextContent);
        Assert.StartsWith("Edited since its review by Dr Rita Reviewer", article.QuerySelector(".review")!.TextContent);
        var correction = article.QuerySelector("#corrections .correction")!;
        Assert.Contains("The effect was “too” small: see (1).", correction.TextContent);
        Assert.Equal((Quote, "Either helps for a short time."), (correction.QuerySelector("del")!.TextContent, correction.QuerySelector("ins")!.TextContent));
        using var json = JsonDocument.Parse(article.QuerySelector("script[type='application/ld+json']")!.TextContent);
        Assert.StartsWith("The effect was “too” small: see (1).", json.RootElement.GetProperty("correction")[0].GetProperty("text").GetString());

        foreach (var id in new[] { 1, 2 })
        {
            var receipt = await browser.OpenAsync($"/feedback/{id:x32}");
            Assert.Contains("The effect was “too” small: see (1).", receipt.QuerySelector(".receipt")!.TextContent);
            Assert.Equal((Quote, "Either helps for a short time."), (receipt.QuerySelector("del")!.TextContent, receipt.QuerySelector("ins")!.TextContent));
            Assert.NotNull(receipt.QuerySelector("a[href='/articles/heat-or-ice#corrections']"));
        }

        Assert.Null((await browser.OpenAsync($"/feedback/{3:x32}")).QuerySelector("del"));
    }

    private async Task SignReviewAsync()
    {
        using var rita = await _site.SignInAsync("rita");
        var hash = Current.Edition!.Hash;
        using var signed = await rita.PostFormAsync("/editor/articles/heat-or-ice/sign", "main form", ("confirm", "yes"));
        Assert.Equal(HttpStatusCode.SeeOther, signed.StatusCode);
        await Current.WaitForOtherThanAsync(hash, TestContext.Current.CancellationToken);
    }

    private async Task PublishedAsync(Func<Edition, bool>? isAwaited = null)
    {
        isAwaited ??= edition => edition.Articles.Values.Any(article => article.FrontMatter.Corrections.Count > 0);
        var edition = Current.Edition!;
        while (!isAwaited(edition))
            edition = await Current.WaitForOtherThanAsync(edition.Hash, TestContext.Current.CancellationToken);
    }

    /// <summary>Polls until the reports are closed, because nothing signals that.</summary>
    private Task ClosedAsync(params long[] ids) =>
        Polling.UntilAsync(async () => (await ReportsAsync()).Where(report => ids.Contains(report.Id)).All(report => report.State is ReportState.Corrected));

    private static Report Report(long id, string? quote = Quote, string article = "heat-or-ice", ReportState state = ReportState.New) => new()
    {
        Id = id,
        Receipt = FormattableString.Invariant($"{id:x32}"),
        Article = article,
        ArticleText = "sha256:text",
        Quote = quote,
        Passage = PassageKey.Of(article, quote),
        Message = "What I wrote.",
        State = state,
        ReceivedAt = new DateTime(2026, 11, 20, 12, 0, 0, DateTimeKind.Utc),
        ChangedAt = new DateTime(2026, 11, 20, 12, 0, 0, DateTimeKind.Utc),
        Version = Guid.NewGuid(),
    };

    private Task<bool> KeepAsync(params Report[] reports) => Database.WriteAsync(open =>
    {
        open.AddRange(reports);
        return Task.FromResult(true);
    });

    private Task<List<Report>> ReportsAsync() => Database.ReadAsync(
        open => open.Set<Report>().AsNoTracking().OrderBy(report => report.Id).ToListAsync(TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);

    private Task<List<string>> HistoryAsync(long id) => Database.ReadAsync(
        open => open.Set<ReportEvent>().Where(happened => happened.Report == id).OrderBy(happened => happened.Id)
            .Select(happened => happened.By + " " + happened.What + ": " + happened.Detail).ToListAsync(TestContext.Current.CancellationToken),
        TestContext.Current.CancellationToken);

    private static string Value(AngleSharp.Html.Dom.IHtmlDocument page, string field) => page.QuerySelector(field)!.TextContent;

    /// <summary>The page's text with a change, as browsers send it.</summary>
    private static string Sent(AngleSharp.Html.Dom.IHtmlDocument page, string from, string to) =>
        Value(page, "#f-text").Replace(from, to, StringComparison.Ordinal).Replace("\n", "\r\n", StringComparison.Ordinal);
}
