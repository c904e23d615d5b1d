using System.Net;
using AngleSharp.Html.Dom;
using BackSpasmSite.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace BackSpasmSite.Tests.Accounts;

public abstract class LockOutTests
{
    [Fact]
    public async Task Five_wrong_passwords_lock_the_account_for_a_quarter_of_an_hour()
    {
        await using var site = new TestSite { Instead = CheapSite.Services };
        await site.AddEditorAsync();
        using var browser = site.SignedOut();
        var page = await browser.OpenAsync("/editor/sign-in");
        for (var i = 0; i < 5; i++) await TryAsync(browser, page, "ann", "wrong").ContinueWith(task => task.Result.Dispose(), TestContext.Current.CancellationToken);

        using var right = await TryAsync(browser, page, "ann", SignedIn.Password);
        Assert.Equal(HttpStatusCode.BadRequest, right.StatusCode);
        Assert.False(right.Headers.Contains("Set-Cookie"));
        var left = await LockedUntilAsync(site, "ann") - TimeProvider.System.GetUtcNow().UtcDateTime;
        Assert.InRange(left!.Value, TimeSpan.FromMinutes(14), TimeSpan.FromMinutes(15));
    }

    [Fact]
    public async Task A_wrong_password_an_unknown_name_and_a_locked_account_have_the_same_answer()
    {
        await using var site = new TestSite { Instead = CheapSite.Services };
        await site.AddEditorAsync("ann");
        await site.AddEditorAsync("bob");
        await using (var scope = site.Services.CreateAsyncScope())
        {
            var users = scope.ServiceProvider.GetRequiredService<UserManager<EditorAccount>>();
            await users.SetLockoutEndDateAsync((await users.FindByNameAsync("bob"))!, DateTimeOffset.MaxValue);
        }

        using var browser = site.SignedOut();
        var page = await browser.OpenAsync("/editor/sign-in");
        using var wrong = await TryAsync(browser, page, "ann", "wrong");
        using var unknown = await TryAsync(browser, page, "eve", "wrong");
        using var locked = await TryAsync(browser, page, "bob", SignedIn.Password);

        var words = await WordsAsync(wrong);
        Assert.Contains("do not match", words);
        Assert.Equal([(wrong.StatusCode, words), (wrong.StatusCode, words)], [(unknown.StatusCode, await WordsAsync(unknown)), (locked.StatusCode, await WordsAsync(locked))]);
    }

