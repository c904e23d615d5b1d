using System.Net;

namespace BackSpasmSite.Tests.Accounts;

public abstract class SignInTests
{
    private static readonly string[] Attributes = ["path=/editor", "samesite=strict", "httponly"];

    [Theory]
    [InlineData("http://localhost", false)]
    [InlineData("https://localhost", true)]
    public async Task The_cookies_are_for_the_desk_alone_and_out_of_reach_of_scripts(string address, bool secure)
    {
        await using var site = new TestSite();
        await site.AddEditorAsync();
        using var browser = site.SignedOut(address);
        using var page = await browser.GetAsync("/editor/sign-in", TestContext.Current.CancellationToken);
        using var answer = await browser.PostFormAsync(await page.ReadPageAsync(), "main form", ("name", "Ann"), ("password", SignedIn.Password));

        Assert.Equal((HttpStatusCode.SeeOther, "/editor"), (answer.StatusCode, answer.Headers.Location?.OriginalString));
        string[] cookies = [.. page.Headers.GetValues("Set-Cookie"), .. answer.Headers.GetValues("Set-Cookie")];
        Assert.Equal(["desk-form", "desk", "desk-browser"], cookies.Select(cookie => cookie.Split('=')[0]));
        Assert.All(cookies, cookie =>
        {
            // The last cookie identifies the browser for longer than a session.
            var parts = cookie.Split("; ").Skip(1).Where(part => !part.StartsWith("max-age=", StringComparison.Ordinal) && !part.StartsWith("expires=", StringComparison.Ordinal));
            Assert.Equal(secure ? [.. Attributes, "secure"] : Attributes, parts.OrderBy(part => Array.IndexOf([.. Attributes, "secure"], part)));
        });
        Assert.Contains("ann", (await browser.OpenAsync("/editor")).QuerySelector("header")!.TextContent);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/articles/heat-or-ice")]
    [InlineData("/about")]
    [InlineData("/nothing")]
    [InlineData("/feedback/thanks?article=heat-or-ice&helpful=yes")]
    public async Task A_page_for_readers_is_the_same_for_editors_and_sets_no_cookie(string address)
    {
        await using var site = new TestSite();
        using var editor = await site.SignInAsync();
        using var atDesk = await editor.GetAsync("/editor", TestContext.Current.CancellationToken);
        var cookie = atDesk.RequestMessage!.Headers.GetValues("Cookie").Single();
        using var asEditor = await site.AskAsync("GET", address, ("Cookie", cookie));
        using var asReader = await site.AskAsync("GET", address);

        Assert.False(asEditor.Headers.Contains("Set-Cookie"));
        Assert.Equal(
            await asReader.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            await asEditor.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("/editor/sign-in", "name=ann&password=x")]
    [InlineData("/editor/second-factor", "code=123456")]
    [InlineData("/editor/sign-out", "")]
    [InlineData("/editor/account?handler=Password", "password=x&chosen=y&again=y")]
    public async Task A_form_without_its_token_is_refused(string address, string form)
    {
        await using var site = new TestSite();
        using var browser = await site.SignInAsync();
        using var answer = await browser.PostAsync(address, new StringContent(form, null, "application/x-www-form-urlencoded"), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("Signed in as ann", (await browser.OpenAsync("/editor")).QuerySelector("header")!.TextContent);
        Assert.DoesNotContain(site.Events, happened => happened.Level >= Serilog.Events.LogEventLevel.Warning && happened.Exception is not null);
    }

    [Fact]
    public async Task Without_any_account_the_page_says_how_to_make_one()
    {
        await using var site = new TestSite();
        using var browser = site.SignedOut();

        Assert.Contains("editor add NAME", (await browser.OpenAsync("/editor/sign-in")).QuerySelector(".notice")!.TextContent);
        await site.AddEditorAsync();
        Assert.Null((await browser.OpenAsync("/editor/sign-in")).QuerySelector(".notice"));
    }

    [Fact]
    public async Task Who_is_signed_in_need_not_sign_in()
    {
        await using var site = new TestSite();
        using var browser = await site.SignInAsync();
        using var answer = await browser.GetAsync("/editor/sign-in?return=/editor/account", TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.SeeOther, "/editor/account"), (answer.StatusCode, answer.Headers.Location?.OriginalString));
    }

    [Fact]
    public async Task A_restart_signs_nobody_out()
    {
        await using var before = new TestSite();
        using var browser = await before.SignInAsync();
        using var answer = await browser.GetAsync("/editor", TestContext.Current.CancellationToken);
        await using var after = new TestSite { Settings = before.SameDatabase };
        using var again = await after.AskAsync("GET", "/editor", ("Cookie", answer.RequestMessage!.Headers.GetValues("Cookie").Single()));

        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
    }

    [Fact]
    public async Task Signing_in_leaves_nothing_but_routes_in_the_log()
    {
        await using var site = new TestSite();
        await site.AddEditorAsync("zacharias");
        using var browser = site.SignedOut();
        using var wrong = await browser.PostFormAsync("/editor/sign-in?return=/editor/articles/zacharias", "main form", ("name", "zacharias"), ("password", "zacharias wrong"));
        using var right = await browser.PostFormAsync("/editor/sign-in?return=/editor/articles/zacharias", "main form", ("name", "zacharias"), ("password", SignedIn.Password));

        Assert.Equal("/editor/articles/zacharias", right.Headers.Location?.OriginalString);
        Assert.DoesNotContain(site.Events, happened => $"{happened.RenderMessage(null)} {string.Join(' ', happened.Properties.Values)} {happened.Exception}".Contains("zacharias", StringComparison.OrdinalIgnoreCase));
        // The second comes from the test server, which has no limit to set.
        string[] known = ["Site:BaseUrl", "A request body size limit could not be applied"];
        Assert.DoesNotContain(site.Events, happened => happened.Level >= Serilog.Events.LogEventLevel.Warning && !known.Any(start => happened.MessageTemplate.Text.StartsWith(start, StringComparison.Ordinal)));
    }
}

public sealed class SignInTestsOnSqlite : SignInTests;

public sealed class SignInTestsOnPostgreSql : SignInTests;
