using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using BackSpasmSite.Reports;
using BackSpasmSite.Tests.Accounts;

namespace BackSpasmSite.Tests.Pages.Editor;

public abstract class ReportPageTests
{
    private const string Form = "#desk-form";

    [Fact]
    public async Task One_answer_declines_all_reports_on_a_passage_and_each_receipt_shows_it()
    {
        await using var desk = new DeskSite();
        await desk.KeepAsync(desk.Report("Wrong.", "Use heat."), desk.Report("Me too.", "use heat"), desk.Report("Another thing."));
        using var browser = await desk.SignInAsync();

        using var saved = await browser.PostFormAsync("/editor/reports/2", Form, ("answer", "The trial says so.\n\nWe looked."), ("do", "decline"));

        Assert.Equal((HttpStatusCode.SeeOther, "/editor/reports/2?saved"), (saved.StatusCode, saved.Headers.Location?.OriginalString));
        foreach (var id in new[] { 1, 2 })
        {
            var receipt = await desk.ReceiptAsync(id);
            Assert.Equal(["Declined", "The trial says so.\n\nWe looked."], [receipt.QuerySelector(".status strong")!.TextContent, receipt.QuerySelector(".typed")!.TextContent]);
        }

        Assert.Equal(ReportState.New, (await desk.ReadAsync(3)).State);
        var page = await browser.OpenAsync("/editor/reports/1");
        Assert.Contains(page.QuerySelectorAll(".history li"), line => line.TextContent.Contains("ann", StringComparison.Ordinal) && line.TextContent.Contains("declined it (reports 1, 2)", StringComparison.Ordinal));
        Assert.Equal("The trial says so.\n\nWe looked.", page.QuerySelector<IHtmlTextAreaElement>("[name=answer]")!.Value);
    }

    [Fact]
    public async Task Every_report_of_the_row_is_chosen_until_it_is_not()
    {
        await using var desk = new DeskSite();
        await desk.KeepAsync(desk.Report("Wrong.", "Use heat."), desk.Report("Me too.", "use heat"));
        using var browser = await desk.SignInAsync();
        var page = await browser.OpenAsync("/editor/reports/1");
        var choices = page.QuerySelectorAll<IHtmlInputElement>("[name=chosen]").ToArray();
        Assert.All(choices, choice => Assert.True(choice.IsChecked && choice.Form?.Id == "desk-form"));

        using var saved = await browser.PostFormAsync(page, Form, ("chosen", "1"), ("do", "take"));

        Assert.Equal([ReportState.Looking, ReportState.New], [(await desk.ReadAsync(1)).State, (await desk.ReadAsync(2)).State]);
    }

    [Fact]
    public async Task A_mistake_is_shown_beside_its_field_and_nothing_typed_is_lost()
    {
        await using var desk = new DeskSite();
        await desk.KeepAsync(desk.Report());
        using var browser = await desk.SignInAsync();

        using var refused = await browser.PostFormAsync("/editor/reports/1", Form, ("note", "\nAsk Rita <now>"), ("original", "1"), ("do", "duplicate"));
        var page = await refused.ReadPageAsync();

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal("#f-original", page.QuerySelector(".summary a")!.GetAttribute("href"));
        var field = page.QuerySelector<IHtmlInputElement>("#f-original")!;
        Assert.Equal(("1", "true", "f-original-hint f-original-error"), (field.Value, field.GetAttribute("aria-invalid"), field.GetAttribute("aria-describedby")));
        Assert.NotNull(page.QuerySelector("#f-original-error"));
        Assert.Equal("\nAsk Rita <now>", page.QuerySelector<IHtmlTextAreaElement>("[name=note]")!.Value);
    }

    [Fact]
    public async Task The_second_of_two_editors_sees_both_and_can_save_again()
    {
        await using var desk = new DeskSite();
        await desk.KeepAsync(desk.Report());
        using var ann = await desk.SignInAsync();
        using var ben = await desk.SignInAsync("ben");
        var page = await ann.OpenAsync("/editor/reports/1");
        using var first = await ben.PostFormAsync("/editor/reports/1", Form, ("answer", "Theirs."), ("do", "save"));

        using var second = await ann.PostFormAsync(page, Form, ("answer", "Mine."), ("do", "decline"));
        var both = await second.ReadPageAsync();

        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        Assert.Equal("Theirs.", (await desk.ReadAsync(1)).Answer);
        Assert.Equal(["Theirs.", "Mine."], both.QuerySelectorAll(".versions tr:nth-child(2) td").Select(cell => cell.TextContent));
        Assert.Equal("Mine.", both.QuerySelector<IHtmlTextAreaElement>("[name=answer]")!.Value);

        using var again = await ann.PostFormAsync(both, Form, ("do", "decline"));
        Assert.Equal((HttpStatusCode.SeeOther, "Mine."), (again.StatusCode, (await desk.ReadAsync(1)).Answer));
    }

