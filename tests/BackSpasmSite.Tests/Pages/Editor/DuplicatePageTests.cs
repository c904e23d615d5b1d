using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using BackSpasmSite.Reports;
using BackSpasmSite.Tests.Accounts;

namespace BackSpasmSite.Tests.Pages.Editor;

public abstract class DuplicatePageTests : IAsyncDisposable
{
    private const string Form = "#desk-form";

    private readonly DeskSite _desk = new();

    [Fact]
    public async Task The_desk_shows_the_report_behind_the_number_keeps_what_was_typed_and_can_undo_it()
    {
        await _desk.KeepAsync(_desk.Report("Mine."), _desk.Report($"The other reader's words {string.Concat(Enumerable.Repeat("and more ", 100))}", "Use heat.", state: ReportState.Looking));
        using var browser = await _desk.SignInAsync();
        var before = (await _desk.ReceiptAsync(1)).QuerySelector(".status")!.TextContent;

        using var answer = await browser.PostFormAsync("/editor/reports/1", Form, ("original", "2"), ("note", "Ask Rita"), ("do", "duplicate"));
        var page = await answer.ReadPageAsync();
        var shown = page.QuerySelector("#confirm-duplicate")!.TextContent;

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        foreach (var fact in new[] { "report 2", "not saved yet", "Heat or ice?", "In progress", "Use heat.", "The other reader's words" }) Assert.Contains(fact, shown, StringComparison.Ordinal);
        Assert.InRange(shown.Length, 1, 1000);
        Assert.Equal(("2", "Ask Rita"), (page.QuerySelector<IHtmlInputElement>("#f-original")!.Value, page.QuerySelector<IHtmlTextAreaElement>("[name=note]")!.Value));
        Assert.Equal(ReportState.New, (await _desk.ReadAsync(1)).State);

        using var confirmed = await browser.PostFormAsync(page, Form, ("do", "duplicate"));
        Assert.Equal((HttpStatusCode.SeeOther, ReportState.Duplicate), (confirmed.StatusCode, (await _desk.ReadAsync(1)).State));
        Assert.Contains("Another reader", (await _desk.ReceiptAsync(1)).QuerySelector(".status")!.TextContent, StringComparison.Ordinal);

        var marked = await browser.OpenAsync("/editor/reports/1?saved");
        Assert.NotNull(marked.QuerySelector("button[value=not-duplicate]"));
        using var undone = await browser.PostFormAsync(marked, Form, ("do", "not-duplicate"));
        Assert.Equal((HttpStatusCode.SeeOther, ReportState.New), (undone.StatusCode, (await _desk.ReadAsync(1)).State));
        Assert.Equal(before, (await _desk.ReceiptAsync(1)).QuerySelector(".status")!.TextContent);
    }

    [Fact]
    public async Task Another_number_typed_instead_is_shown_first()
    {
        await _desk.KeepAsync(_desk.Report("Mine."), _desk.Report("Second."), _desk.Report("Third."));
        using var browser = await _desk.SignInAsync();

        using var second = await browser.PostFormAsync("/editor/reports/1", Form, ("original", "2"), ("do", "duplicate"));
        using var third = await browser.PostFormAsync(await second.ReadPageAsync(), Form, ("original", "3"), ("do", "duplicate"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, third.StatusCode);
        Assert.Contains("Third.", (await third.ReadPageAsync()).QuerySelector("#confirm-duplicate")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(ReportState.New, (await _desk.ReadAsync(1)).State);
    }

    [Fact]
    public async Task Across_articles_a_box_has_to_be_ticked()
    {
        var other = new Report
        {
            Receipt = Guid.NewGuid().ToString("N"),
            Article = "posture",
            ArticleText = "sha256:text",
            Message = "Elsewhere.",
            Version = Guid.NewGuid(),
            ReceivedAt = new DateTime(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc),
            ChangedAt = new DateTime(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc),
        };
        await _desk.KeepAsync(_desk.Report("Mine."), other);
        using var browser = await _desk.SignInAsync();

        using var shown = await browser.PostFormAsync("/editor/reports/1", Form, ("original", "2"), ("do", "duplicate"));
        var page = await shown.ReadPageAsync();
        Assert.Contains("posture", page.QuerySelector("#confirm-duplicate")!.TextContent, StringComparison.Ordinal);
        using var unticked = await browser.PostFormAsync(page, Form, ("do", "duplicate"));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, ReportState.New), (unticked.StatusCode, (await _desk.ReadAsync(1)).State));

        using var ticked = await browser.PostFormAsync(await unticked.ReadPageAsync(), Form, ("across", "yes"), ("do", "duplicate"));
        Assert.Equal((HttpStatusCode.SeeOther, ReportState.Duplicate), (ticked.StatusCode, (await _desk.ReadAsync(1)).State));
    }

