using System.Net;
using System.Text.Json;
using BackSpasmSite.Http;
using BackSpasmSite.Tests.Accounts;
using Microsoft.Extensions.DependencyInjection;

namespace BackSpasmSite.Tests.Pages.Editor;

/// <summary>What the page asks for while an editor types. No page has the button, so the tests press another one by its name.</summary>
public sealed class LiveAnswerTests : IAsyncDisposable
{
    private const string Address = "/editor/articles/heat-or-ice";
    private const string File = "articles/heat-or-ice.md";

    private readonly DeskSite _desk = new();

    [Fact]
    public async Task It_has_the_problems_the_fields_and_the_page_with_the_line_of_each_block_and_saves_nothing()
    {
        var before = Site.Content.Read(File);
        using var browser = await _desk.SignInAsync();
        var page = await browser.OpenAsync(Address);
        var text = page.QuerySelector("#f-text")!.TextContent.Replace("It is pleasant.", "It is pleasant.\n\n![A dot](images/dot.svg)\n\n- By [@nobody]", StringComparison.Ordinal);

        using var answer = await browser.PostFormAsync(page, "form#editor", ("text", text), ("title", "New"), ("do", "live"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var shown = await answer.ReadPageAsync();
        Assert.Null(shown.QuerySelector("header, form"));
        Assert.Equal("1 error", shown.QuerySelector("#live-problems > p")!.TextContent);
        Assert.Equal(["17"], shown.QuerySelectorAll("#live-problems a").Select(link => link.GetAttribute("data-line")));
        Assert.Equal(text.Replace("\"Heat or ice?\"", "\"New\"", StringComparison.Ordinal), shown.QuerySelector("#live-text")!.TextContent);
        Assert.Equal("New", shown.QuerySelector("[name='before.title']")!.GetAttribute("value"));
        Assert.Equal(
            ["9 P", "11 H2", "13 P", "15 FIGURE", "17 UL"],
            shown.QuerySelectorAll("article template").Select(mark => $"{mark.GetAttribute("data-line")} {mark.NextElementSibling!.TagName}"));
        Assert.Equal(before, Site.Content.Read(File));
        Assert.Empty((await browser.OpenAsync("/articles/heat-or-ice")).QuerySelectorAll("template"));
    }

    [Fact]
    public async Task A_text_that_can_not_be_shown_is_told_without_a_page()
    {
        using var browser = await _desk.SignInAsync();
        var page = await browser.OpenAsync(Address);

        using var answer = await browser.PostFormAsync(page, "form#editor", ("text", "---\nauthor: ann\n---\nText"), ("do", "live"));

        var shown = await answer.ReadPageAsync();
        Assert.Null(shown.QuerySelector(".preview"));
        Assert.Contains("title", shown.QuerySelector("#live-problems")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_never_waits_in_the_queue_of_those_who_save()
    {
        using var browser = await _desk.SignInAsync();
        var page = await browser.OpenAsync(Address);

        using var turn = Site.Services.GetRequiredService<PreviewQueue>().TryEnter();
        using var answer = await browser.PostFormAsync(page, "form#editor", ("do", "live"));

        Assert.NotNull(turn);
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
    }

    [Fact]
    public async Task Of_a_correction_lines_are_those_of_the_box_although_its_entry_is_checked_too()
    {
        var report = _desk.Report("It is wrong.", quote: "Either helps a little.");
        await _desk.KeepAsync(report);
        using var browser = await _desk.SignInAsync();
        var page = await browser.OpenAsync($"/editor/reports/{report.Id}/correct");
        Assert.Equal("9", page.QuerySelector("#f-text")!.GetAttribute("data-line"));
        var text = page.QuerySelector("#f-text")!.TextContent.Replace("a little.", "for a [short](none.md) time.", StringComparison.Ordinal);

        using var live = await browser.PostFormAsync(page, "form#editor", ("text", text), ("note", "It does not last."), ("do", "live"));
        using var check = await browser.PostFormAsync(page, "form#editor", ("text", text), ("note", "It does not last."), ("do", "check"));

        var shown = await live.ReadPageAsync();
        Assert.Contains("It does not last.", shown.QuerySelector(".preview #corrections")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["9", "11", "13"], shown.QuerySelectorAll("article template").Select(mark => mark.GetAttribute("data-line")));
        foreach (var problems in new[] { shown.QuerySelector("#live-problems")!, (await check.ReadPageAsync()).QuerySelector(".problems")! })
        {
            Assert.Equal("9", problems.QuerySelector("a")!.GetAttribute("data-line"));
            Assert.Equal("Either helps for a [short](none.md) time.", problems.QuerySelector("pre")!.TextContent);
        }
    }

    [Fact]
    public async Task The_picker_is_told_what_to_write_and_gets_the_longer_list()
    {
        Site.Content.Write("references.json", """[{ "id": "a", "type": "book", "title": "A" }, { "id": "b", "type": "book", "title": "B", "DOI": "10.1000/B.1" }]""");
        Site.Content.Write(File, Site.Content.Read(File).Replace("topics: [heat]", "topics: [heat]\nreferences: [a]", StringComparison.Ordinal).Replace("pleasant.", "pleasant (1).", StringComparison.Ordinal));
        using var browser = await _desk.SignInAsync();
        var page = await browser.OpenAsync(Address);
        page.QuerySelector("form#editor")!.InnerHtml += "<input type=hidden name=cite>";

        using var answer = await browser.PostFormAsync(page, "form#editor", ("cite", "b"), ("do", "cite"));

        using var cited = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("2", cited.RootElement.GetProperty("written").GetString());
        Assert.Equal(page.QuerySelector("#f-text")!.TextContent.Replace("[a]", "[a, b]", StringComparison.Ordinal), cited.RootElement.GetProperty("text").GetString());
        foreach (var doi in (string[])["10.1000/b.1", "https://doi.org/10.1000/b.1", "doi: 10.1000/B.1", "http://dx.doi.org/10.1000/b.1"])
            Assert.Equal(["b"], (await browser.OpenAsync($"/editor/references?q={Uri.EscapeDataString(doi)}")).QuerySelectorAll("tbody code").Select(id => id.TextContent));
    }

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    private TestSite Site => _desk.Site;
}
