using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using BackSpasmSite.Accounts;
using BackSpasmSite.Reports;
using BackSpasmSite.Tests.Pages.Editor;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using Microsoft.Extensions.DependencyInjection;

namespace BackSpasmSite.Tests.Accounts;

/// <summary>A form submitted after its session ended comes back once its editor has signed in again.</summary>
public sealed class SignInAgainTests : IAsyncDisposable
{
    private const string Article = "articles/heat-or-ice.md";
    private const string Report = "/editor/reports/1";

    private readonly DeskSite _desk = new();

    private readonly CookieContainer _cookies = new();

    private TestSite Site => _desk.Site;

    [Fact]
    public async Task An_answer_is_handed_back_and_sent_again_with_one_button()
    {
        using var browser = await SitDownAsync();
        var page = await browser.OpenAsync(Report);
        await EndSessionsAsync();

        using var late = await browser.PostFormAsync(page, "#desk-form", ("answer", "We read\n“(1)” again & it <holds>."), ("do", "decline"));
        var asked = await late.ReadPageAsync();
        Assert.Contains("nothing is lost", asked.QuerySelector(".summary")!.TextContent);
        Assert.Equal("We read\n“(1)” again & it <holds>.", Words(asked, "kept.answer"));
        Assert.Equal(ReportState.New, (await _desk.ReadAsync(1)).State);

        using var signedIn = await SignInAsync(browser, asked);
        var again = await signedIn.ReadPageAsync();
        Assert.Equal(ReportState.New, (await _desk.ReadAsync(1)).State);
        using var sent = await browser.PostFormAsync(again, "main form");

        Assert.Equal($"{Report}?saved", sent.RequestMessage!.RequestUri!.PathAndQuery);
        var report = await _desk.ReadAsync(1);
        Assert.Equal((ReportState.Declined, "We read\n“(1)” again & it <holds>."), (report.State, report.Answer));
    }

    [Fact]
    public async Task After_a_wrong_password_it_is_still_there()
    {
        using var browser = await SitDownAsync();
        var page = await browser.OpenAsync(Report);
        await EndSessionsAsync();
        using var late = await browser.PostFormAsync(page, "#desk-form", ("answer", "Still here."), ("do", "save"));
        using var wrong = await browser.PostFormAsync(await late.ReadPageAsync(), "main form", ("name", "ann"), ("password", "wrong"));

        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Equal("Still here.", Words(await wrong.ReadPageAsync(), "kept.answer"));
    }