    [Fact]
    public async Task One_client_may_fail_twenty_times_with_whatever_names()
    {
        await using var site = new TestSite { Instead = CheapSite.Services };
        await site.AddEditorAsync();
        using var browser = site.SignedOut();
        var page = await browser.OpenAsync("/editor/sign-in");
        using (var right = await TryAsync(browser, page, "ann", SignedIn.Password)) Assert.Equal(HttpStatusCode.SeeOther, right.StatusCode);
        using var other = site.SignedOut();
        var otherPage = await other.OpenAsync("/editor/sign-in");
        for (var i = 0; i < 20; i++)
        {
            using var wrong = await TryAsync(other, otherPage, $"name-{i}", "wrong");
            Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        }

        // Another User-Agent does not make it another client.
        other.DefaultRequestHeaders.Add("User-Agent", "another");
        using var refused = await TryAsync(other, otherPage, "ann", SignedIn.Password);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromMinutes(14), TimeSpan.FromMinutes(15));
        Assert.Matches("try again in 1[45] minutes", await WordsAsync(refused));
    }

    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7", 20, false)]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7", 20, false)]
    [InlineData("192.0.2.7", "192.0.2.8", 20, true)]
    [InlineData("2001:db8:1:2::3", "2001:db8:1:2:ffff::9", 20, false)]
    [InlineData("2001:db8:1:2::3", "2001:db8:1:3::3", 20, true)]
    [InlineData("2001:db8:1:2::3", "2001:db8:2:2::3", 20, true)]
    public void Failures_count_by_network(string failing, string other, int failures, bool mayTry)
    {
        using var guard = Guard();
        for (var i = 0; i < failures; i++)
        {
            Assert.Null(guard.Wait(IPAddress.Parse(failing)));
            guard.Failed(IPAddress.Parse(failing));
        }

        Assert.Equal(mayTry, guard.Wait(IPAddress.Parse(other)) is null);
        Assert.InRange(guard.Wait(IPAddress.Parse(failing))!.Value, TimeSpan.FromMinutes(14), TimeSpan.FromMinutes(15));
    }

    [Fact]
    public void Eighty_failures_from_one_48_shut_all_of_it_out()
    {
        using var guard = Guard();
        for (var i = 0; i < 80; i++) guard.Failed(IPAddress.Parse(FormattableString.Invariant($"2001:db8:7:{i << 8:x}::1")));

        Assert.NotNull(guard.Wait(IPAddress.Parse("2001:db8:7:ffff::1")));
        Assert.Null(guard.Wait(IPAddress.Parse("2001:db8:8::1")));
    }

    [Fact]
    public async Task A_stranger_does_not_keep_an_editor_out_of_a_browser_that_signed_in_before()
    {
        await using var site = new TestSite { Instead = CheapSite.Services };
        await site.AddEditorAsync();
        using var own = site.At("192.0.2.1");
        using (var first = await own.PostFormAsync("/editor/sign-in", "main form", ("name", "ann"), ("password", SignedIn.Password)))
            Assert.Equal(HttpStatusCode.SeeOther, first.StatusCode);
        using (var signedOut = await own.PostFormAsync("/editor", "header form")) Assert.Equal(HttpStatusCode.SeeOther, signedOut.StatusCode);

        // From everywhere, and from the same address as the editor.
        foreach (var address in (string[])["203.0.113.1", "203.0.113.2", "192.0.2.1"])
        {
            using var stranger = site.At(address);
            var form = await stranger.OpenAsync("/editor/sign-in");
            for (var i = 0; i < 21; i++) (await TryAsync(stranger, form, "ann", "wrong")).Dispose();
            using var guessed = await TryAsync(stranger, form, "ann", SignedIn.Password);
            Assert.Contains(guessed.StatusCode, (HttpStatusCode[])[HttpStatusCode.BadRequest, HttpStatusCode.TooManyRequests]);
        }

        using var again = await own.PostFormAsync("/editor/sign-in", "main form", ("name", "ann"), ("password", SignedIn.Password));
        Assert.Equal(HttpStatusCode.SeeOther, again.StatusCode);
        // The cookie alone opens nothing, and guessing with it is limited too.
        using (var signedOut = await own.PostFormAsync("/editor", "header form")) Assert.Equal(HttpStatusCode.SeeOther, signedOut.StatusCode);
        var page = await own.OpenAsync("/editor/sign-in");
        for (var i = 0; i < 10; i++) (await TryAsync(own, page, "ann", "wrong")).Dispose();
        using var locked = await TryAsync(own, page, "ann", SignedIn.Password);
        Assert.Equal(HttpStatusCode.BadRequest, locked.StatusCode);
    }

    [Fact]
    public async Task An_editor_may_sign_in_with_another_browser_from_a_network_of_before()
    {
        await using var site = new TestSite { Instead = CheapSite.Services };
        await site.AddEditorAsync();
        using (var own = site.At("192.0.2.1")) (await own.PostFormAsync("/editor/sign-in", "main form", ("name", "ann"), ("password", SignedIn.Password))).Dispose();
        using var stranger = site.At("203.0.113.1");
        var form = await stranger.OpenAsync("/editor/sign-in");
        for (var i = 0; i < 6; i++) (await TryAsync(stranger, form, "ann", "wrong")).Dispose();

        using var other = site.At("192.0.2.1");
        using var answer = await other.PostFormAsync("/editor/sign-in", "main form", ("name", "ann"), ("password", SignedIn.Password));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        using var elsewhere = site.At("198.51.100.1");
        using var refused = await elsewhere.PostFormAsync("/editor/sign-in", "main form", ("name", "ann"), ("password", SignedIn.Password));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [Fact]
    public async Task A_changed_password_forgets_the_other_browsers_and_the_networks_but_not_this_browser()
    {
        const string Fresh = "another battery of horses";
        await using var site = new TestSite { Instead = CheapSite.Services };
        await site.AddEditorAsync();
        using var own = site.At("192.0.2.1");
        using var thief = site.At("203.0.113.9");
        using var neighbour = site.At("203.0.113.9");
        foreach (var browser in (HttpClient[])[own, thief])
        {
            using var signedIn = await browser.PostFormAsync("/editor/sign-in", "main form", ("name", "ann"), ("password", SignedIn.Password));
            Assert.Equal(HttpStatusCode.SeeOther, signedIn.StatusCode);
        }

        using (var changed = await own.PostFormAsync("/editor/account", "form:has(#f-chosen)", ("password", SignedIn.Password), ("chosen", Fresh), ("again", Fresh)))
            Assert.Equal("/editor/account?done=password", changed.Headers.Location?.OriginalString);
        using (var ended = await thief.GetAsync("/editor", TestContext.Current.CancellationToken)) Assert.Equal(HttpStatusCode.Found, ended.StatusCode);
        using (var open = await own.PostFormAsync("/editor", "header form")) Assert.Equal(HttpStatusCode.SeeOther, open.StatusCode);
        using var stranger = site.At("198.51.100.1");
        var page = await stranger.OpenAsync("/editor/sign-in");
        for (var i = 0; i < 5; i++) (await TryAsync(stranger, page, "ann", "wrong")).Dispose();

        // The account is locked elsewhere, which shows which browsers are known.
        foreach (var browser in (HttpClient[])[thief, neighbour])
        {
            using var refused = await browser.PostFormAsync("/editor/sign-in", "main form", ("name", "ann"), ("password", Fresh));
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        }

        using var again = await own.PostFormAsync("/editor/sign-in", "main form", ("name", "ann"), ("password", Fresh));
        Assert.Equal(HttpStatusCode.SeeOther, again.StatusCode);
    }

    [Fact]
    public async Task The_cookie_of_a_known_browser_is_the_desks_alone_and_only_its_hash_is_kept()
    {
        await using var site = new TestSite { Instead = CheapSite.Services };
        await site.AddEditorAsync();
        using var browser = site.SignedOut("https://localhost");
        using var answer = await browser.PostFormAsync("/editor/sign-in", "main form", ("name", "ann"), ("password", SignedIn.Password));

        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("desk-browser=", StringComparison.Ordinal));
        foreach (var part in (string[])["path=/editor", "secure", "httponly", "samesite=strict", "max-age=34560000"]) Assert.Contains(part, cookie);
        Assert.False(site.Database.HoldsBytes(cookie.Split('=', ';')[1]));
    }

    [Fact]
    public async Task A_lock_by_wrong_passwords_is_in_the_record_and_a_new_password_ends_it()
    {
        await using var site = new TestSite { Instead = CheapSite.Services };
        await site.AddEditorAsync();
        using var browser = site.SignedOut();
        var page = await browser.OpenAsync("/editor/sign-in");
        foreach (var name in (string[])["ann", "nobody"])
            for (var i = 0; i < 5; i++) (await TryAsync(browser, page, name, "wrong")).Dispose();
        Assert.Equal(["ann", "(no such account)"], site.Database.Read("SELECT Subject FROM AuditRecords WHERE IsWarning AND What LIKE '%wrong passwords' ORDER BY Id"));

        await using (var scope = site.Services.CreateAsyncScope())
            Assert.Null((await scope.ServiceProvider.GetRequiredService<EditorAccounts>().SetPasswordAsync("ann", SignedIn.Password)).Refusal);
        using var right = await TryAsync(browser, page, "ann", SignedIn.Password);
        Assert.Equal(HttpStatusCode.SeeOther, right.StatusCode);
    }

    [Fact]
    public async Task Tries_at_the_same_moment_are_counted_one_by_one()
    {
        await using var site = new TestSite { Instead = CheapSite.Services };
        await site.AddEditorAsync();
        using var browser = site.SignedOut();
        var page = await browser.OpenAsync("/editor/sign-in");
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => TryAsync(browser, page, "ann", "wrong")));
        foreach (var answer in answers) answer.Dispose();

        Assert.NotNull(await LockedUntilAsync(site, "ann"));
    }

    private static SignInGuard Guard() =>
        new(Microsoft.Extensions.Options.Options.Create(new PasswordHasherOptions { IterationCount = 1 }), new SetTime(ContentOnDisk.Today));

    private static Task<HttpResponseMessage> TryAsync(HttpClient browser, IHtmlDocument page, string name, string password) =>
        browser.PostFormAsync(page, "main form", ("name", name), ("password", password));

    private static async Task<string> WordsAsync(HttpResponseMessage answer) => (await answer.ReadPageAsync()).QuerySelector(".summary")!.TextContent;

    private static Task<DateTime?> LockedUntilAsync(TestSite site, string name) =>
        site.Services.GetRequiredService<SignInFailures>().LockedUntilAsync(name, SignInPlace.Elsewhere, TestContext.Current.CancellationToken);

    public sealed class OnSqlite : LockOutTests;

    public sealed class OnPostgreSql : LockOutTests;
}