    [Fact]
    public async Task The_original_is_chosen_from_the_reports_that_are_nearest()
    {
        var otherSection = _desk.Report("Another section.", "Use ice.");
        otherSection.Section = "s-ice";
        await _desk.KeepAsync(
            _desk.Report("Mine.", "Use heat."), _desk.Report("Elsewhere.", article: "posture"), otherSection, _desk.Report("Same section.", "It is pleasant."), _desk.Report("Same passage.", "use heat"),
            _desk.Report("Spam.", "Use heat.", state: ReportState.Spam), _desk.Report("A duplicate itself.", "Use heat.", state: ReportState.Duplicate));
        using var browser = await _desk.SignInAsync();

        var page = await browser.OpenAsync("/editor/reports/1");
        Assert.Equal(["Report 5", "Report 4", "Report 3"], page.QuerySelectorAll(".candidates a").Select(link => link.TextContent));
        Assert.Contains("same passage", page.QuerySelector(".candidates li")!.TextContent, StringComparison.Ordinal);

        // Choosing shows it and saves nothing; whatever number was typed does not count.
        using var chosen = await browser.PostFormAsync(page, Form, ("original", "3"), ("note", "Ask Rita"), ("do", "look-up:5"));
        page = await chosen.ReadPageAsync();
        Assert.Equal((HttpStatusCode.OK, ReportState.New), (chosen.StatusCode, (await _desk.ReadAsync(1)).State));
        Assert.Contains("Same passage.", page.QuerySelector("#confirm-duplicate")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(("5", "Ask Rita"), (page.QuerySelector<IHtmlInputElement>("#f-original")!.Value, page.QuerySelector<IHtmlTextAreaElement>("[name=note]")!.Value));
        using var saved = await browser.PostFormAsync(page, Form, ("do", "duplicate"));
        Assert.Equal((HttpStatusCode.SeeOther, 5), (saved.StatusCode, (await _desk.ReadAsync(1)).DuplicateOf));
    }

    [Theory]
    [InlineData("look-up:")]
    [InlineData("look-up:nonsense")]
    [InlineData("look-up:-1")]
    [InlineData("look-up:99999999999999999999")]
    public async Task A_button_that_no_page_has_chooses_nothing(string pressed)
    {
        await _desk.KeepAsync(_desk.Report("Mine."));
        using var browser = await _desk.SignInAsync();

        using var answer = await browser.PostFormAsync("/editor/reports/1", Form, ("do", pressed));

        Assert.Equal((HttpStatusCode.BadRequest, ReportState.New), (answer.StatusCode, (await _desk.ReadAsync(1)).State));
    }

    [Fact]
    public async Task A_number_is_looked_up_as_often_as_it_is_changed_and_nothing_is_saved()
    {
        await _desk.KeepAsync(_desk.Report("Mine."), _desk.Report("Second.", "Use heat.", state: ReportState.Looking), _desk.Report("Third."));
        using var browser = await _desk.SignInAsync();
        var before = await _desk.ReadAsync(1);

        using var second = await browser.PostFormAsync("/editor/reports/1", Form, ("original", "2"), ("note", "Ask Rita"), ("do", "look-up"));
        var page = await second.ReadPageAsync();
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        foreach (var fact in new[] { "Heat or ice?", "Use heat.", "Second.", "In progress" }) Assert.Contains(fact, page.QuerySelector("#confirm-duplicate")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Look it up", page.QuerySelector("#f-original ~ button[value=look-up]")!.TextContent);

        using var third = await browser.PostFormAsync(page, Form, ("original", "3"), ("do", "look-up"));
        page = await third.ReadPageAsync();
        Assert.Contains("Third.", page.QuerySelector("#confirm-duplicate")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Ask Rita", page.QuerySelector<IHtmlTextAreaElement>("[name=note]")!.Value);

        using var none = await browser.PostFormAsync(page, Form, ("original", "99"), ("do", "look-up"));
        Assert.Equal((HttpStatusCode.BadRequest, "There is no report 99."), (none.StatusCode, (await none.ReadPageAsync()).QuerySelector("#f-original-error")!.TextContent));
        Assert.Equal((before.State, before.Version, before.Note), (await _desk.ReadAsync(1)) is var kept ? (kept.State, kept.Version, kept.Note) : default);

        // The report that was looked up last is the one that is saved.
        using var saved = await browser.PostFormAsync(page, Form, ("do", "duplicate"));
        Assert.Equal((HttpStatusCode.SeeOther, 3), (saved.StatusCode, (await _desk.ReadAsync(1)).DuplicateOf));
    }

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    public sealed class OnSqlite : DuplicatePageTests;

    public sealed class OnPostgreSql : DuplicatePageTests;
}
