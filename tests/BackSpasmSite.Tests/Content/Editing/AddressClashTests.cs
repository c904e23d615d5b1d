using System.Net;
using BackSpasmSite.Tests.Accounts;
using BackSpasmSite.Tests.Pages.Editor;

namespace BackSpasmSite.Tests.Content.Editing;

/// <summary>What <c>check</c> calls an error is told before it is saved.</summary>
public sealed class AddressClashTests : IAsyncDisposable
{
    private const string File = "articles/heat-or-ice.md";
    private const string Address = "/editor/articles/heat-or-ice";

    private readonly DeskSite _desk = new();

    [Theory]
    [InlineData("/editor", "the software")]
    [InlineData("/feedback", "the software")]
    [InlineData("/Articles", "the software")]
    [InlineData("/articles/zebra", "articles/zebra.md")]
    [InlineData("/articles/ZEBRA/", "articles/zebra.md")]
    [InlineData("/articles/heat-or-ice", "articles/heat-or-ice.md")]
    [InlineData("/about", "pages/about.md")]
    [InlineData("/was-zebra", "articles/zebra.md")]
    [InlineData("/w%61s-zebra", "articles/zebra.md")]
    [InlineData("/once, /once", "this article itself")]
    public async Task A_redirect_that_shadows_an_address_is_not_saved(string redirect, string owner)
    {
        await AddZebraAsync();
        var before = _desk.Site.Content.Read(File);
        using var browser = await _desk.SignInAsync();
        var page = await browser.OpenAsync(Address);
        var text = page.QuerySelector("#f-text")!.TextContent.Replace("redirects: [", $"redirects: [{redirect}, ", StringComparison.Ordinal);

        using var answer = await browser.PostFormAsync(page, "form#editor", ("text", text), ("do", "save"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var again = await answer.ReadPageAsync();
        Assert.Contains($"belongs to {owner}", again.QuerySelector(".summary")!.TextContent);
        Assert.Equal(text, again.QuerySelector("#f-text")!.TextContent);
        Assert.Equal(before, _desk.Site.Content.Read(File));
    }

    [Fact]
    public async Task A_new_article_does_not_take_an_old_address_of_another()
    {
        await AddZebraAsync();
        using var browser = await _desk.SignInAsync();
        using var answer = await browser.PostFormAsync("/editor/new-article", "form#new", ("title", "Old stripes"), ("description", "Words."), ("author", "ann"), ("topics", "heat"));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("an old address of articles/zebra.md", (await answer.ReadPageAsync()).QuerySelector(".summary")!.TextContent);
        Assert.False(System.IO.File.Exists(_desk.Site.Content.FullPath("articles/old-stripes.md")));
    }

    [Theory]
    [InlineData("See (9).", "CIT001")]
    [InlineData("[There](nowhere.md).", "LNK002")]
    [InlineData("A <b>bold</b> word.", "ART017")]
    public async Task Every_other_error_is_shown_and_saved_only_when_that_is_confirmed(string words, string code)
    {
        var before = _desk.Site.Content.Read(File);
        using var browser = await _desk.SignInAsync();
        var page = await browser.OpenAsync(Address);
        using var first = await browser.PostFormAsync(page, "form#editor", ("text", $"{page.QuerySelector("#f-text")!.TextContent}\n{words}\n"), ("do", "save"));

        Assert.Equal(HttpStatusCode.Conflict, first.StatusCode);
        var asked = await first.ReadPageAsync();
        Assert.Contains(code, asked.QuerySelector(".summary .problems")!.TextContent);
        Assert.Equal(before, _desk.Site.Content.Read(File));
        using var second = await browser.PostFormAsync(asked, "form#editor", ("anyway", "yes"), ("do", "save"));
        Assert.Equal(HttpStatusCode.SeeOther, second.StatusCode);
        Assert.Contains(words, _desk.Site.Content.Read(File));
    }

    [Fact]
    public async Task A_correction_is_held_to_the_same()
    {
        await AddZebraAsync();
        await _desk.KeepAsync(_desk.Report(quote: "Either helps a little."));
        var before = _desk.Site.Content.Read(File);
        using var browser = await _desk.SignInAsync();
        var page = await browser.OpenAsync("/editor/reports/1/correct");
        var text = page.QuerySelector("#f-text")!.TextContent.Replace("a little", "a lot", StringComparison.Ordinal);

        using var clash = await browser.PostFormAsync(page, "form#editor", ("text", text.Replace("redirects: [", "redirects: [/articles/zebra, ", StringComparison.Ordinal)), ("note", "Why."), ("do", "save"));
        using var error = await browser.PostFormAsync(page, "form#editor", ("text", $"{text}\nSee (9).\n"), ("note", "Why."), ("do", "save"));
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.Conflict), (clash.StatusCode, error.StatusCode));
        Assert.Equal(before, _desk.Site.Content.Read(File));

        using var anyway = await browser.PostFormAsync(await error.ReadPageAsync(), "form#editor", ("anyway", "yes"), ("do", "save"));
        Assert.Equal("/editor/reports/1?saved", anyway.Headers.Location?.OriginalString);
    }

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    /// <summary>Another article with old addresses, and a page; there before the site starts.</summary>
    private Task AddZebraAsync()
    {
        _desk.Site.Content.Write("articles/zebra.md", """
            ---
            title: "Zebra"
            description: "Stripes."
            author: ann
            published: 2026-11-01
            topics: [heat]
            redirects: [/was-zebra, /articles/old-stripes]
            ---
            Stripes.

            """.ReplaceLineEndings("\n"));
        _desk.Site.Content.Write("pages/about.md", "---\ntitle: \"About\"\ndescription: \"Us.\"\n---\nWords.\n");
        return Task.CompletedTask;
    }
}
