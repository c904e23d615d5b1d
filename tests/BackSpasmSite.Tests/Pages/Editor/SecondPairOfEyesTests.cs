using System.Net;
using BackSpasmSite.Tests.Accounts;

namespace BackSpasmSite.Tests.Pages.Editor;

/// <summary>With the setting, an article is published by somebody other than its last author.</summary>
public sealed class SecondPairOfEyesTests : IAsyncDisposable
{
    private const string Article = "articles/heat-or-ice.md";
    private const string Edit = "/editor/articles/heat-or-ice";
    private const string Publication = $"{Edit}/publication";

    private readonly TestSite _site = new() { Settings = [("Desk:SecondPairOfEyes", "true")], Time = new SetTime(ContentOnDisk.Today) };

    [Fact]
    public async Task Its_last_author_can_neither_publish_nor_schedule_a_draft_and_somebody_else_can()
    {
        MakeDraft();
        using var ann = await _site.SignInAsync();
        using var ben = await _site.SignInAsync("ben");
        var opened = await ann.OpenAsync(Publication);
        await SaveAsync(ann, "pleasant", "lovely", HttpStatusCode.SeeOther);
        var draft = _site.Content.Read(Article);

        Assert.Contains("You changed the text last.", (await ann.OpenAsync(Publication)).QuerySelector(".note")!.TextContent, StringComparison.Ordinal);
        Assert.Null((await ann.OpenAsync(Publication)).QuerySelector("[value=publish]"));
        // With a form from before, and with the page's own token: the server refuses, whatever a page shows.
        foreach (var (button, field) in new[] { ("publish", ("keep", "yes")), ("schedule", ("day", "2026-12-01")) })
        {
            var hash = (await ann.OpenAsync(Edit)).QuerySelector("input[name=hash]")!.GetAttribute("value")!;
            using var refused = await ann.PostFormAsync(opened, $"form:has([value={button}])", field, ("hash", hash), ("do", button));
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
            Assert.Contains("You changed the text last.", (await refused.ReadPageAsync()).QuerySelector(".summary")!.TextContent, StringComparison.Ordinal);
        }

        Assert.Equal(draft, _site.Content.Read(Article));
        using var published = await ben.PostFormAsync(Publication, "form:has([value=publish])", ("do", "publish"));
        Assert.Equal(HttpStatusCode.SeeOther, published.StatusCode);
        Assert.Contains("It is lovely.", (await _site.Browser().OpenAsync("/articles/heat-or-ice")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_begins_a_draft_is_told_to_ask_somebody_else()
    {
        using var ann = await _site.SignInAsync();
        MakeDraft();

        var notice = (await ann.OpenAsync($"{Edit}?done=created")).QuerySelector(".notice")!.TextContent;

        Assert.Contains("ask another editor", notice, StringComparison.Ordinal);
        Assert.DoesNotContain("choose “Published”", notice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("draft: true\n", "")]
    [InlineData("draft: true\n", "draft: false\n")]
    [InlineData("published: 2026-12-01\n", "published: 2026-11-22\n")]
    [InlineData("withdrawn: { date: 2026-11-20, note: \"x\" }\n", "")]
    public async Task No_edit_of_the_front_matter_is_a_way_around(string hiding, string showing)
    {
        _site.Content.Write(Article, _site.Content.Read(Article).Replace("published: 2026-11-01\n", hiding.StartsWith("published", StringComparison.Ordinal) ? hiding : $"published: 2026-11-01\n{hiding}", StringComparison.Ordinal));
        using var ann = await _site.SignInAsync();
        var before = _site.Content.Read(Article);

        await SaveAsync(ann, hiding, showing, HttpStatusCode.BadRequest);

        Assert.Equal(before, _site.Content.Read(Article));
    }

    [Fact]
    public async Task A_scheduled_text_is_changed_only_as_a_draft_and_an_old_version_of_a_draft_publishes_nothing()
    {
        using var ann = await _site.SignInAsync();
        using var ben = await _site.SignInAsync("ben");
        await SaveAsync(ann, "pleasant", "lovely", HttpStatusCode.SeeOther);
        await PressAsync(ann, "draft");
        // Version 1 is the published text that the site saw first.
        using (var back = await ben.PostFormAsync($"{Edit}/history/1", "form:has(button.main)"))
            Assert.Equal(HttpStatusCode.BadRequest, back.StatusCode);

        await PressAsync(ben, "schedule", ("day", "2026-12-01"));
        await SaveAsync(ann, "lovely", "nice", HttpStatusCode.BadRequest);
        await PressAsync(ann, "draft");
        await SaveAsync(ann, "lovely", "nice", HttpStatusCode.SeeOther);
    }

    [Fact]
    public async Task What_readers_have_is_corrected_by_one_person()
    {
        using var ann = await _site.SignInAsync();

        await SaveAsync(ann, "pleasant", "lovely", HttpStatusCode.SeeOther);
        await SaveAsync(ann, "lovely", "nice", HttpStatusCode.SeeOther);

        Assert.Contains("It is nice.", _site.Content.Read(Article), StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private void MakeDraft() => _site.Content.Write(Article, _site.Content.Read(Article).Replace("published: 2026-11-01\n", "published: 2026-11-01\ndraft: true\n", StringComparison.Ordinal));

    private static async Task SaveAsync(HttpClient browser, string old, string now, HttpStatusCode status)
    {
        var page = await browser.OpenAsync(Edit);
        using var answer = await browser.PostFormAsync(page, "form#editor", ("text", page.QuerySelector("#f-text")!.TextContent.Replace(old, now, StringComparison.Ordinal)), ("do", "save"));
        Assert.Equal(status, answer.StatusCode);
        if (status == HttpStatusCode.BadRequest)
            Assert.Contains("published by somebody other than its last author", (await answer.ReadPageAsync()).QuerySelector(".summary")!.TextContent, StringComparison.Ordinal);
    }

    private static async Task PressAsync(HttpClient browser, string button, params (string, string)[] fields)
    {
        using var answer = await browser.PostFormAsync(Publication, $"form:has([value={button}])", [.. fields, ("do", button)]);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
    }
}
