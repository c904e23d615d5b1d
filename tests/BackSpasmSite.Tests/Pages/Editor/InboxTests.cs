using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using BackSpasmSite.Reports;
using BackSpasmSite.Reports.Intake;
using BackSpasmSite.Tests.Accounts;

namespace BackSpasmSite.Tests.Pages.Editor;

public sealed class InboxTests
{
    [Fact]
    public async Task An_editor_sees_what_waits_with_what_could_hurt_first()
    {
        await using var desk = new DeskSite();
        await desk.KeepAsync(
            desk.Report("The link is broken."),
            desk.Report("I got a burn.", "Use heat.", Concern.Harmful),
            desk.Report("Me too.", "use heat", Concern.Inaccurate),
            desk.Report("Buy pills", state: ReportState.Spam, suspicion: Suspicion.Trap));
        using var browser = await desk.SignInAsync();

        var page = await browser.OpenAsync("/editor");

        Assert.Equal(["/editor/reports/2", "/editor/reports/1"], page.QuerySelectorAll("tbody th a").Select(link => link.GetAttribute("href")));
        var first = page.QuerySelector("tbody tr")!;
        Assert.Equal("“Use heat.”", first.QuerySelector("th a")!.TextContent);
        Assert.Equal("2 reports", first.QuerySelector("[data-label=Reports]")!.TextContent);
        Assert.Equal("5 hours", first.QuerySelector("time")!.TextContent);
        Assert.Equal("Heat or ice?", first.QuerySelector("[data-label=Article]")!.TextContent);
        Assert.NotNull(first.QuerySelector(".badge.harmful"));
        Assert.Equal(
            ["Waiting 3", "New 3", "In progress 0", "Corrected 0", "Declined 0", "Duplicate 0", "Spam 1", "Legal hold 0"],
            page.QuerySelectorAll(".counts a").Select(link => link.TextContent));
        Assert.Contains("hidden field", (await browser.OpenAsync("/editor?state=spam")).QuerySelector("tbody")!.TextContent);
    }