    [Fact]
    public async Task What_was_written_about_a_picture_comes_back_and_only_the_picture_is_chosen_again()
    {
        using var browser = await SitDownAsync();
        var token = (await browser.OpenAsync("/editor/images")).QuerySelector<IHtmlInputElement>("main [name=__RequestVerificationToken]")!.Value;
        await EndSessionsAsync();

        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent(new byte[300_000]), "image", "photo.png" },
            { new StringContent("A back & a chair"), "alt" },
            { new StringContent("Drawn for us."), "caption" },
            { new StringContent(token), "__RequestVerificationToken" },
        };
        using var late = await browser.PostAsync("/editor/images", form, TestContext.Current.CancellationToken);
        var asked = await late.ReadPageAsync();
        Assert.Equal("A back & a chair", Words(asked, "kept.alt"));
        using var signedIn = await SignInAsync(browser, asked);
        using var sent = await browser.PostFormAsync(await signedIn.ReadPageAsync(), "main form");

        var page = await sent.ReadPageAsync();
        Assert.Contains("Choose a picture.", page.QuerySelector(".summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(("A back & a chair", "Drawn for us."), (page.QuerySelector("#f-alt")!.TextContent.Trim(), page.QuerySelector("#f-caption")!.TextContent.Trim()));
    }

    [Fact]
    public async Task An_articles_text_comes_back_to_the_byte()
    {
        Site.Content.Replace(Article, Site.Content.Read(Article).ReplaceLineEndings("\r\n"));
        var before = Site.Content.Read(Article);
        using var browser = await SitDownAsync();
        var page = await browser.OpenAsync("/editor/articles/heat-or-ice");
        var text = page.QuerySelector<IHtmlTextAreaElement>("#f-text")!.Value;
        await EndSessionsAsync();

        using var late = await browser.PostFormAsync(page, "form#editor", ("text", text.Replace("pleasant", "pleasant & “warm” — é\u2028🙂 &amp;", StringComparison.Ordinal)), ("do", "save"));
        using var signedIn = await SignInAsync(browser, await late.ReadPageAsync());
        using var sent = await browser.PostFormAsync(await signedIn.ReadPageAsync(), "main form");

        Assert.Equal("/editor/articles/heat-or-ice?done=saved", sent.RequestMessage!.RequestUri!.PathAndQuery);
        Assert.Equal(before.Replace("pleasant", "pleasant & “warm” — é\u2028🙂 &amp;", StringComparison.Ordinal), Site.Content.Read(Article));
    }

    [Fact]
    public async Task It_comes_through_the_second_factor_too()
    {
        using var browser = await SitDownAsync();
        using var begun = await browser.PostFormAsync("/editor/account", "form:has(#f-begin-password)", ("password", SignedIn.Password));
        var setUp = await begun.ReadPageAsync();
        var key = setUp.QuerySelector(".key")!.TextContent;
        using var on = await browser.PostFormAsync(setUp, "main form", ("code", OneTimePassword.Of(key)));
        var page = await browser.OpenAsync(Report);
        await EndSessionsAsync();

        using var late = await browser.PostFormAsync(page, "#desk-form", ("note", "Seen by both."), ("do", "save"));
        using var password = await SignInAsync(browser, await late.ReadPageAsync());
        using var wrong = await browser.PostFormAsync(await password.ReadPageAsync(), "main form", ("code", "000000"));
        using var code = await browser.PostFormAsync(await wrong.ReadPageAsync(), "main form", ("code", OneTimePassword.Of(key, later: 1)));
        using var sent = await browser.PostFormAsync(await code.ReadPageAsync(), "main form");

        Assert.Equal($"{Report}?saved", sent.RequestMessage!.RequestUri!.PathAndQuery);
        Assert.Equal("Seen by both.", (await _desk.ReadAsync(1)).Note);
    }

    [Fact]
    public async Task Who_signed_in_meanwhile_in_another_window_only_sends_it_again()
    {
        using var browser = await SitDownAsync();
        using var form = Reader.UrlEncoded(("answer", "From before."), ("do", "save"), ("seen", ReportForm(await _desk.ReadAsync(1))), ("chosen", "1"));
        using var late = await browser.PostAsync($"/editor/sign-in-again?return={Report}", form, TestContext.Current.CancellationToken);
        using var sent = await browser.PostFormAsync(await late.ReadPageAsync(), "main form");

        Assert.Equal("From before.", (await _desk.ReadAsync(1)).Answer);
    }

    [Fact]
    public async Task Words_are_handed_back_when_another_window_has_replaced_the_forms_cookie()
    {
        using var browser = await SitDownAsync();
        var page = await browser.OpenAsync(Report);
        await OpenAnotherWindowAsync(browser);
        using var stale = await browser.PostFormAsync(page, "#desk-form", ("answer", "Typed for long."), ("do", "decline"));
        Assert.Equal(ReportState.New, (await _desk.ReadAsync(1)).State);
        using var sent = await browser.PostFormAsync(await stale.ReadPageAsync(), "main form");
        Assert.Equal((ReportState.Declined, "Typed for long."), ((await _desk.ReadAsync(1)).State, (await _desk.ReadAsync(1)).Answer));

        // The same on the way through the sign-in.
        page = await browser.OpenAsync(Report);
        await EndSessionsAsync();
        using var late = await browser.PostFormAsync(page, "#desk-form", ("note", "Typed again."), ("do", "save"));
        var asked = await late.ReadPageAsync();
        await OpenAnotherWindowAsync(browser);
        using var refused = await SignInAsync(browser, asked);
        using var signedIn = await SignInAsync(browser, await refused.ReadPageAsync());
        using var again = await browser.PostFormAsync(await signedIn.ReadPageAsync(), "main form");
        Assert.Equal("Typed again.", (await _desk.ReadAsync(1)).Note);
    }

    [Fact]
    public async Task A_password_is_never_handed_back()
    {
        using var browser = await SitDownAsync();
        var page = await browser.OpenAsync("/editor/account");
        await EndSessionsAsync();

        using var late = await browser.PostFormAsync(page, "form:has(#f-chosen)", ("password", SignedIn.Password), ("chosen", "one two three four"), ("again", "one two three four"));
        Assert.Equal("/editor/sign-in", late.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.DoesNotContain("one two three four", (await late.ReadPageAsync()).DocumentElement.OuterHtml, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/editor/sign-in-again?return=/editor/reports/1")]
    [InlineData(Report)]
    public async Task Another_site_can_put_no_words_there(string address)
    {
        using var form = Reader.UrlEncoded(("answer", "Not mine."), ("do", "save"));
        using var browser = Site.Browser();
        browser.DefaultRequestHeaders.Add("Sec-Fetch-Site", "cross-site");
        using var answer = await browser.PostAsync(address, form, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("/editor/sign-in-again")]
    [InlineData("/editor/sign-out")]
    public async Task It_is_sent_to_an_address_of_the_desk_and_nowhere_else(string address)
    {
        using var browser = await SitDownAsync();
        using var form = Reader.UrlEncoded(("answer", "Somewhere."));
        using var late = await browser.PostAsync($"/editor/sign-in-again?return={Uri.EscapeDataString(address)}", form, TestContext.Current.CancellationToken);

        Assert.Equal("/editor", (await late.ReadPageAsync()).QuerySelector("main form")!.GetAttribute("action"));
    }

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    private static string ReportForm(Report report) => BackSpasmSite.Pages.Editor.ReportForm.Seen(report.Id, report.Version);

    private static string Words(IHtmlDocument page, string field) => page.QuerySelector<IHtmlTextAreaElement>($"[name='{field}']")!.Value;

    private static Task<HttpResponseMessage> SignInAsync(HttpClient browser, IHtmlDocument page) =>
        browser.PostFormAsync(page, "main form", ("name", "ann"), ("password", SignedIn.Password));

    /// <summary>A browser that follows redirects, with ann signed in and one report in the inbox.</summary>
    private async Task<HttpClient> SitDownAsync()
    {
        await _desk.KeepAsync(_desk.Report());
        await Site.AddEditorAsync();
        var browser = Site.CreateDefaultClient(new Uri("http://localhost"), new RedirectHandler(), new CookieContainerHandler(_cookies));
        using var signedIn = await SignInAsync(browser, await browser.OpenAsync("/editor/sign-in"));
        Assert.Equal("/editor", signedIn.RequestMessage!.RequestUri!.AbsolutePath);
        return browser;
    }

    /// <summary>A browser without the forms' cookie is given a new one, which does not go with older forms.</summary>
    private async Task OpenAnotherWindowAsync(HttpClient browser)
    {
        Assert.Single(_cookies.GetAllCookies(), cookie => cookie.Name == "desk-form").Expired = true;
        await browser.OpenAsync("/editor/account");
        Assert.Single(_cookies.GetAllCookies(), cookie => cookie.Name == "desk-form");
    }

    /// <summary>Ends the sessions as a new password does; here it is the old one again.</summary>
    private async Task EndSessionsAsync()
    {
        await using var scope = Site.Services.CreateAsyncScope();
        Assert.Null((await scope.ServiceProvider.GetRequiredService<EditorAccounts>().SetPasswordAsync("ann", SignedIn.Password)).Refusal);
    }
}
