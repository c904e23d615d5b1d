using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using BackSpasmSite.Tests.Accounts;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;

namespace BackSpasmSite.Tests.Pages.Editor;

/// <summary>What an editor types into any form of the desk outlives a lost session, a colleague and a database that is away, without scripts.</summary>
public sealed class KeptWordsTests : IAsyncDisposable
{
    private const string Words = "Typed & “kept”: <b>é</b>.";
    private const string Article = "/editor/articles/heat-or-ice";

    private readonly DeskSite _desk = new();
    private readonly CookieContainer _cookies = new();

    /// <summary>A form's page, the form, a field that takes words, and the button.</summary>
    public static TheoryData<string, string, string, string> AllForms => new()
    {
        { Article, "form#editor", "text", "save" },
        { Article, "form#editor", "title", "save" },
        { Article, "form#editor", "image-alt", "save" },
        { $"{Article}/publication", "form:has(#f-note)", "note", "withdraw" },
        { "/editor/reports/1", "#desk-form", "answer", "decline" },
        { "/editor/reports/1", "form[action$=comment]", "comment", "" },
        { "/editor/reports/1/correct", "form#editor", "note", "save" },
        { "/editor/references/french-2006", "form#paper", "finding", "" },
        { "/editor/add-papers", "form#add", "text", "show" },
        { "/editor/new-article", "form#new", "description", "" },
        { "/editor/images", "form[enctype]", "alt", "" },
    };

    [Theory]
    [MemberData(nameof(AllForms))]
    public async Task After_a_lost_session_every_form_comes_back(string address, string form, string field, string button)
    {
        using var browser = await SitDownAsync();
        var page = await browser.OpenAsync(address);
        _desk.Site.Database.Run("DELETE FROM DeskSessions");

        using var late = await browser.PostFormAsync(page, form, Typed(field, button));
        var asked = await late.ReadPageAsync();
        Assert.Contains("Your session had ended", asked.QuerySelector(".summary")!.TextContent, StringComparison.Ordinal);
        using var signedIn = await SignInAsync(browser, asked);
        var again = await signedIn.ReadPageAsync();

        Assert.Equal(Words, In(again, field));
        Assert.StartsWith(address, again.QuerySelector("main form")!.GetAttribute("action"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(AllForms))]
    public async Task While_the_database_is_away_every_form_is_handed_back(string address, string form, string field, string button)
    {
        using var browser = await SitDownAsync();
        var page = await browser.OpenAsync(address);
        await SpoilAsync();

        using var refused = await browser.PostFormAsync(page, form, Typed(field, button));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        var handedBack = await refused.ReadPageAsync();
        Assert.Equal(Words, In(handedBack, $"kept.{field}"));

        // Trying too early costs nothing.
        using var stillAway = await browser.PostFormAsync(handedBack, "form:has(.main)");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, stillAway.StatusCode);
        Assert.Equal(Words, In(await stillAway.ReadPageAsync(), $"kept.{field}"));
    }

    [Fact]
    public async Task A_form_that_is_carried_through_the_sign_in_is_handed_back_too_and_a_password_never_is()
    {
        using var browser = await SitDownAsync();
        var page = await browser.OpenAsync("/editor/reports/1");
        _desk.Site.Database.Run("DELETE FROM DeskSessions");
        using var late = await browser.PostFormAsync(page, "#desk-form", Typed("answer", "decline"));
        var asked = await late.ReadPageAsync();
        await SpoilAsync();

        using var refused = await SignInAsync(browser, asked);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        var handedBack = await refused.ReadPageAsync();
        Assert.Equal(Words, In(handedBack, "kept.answer"));
        Assert.DoesNotContain(SignedIn.Password, handedBack.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.Equal("/editor/sign-in-again?return=%2Feditor%2Freports%2F1", handedBack.QuerySelector("form:has(.main)")!.GetAttribute("action"));
    }

    [Fact]
    public async Task What_was_written_about_a_report_that_is_gone_is_handed_back()
    {
        using var browser = await SitDownAsync();
        var page = await browser.OpenAsync("/editor/reports/1");
        _desk.Site.Database.Run("DELETE FROM Reports");

        using var refused = await browser.PostFormAsync(page, "form[action$=comment]", Typed("comment", ""));

        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        Assert.Equal(Words, In(await refused.ReadPageAsync(), "comment"));
    }

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    private static (string Name, string Value)[] Typed(string field, string button) => button.Length > 0 ? [(field, Words), ("do", button)] : [(field, Words)];

    private static string In(IHtmlDocument page, string field) => page.QuerySelector<IHtmlTextAreaElement>($"textarea[name='{field}']")!.Value;

    private static Task<HttpResponseMessage> SignInAsync(HttpClient browser, IHtmlDocument page) =>
        browser.PostFormAsync(page, "main form", ("name", "ann"), ("password", SignedIn.Password));

    /// <summary>A browser that follows redirects, with ann signed in, a report and a paper.</summary>
    private async Task<HttpClient> SitDownAsync()
    {
        _desk.Site.Content.Write("references.json", """[{ "id": "french-2006", "type": "article-journal", "title": "Superficial heat" }]""");
        await _desk.KeepAsync(_desk.Report());
        await _desk.Site.AddEditorAsync();
        var browser = _desk.Site.CreateDefaultClient(new Uri("http://localhost"), new RedirectHandler(), new CookieContainerHandler(_cookies));
        using var signedIn = await SignInAsync(browser, await browser.OpenAsync("/editor/sign-in"));
        return browser;
    }

    /// <summary>The site can't use this file until somebody puts the right one back.</summary>
    private async Task SpoilAsync()
    {
        await using (var file = new FileStream(_desk.Site.Database.Path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
            await file.WriteAsync(System.Text.Encoding.UTF8.GetBytes(new string('x', 5000)), TestContext.Current.CancellationToken);
        // A report makes the site look.
        using var reader = _desk.Site.Browser();
        using var answer = await reader.ReportAsync("After.");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
    }
}