    [Theory]
    [InlineData("/editor?page=1", HttpStatusCode.MovedPermanently)]
    [InlineData("/editor?state=new&page=1", HttpStatusCode.MovedPermanently)]
    [InlineData("/editor?page=2", HttpStatusCode.NotFound)]
    [InlineData("/editor?page=0", HttpStatusCode.NotFound)]
    [InlineData("/editor?page=01", HttpStatusCode.NotFound)]
    [InlineData("/editor?page=-1", HttpStatusCode.NotFound)]
    [InlineData("/editor?page=two", HttpStatusCode.NotFound)]
    [InlineData("/editor?page=", HttpStatusCode.NotFound)]
    [InlineData("/editor?page=99999999999999999999", HttpStatusCode.NotFound)]
    [InlineData("/editor?page=2&page=1", HttpStatusCode.NotFound)]
    public async Task A_page_that_is_none_says_so(string address, HttpStatusCode status)
    {
        await using var desk = new DeskSite();
        using var browser = await desk.SignInAsync();
        using var answer = await browser.GetAsync(address, TestContext.Current.CancellationToken);

        Assert.Equal(status, answer.StatusCode);
        if (status is HttpStatusCode.MovedPermanently) Assert.Equal(address.Contains("new", StringComparison.Ordinal) ? "/editor?state=new" : "/editor", answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Pages_lead_to_each_other_and_keep_what_is_chosen()
    {
        await using var desk = new DeskSite();
        await desk.KeepAsync([.. Enumerable.Range(0, 51).Select(_ => desk.Report("100 % & more"))]);
        using var browser = await desk.SignInAsync();

        var next = (await browser.OpenAsync("/editor?q=100+%25+%26&concern=inaccurate")).QuerySelector<IHtmlAnchorElement>("a[rel=next]")!;
        var second = await browser.OpenAsync(next.Href);

        Assert.Single(second.QuerySelectorAll("tbody tr"));
        Assert.Equal("100 % &", second.QuerySelector<IHtmlInputElement>("[name=q]")!.Value);
        Assert.Equal("/editor?concern=inaccurate&q=100%20%25%20%26", second.QuerySelector("a[rel=prev]")!.GetAttribute("href"));
    }

    [Fact]
    public async Task A_search_looks_into_every_state_unless_one_is_chosen()
    {
        await using var desk = new DeskSite();
        await desk.KeepAsync(desk.Report("A bottle.", state: ReportState.Declined), desk.Report("Another bottle."), desk.Report("A bottle of spam.", state: ReportState.Spam), desk.Report("None."));
        using var browser = await desk.SignInAsync();

        Assert.Equal([1, 2, 3], await FoundAsync("/editor?q=bottle"));
        Assert.Equal([1, 2, 3], await FoundAsync("/editor?q=bottle&state=all"));
        Assert.Equal([2], await FoundAsync("/editor?q=bottle&state=waiting"));
        Assert.Equal([3], await FoundAsync("/editor?q=bottle&state=spam"));
        Assert.Equal([2, 4], await FoundAsync("/editor?q="));
        Assert.Equal([2, 4], await FoundAsync("/editor?state=waiting"));
        Assert.Equal(("All", "Waiting"), (await StateAsync("/editor?q=bottle"), await StateAsync("/editor?q=bottle&state=waiting")));
        Assert.Equal(("Waiting", "All"), (await StateAsync("/editor"), await StateAsync("/editor?state=all")));

        async Task<IEnumerable<int>> FoundAsync(string address) => (await browser.OpenAsync(address)).QuerySelectorAll("tbody th a")
            .Select(link => int.Parse(link.GetAttribute("href")!.Split('?')[0].Split('/')[^1])).Order();
        async Task<string> StateAsync(string address) => (await browser.OpenAsync(address)).QuerySelector<IHtmlSelectElement>("#f-state")!.SelectedOptions[0].TextContent;
    }

    [Fact]
    public async Task From_report_to_report_the_filter_is_kept_and_the_way_ends_at_the_inbox()
    {
        await using var desk = new DeskSite();
        await desk.KeepAsync(desk.Report("A bottle."), desk.Report("None."), desk.Report("My bottle.", "It is pleasant."));
        using var browser = await desk.SignInAsync();

        var inbox = await browser.OpenAsync("/editor?q=bottle");
        var first = await browser.OpenAsync(inbox.QuerySelector<IHtmlAnchorElement>("tbody th a")!.Href);
        Assert.Equal("/editor?q=bottle", first.QuerySelector(".path a")!.GetAttribute("href"));
        using var saved = await browser.PostFormAsync(first, "#desk-form", ("answer", "No."), ("do", "decline"));
        Assert.Equal("/editor/reports/1?q=bottle&saved", saved.Headers.Location!.OriginalString);

        var done = await browser.OpenAsync(saved.Headers.Location.OriginalString);
        Assert.StartsWith("Saved.", done.QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
        using var next = await browser.GetAsync(done.QuerySelector(".notice a")!.GetAttribute("href"), TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.SeeOther, "/editor/reports/3?q=bottle"), (next.StatusCode, next.Headers.Location!.OriginalString));
        Assert.StartsWith("/editor/reports/3/correct?q=bottle", (await browser.OpenAsync("/editor/reports/3?q=bottle")).QuerySelector("a[data-key=c]")!.GetAttribute("href"), StringComparison.Ordinal);

        // Only one waits with this word, so there is no next.
        using var last = await browser.GetAsync("/editor/reports/3?q=bottle&state=waiting&handler=Next", TestContext.Current.CancellationToken);
        Assert.Equal("/editor?state=waiting&q=bottle", last.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task What_cannot_be_chosen_is_named_and_left_out()
    {
        await using var desk = new DeskSite();
        await desk.KeepAsync(desk.Report());
        using var browser = await desk.SignInAsync();

        var page = await browser.OpenAsync("/editor?state=old&concern=x&from=22.11.2026&to=2026-02-30");

        Assert.Equal(["#f-state", "#f-concern", "#f-from", "#f-to"], page.QuerySelectorAll(".summary a").Select(link => link.GetAttribute("href")));
        Assert.All(page.QuerySelectorAll(".summary a"), link => Assert.NotNull(page.QuerySelector(link.GetAttribute("href")!)));
        Assert.Single(page.QuerySelectorAll("tbody tr"));
    }

    [Fact]
    public async Task Spam_is_marked_in_bulk_and_undone_without_scripts()
    {
        await using var desk = new DeskSite();
        await desk.KeepAsync(desk.Report("Buy", "Buy this"), desk.Report("Buy", "buy this", state: ReportState.Looking), desk.Report("I doubt it."));
        using var browser = await desk.SignInAsync();

        using var marked = await browser.PostFormAsync("/editor?concern=inaccurate", "main form[method=post]", ("row", PassageKey.Of("heat-or-ice", "Buy this")!));
        Assert.Equal(HttpStatusCode.SeeOther, marked.StatusCode);
        Assert.StartsWith("/editor?concern=inaccurate&marked=", marked.Headers.Location!.OriginalString);
        var notice = await browser.OpenAsync(marked.Headers.Location.OriginalString);
        Assert.StartsWith("2 reports marked as spam.", notice.QuerySelector(".notice")!.TextContent.Trim());
        Assert.Equal([ReportState.Spam, ReportState.Spam, ReportState.New], [(await desk.ReadAsync(1)).State, (await desk.ReadAsync(2)).State, (await desk.ReadAsync(3)).State]);

        using var undone = await browser.PostFormAsync(notice, ".notice");
        Assert.Equal([ReportState.New, ReportState.Looking], [(await desk.ReadAsync(1)).State, (await desk.ReadAsync(2)).State]);
        Assert.DoesNotContain("button", (await browser.OpenAsync(undone.Headers.Location!.OriginalString)).QuerySelector(".notice")!.InnerHtml);
    }

    [Fact]
    public async Task All_that_fits_a_filter_is_marked_on_every_page_and_undone()
    {
        await using var desk = new DeskSite();
        await desk.KeepAsync([.. Enumerable.Range(0, 60).Select(_ => desk.Report("Cheap pills")), desk.Report("Pills burnt me.", concern: Concern.Harmful), desk.Report("Something else.")]);
        using var browser = await desk.SignInAsync();
        Assert.Null((await browser.OpenAsync("/editor")).QuerySelector("button[name=all]"));

        using var marked = await browser.PostFormAsync("/editor?q=pills", "main form[action*=Spam]", ("all", "true"));
        var notice = await browser.OpenAsync(marked.Headers.Location!.OriginalString);
        Assert.StartsWith("60 reports marked as spam.", notice.QuerySelector(".notice")!.TextContent.Trim());
        Assert.Equal(2, (await browser.OpenAsync("/editor")).QuerySelectorAll("tbody tr").Length);
        using var undone = await browser.PostFormAsync(notice, ".notice");
        Assert.Equal("/editor?page=2", (await browser.OpenAsync("/editor")).QuerySelector(".pages a[rel=next]")!.GetAttribute("href"));
    }

    [Theory]
    // Nothing is selected, and an invalid part of the filter would mark more than was meant.
    [InlineData("/editor")]
    [InlineData("/editor?state=new")]
    [InlineData("/editor?q=pills&from=yesterday")]
    public async Task All_is_not_marked_without_a_choice_that_is_whole(string address)
    {
        await using var desk = new DeskSite();
        await desk.KeepAsync(desk.Report("Cheap pills"));
        using var browser = await desk.SignInAsync();
        var page = await browser.OpenAsync(address);
        var token = page.QuerySelector<IHtmlInputElement>("main form[method=post] [name=__RequestVerificationToken]")!.Value;
        using var form = new FormUrlEncodedContent([new("all", "true"), new("seen", "3155378975999999999"), new("__RequestVerificationToken", token)]);
        using var answer = await browser.PostAsync($"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}handler=Spam", form, TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.BadRequest, ReportState.New), (answer.StatusCode, (await desk.ReadAsync(1)).State));
    }

    [Fact]
    public async Task Readers_words_have_no_effect_in_the_inbox()
    {
        await using var desk = new DeskSite();
        await desk.KeepAsync(desk.Report("<script>alert(1)</script> \u202Eevil\u0007", "<b>bold</b>"));
        using var browser = await desk.SignInAsync();

        var page = await browser.OpenAsync("/editor");

        Assert.Empty(page.QuerySelectorAll("main :is(script, b)"));
        Assert.DoesNotContain('\u202E', page.Body!.TextContent);
        Assert.Equal("<b>bold</b>", page.QuerySelector("tbody bdi")!.TextContent);
    }

    [Fact]
    public async Task Without_a_token_nothing_is_marked()
    {
        await using var desk = new DeskSite();
        await desk.KeepAsync(desk.Report());
        using var browser = await desk.SignInAsync();
        using var form = new FormUrlEncodedContent([new("row", "#1"), new("seen", "3155378975999999999")]);
        using var answer = await browser.PostAsync("/editor?handler=Spam", form, TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.BadRequest, ReportState.New), (answer.StatusCode, (await desk.ReadAsync(1)).State));
    }
}
