using System.Net;
using BackSpasmSite.Accounts;

namespace BackSpasmSite.Tests.Accounts;

/// <summary>The site can end a session at any time: the cookie only refers to it.</summary>
public abstract class DeskSessionTests
{
    [Fact]
    public async Task A_cookie_that_was_copied_opens_nothing_after_signing_out()
    {
        await using var site = new TestSite { Instead = CheapSite.Services };
        await site.AddEditorAsync();
        using var browser = site.SignedOut();
        using (var signedIn = await browser.PostFormAsync("/editor/sign-in", "main form", ("name", "ann"), ("password", SignedIn.Password)))
            Assert.Equal(HttpStatusCode.SeeOther, signedIn.StatusCode);
        using var inside = await browser.GetAsync("/editor", TestContext.Current.CancellationToken);
        var copied = inside.RequestMessage!.Headers.GetValues("Cookie").Single();
        using (var before = await site.AskAsync("GET", "/editor", ("Cookie", copied))) Assert.Equal(HttpStatusCode.OK, before.StatusCode);

        using (var signedOut = await browser.PostFormAsync("/editor", "header form")) Assert.Equal("/editor/sign-in", signedOut.Headers.Location?.OriginalString);

        using var replayed = await site.AskAsync("GET", "/editor", ("Cookie", copied));
        Assert.Equal(HttpStatusCode.Found, replayed.StatusCode);
    }

    [Fact]
    public async Task The_account_lists_its_sessions_and_ends_one_or_all_the_others()
    {
        await using var site = new TestSite();
        using var here = await site.SignInAsync();
        using var phone = await site.SignInAsync();
        using var library = await site.SignInAsync();
        using var bens = await site.SignInAsync("ben");

        var page = await here.OpenAsync("/editor/account");
        Assert.Equal(3, page.QuerySelectorAll("section[aria-labelledby=sessions-title] li").Length);
        Assert.Single(page.QuerySelectorAll("section[aria-labelledby=sessions-title] .badge"));
        var others = page.QuerySelectorAll("input[name=session]");
        Assert.Equal(2, others.Length);

        using (var ended = await here.PostFormAsync(page, "form:has([name=session])")) Assert.Equal("/editor/account?done=ended", ended.Headers.Location?.OriginalString);
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK], (await StatusAsync(here, phone, library)).Order().Take(2));
        Assert.Contains(HttpStatusCode.Found, await StatusAsync(phone, library));

        using var all = await here.PostFormAsync(await here.OpenAsync("/editor/account"), "form:has(button.harmful):not(:has(input[type=password])):not(:has([name=session]))");
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Found, HttpStatusCode.Found, HttpStatusCode.OK], await StatusAsync(here, phone, library, bens));
    }

    [Fact]
    public async Task Nobody_ends_a_session_of_somebody_else()
    {
        await using var site = new TestSite();
        using var anns = await site.SignInAsync();
        using var annsToo = await site.SignInAsync();
        using var bens = await site.SignInAsync("ben");
        using var bensToo = await site.SignInAsync("ben");
        var hers = (await anns.OpenAsync("/editor/account")).QuerySelector("input[name=session]")!.GetAttribute("value")!;

        using var answer = await bens.PostFormAsync("/editor/account", "form:has([name=session])", ("session", hers));
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK], await StatusAsync(anns, annsToo));
    }

    [Fact]
    public async Task A_session_ends_after_a_while_without_a_request_and_after_a_day_of_work()
    {
        var time = new SetTime(new(2026, 11, 24, 8, 0, 0, TimeSpan.Zero));
        await using var site = new TestSite { Time = time };
        using var idle = await site.SignInAsync();
        using var busy = await site.SignInAsync();
        for (var hours = 0.0; hours < 11.5; hours += 3.5)
        {
            time.Now += TimeSpan.FromHours(3.5);
            if (hours < 10) Assert.Equal([HttpStatusCode.OK], await StatusAsync(busy));
        }

        // Fourteen hours after it began.
        Assert.Equal([HttpStatusCode.Found, HttpStatusCode.Found], await StatusAsync(busy, idle));

        using var short_ = await site.SignInAsync();
        time.Now += DeskSessions.Idle;
        Assert.Equal([HttpStatusCode.Found], await StatusAsync(short_));
    }

    [Theory]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0", "Firefox on Windows")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0", "Edge on Windows")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1", "Safari on iPhone")]
    [InlineData("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36", "Chrome on Android")]
    [InlineData("curl/8.5.0", "A browser")]
    [InlineData(null, "A browser")]
    public void A_browser_is_named_roughly(string? agent, string name) => Assert.Equal(name, BrowserName.Of(agent));

    private static async Task<List<HttpStatusCode>> StatusAsync(params HttpClient[] browsers)
    {
        var all = new List<HttpStatusCode>();
        foreach (var browser in browsers)
        {
            using var answer = await browser.GetAsync("/editor/account", TestContext.Current.CancellationToken);
            all.Add(answer.StatusCode);
        }

        return all;
    }

    public sealed class OnSqlite : DeskSessionTests;

    public sealed class OnPostgreSql : DeskSessionTests;
}