    [Fact]
    public async Task A_duplicates_receipt_shows_what_became_of_the_other_report()
    {
        await using var desk = new DeskSite();
        await desk.KeepAsync(desk.Report("First."), desk.Report("Second."));
        using var browser = await desk.SignInAsync();

        using var shown = await browser.PostFormAsync("/editor/reports/2", Form, ("original", "1"), ("do", "duplicate"));
        using var marked = await browser.PostFormAsync(await shown.ReadPageAsync(), Form, ("do", "duplicate"));
        Assert.Equal("Being looked at", (await desk.ReceiptAsync(2)).QuerySelector(".status strong")!.TextContent);
        Assert.Contains("report 2", (await browser.OpenAsync("/editor/reports/1")).QuerySelector(".facts")!.TextContent);

        using var answered = await browser.PostFormAsync("/editor/reports/1", Form, ("answer", "For both."), ("do", "decline"));
        var receipt = await desk.ReceiptAsync(2);
        Assert.Equal(["Declined", "For both."], [receipt.QuerySelector(".status strong")!.TextContent, receipt.QuerySelector(".typed")!.TextContent]);
        Assert.DoesNotContain("First.", receipt.Body!.TextContent);
    }

    [Fact]
    public async Task What_is_legal_is_looked_at_and_cannot_be_deleted_until_it_is_released()
    {
        await using var desk = new DeskSite();
        await desk.KeepAsync(desk.Report());
        using var browser = await desk.SignInAsync();
        using var aside = await browser.PostFormAsync("/editor/reports/1", Form, ("do", "legal"));
        Assert.Empty((await browser.OpenAsync("/editor")).QuerySelectorAll("tbody tr"));
        Assert.Single((await browser.OpenAsync("/editor?state=legal")).QuerySelectorAll("tbody tr"));

        using var reader = desk.Site.Browser();
        var receipt = await desk.ReceiptAsync(1);
        Assert.Equal("Being looked at", receipt.QuerySelector(".status strong")!.TextContent);
        using var deleted = await reader.PostFormAsync(receipt, "main form");

        Assert.Contains("For a legal reason we have to keep it for now.", (await desk.ReceiptAsync(1)).Body!.TextContent);
        Assert.Equal("What I wrote.", (await desk.ReadAsync(1)).Message);
        Assert.Contains("The reader deleted the text, which is kept until the report is released", (await browser.OpenAsync("/editor/reports/1")).QuerySelector(".history")!.TextContent);

        using var released = await browser.PostFormAsync("/editor/reports/1", Form, ("do", "release"));
        Assert.Null((await desk.ReadAsync(1)).Message);
        Assert.Contains("Your message was erased", (await desk.ReceiptAsync(1)).Body!.TextContent);
    }

    [Fact]
    public async Task Spam_goes_out_of_the_queue_and_its_receipt_says_that_it_is_not_published()
    {
        await using var desk = new DeskSite();
        await desk.KeepAsync(desk.Report());
        using var browser = await desk.SignInAsync();

        using var marked = await browser.PostFormAsync("/editor/reports/1", Form, ("do", "spam"));
        Assert.Contains("1 report marked as spam.", (await browser.OpenAsync(marked.Headers.Location!.OriginalString)).QuerySelector(".notice")!.TextContent);
        Assert.Equal("Not published", (await desk.ReceiptAsync(1)).QuerySelector(".status strong")!.TextContent);

        using var back = await browser.PostFormAsync("/editor/reports/1", Form, ("do", "not-spam"));
        Assert.Equal("Received", (await desk.ReceiptAsync(1)).QuerySelector(".status strong")!.TextContent);
    }

    [Fact]
    public async Task An_editor_erases_words_and_a_tombstone_stays()
    {
        await using var desk = new DeskSite();
        await desk.KeepAsync(desk.Report("My name is Jo.", "Use heat."), desk.Report("Me too.", "Use heat."));
        using var browser = await desk.SignInAsync();

        using var erased = await browser.PostFormAsync("/editor/reports/1", "#report-2 ~ details form");

        Assert.Equal(HttpStatusCode.SeeOther, erased.StatusCode);
        Assert.Equal(["My name is Jo.", null], [(await desk.ReadAsync(1)).Message, (await desk.ReadAsync(2)).Message]);
        var page = await browser.OpenAsync("/editor/reports/2");
        Assert.Contains("The text was erased on", page.QuerySelector("[aria-labelledby=report-2]")!.TextContent);
        Assert.Contains("ann erased its words (report 2)", string.Join(' ', page.QuerySelector(".history")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
    }

    [Fact]
    public async Task Readers_words_are_shown_as_typed_and_have_no_effect()
    {
        await using var desk = new DeskSite();
        await desk.KeepAsync(desk.Report("<img src=x onerror=alert(1)>\n  two\u0007 \u202Eevil\u202C\u0085", "“quote”"));
        using var browser = await desk.SignInAsync();

        var page = await browser.OpenAsync("/editor/reports/1");

        var message = page.QuerySelector("p.typed")!;
        Assert.Equal(("<img src=x onerror=alert(1)>\n  two␇ ‹U+202E›evil‹U+202C›‹U+0085›", "auto"), (message.TextContent, message.GetAttribute("dir")));
        Assert.Empty(page.QuerySelectorAll("main img"));
        Assert.DoesNotContain((await desk.ReadAsync(1)).Receipt, page.DocumentElement.OuterHtml);
    }

    [Theory]
    [InlineData("/editor/reports/99")]
    [InlineData("/editor/reports/0")]
    [InlineData("/editor/reports/x")]
    public async Task There_is_no_page_for_a_report_that_is_not_there(string address)
    {
        await using var desk = new DeskSite();
        using var browser = await desk.SignInAsync();
        using var answer = await browser.GetAsync(address, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    public sealed class OnSqlite : ReportPageTests;

    public sealed class OnPostgreSql : ReportPageTests;
}
