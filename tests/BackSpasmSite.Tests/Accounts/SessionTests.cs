using System.Net;
using BackSpasmSite.Accounts;
using BackSpasmSite.Content;
using Microsoft.Extensions.DependencyInjection;

namespace BackSpasmSite.Tests.Accounts;

/// <summary>When a signed-in editor is signed out.</summary>
public abstract class SessionTests
{
    [Fact]
    public async Task A_removed_editor_is_out_with_the_next_click()
    {
        await using var site = new TestSite();
        using var browser = await site.SignInAsync();
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(browser));

        await WithAccountsAsync(site, accounts => accounts.RemoveAsync("Ann"));
        Assert.Equal(HttpStatusCode.Found, await StatusAsync(browser));
    }

    [Fact]
    public async Task A_password_set_by_the_operator_ends_every_session()
    {
        await using var site = new TestSite();
        using var browser = await site.SignInAsync();

        await WithAccountsAsync(site, accounts => accounts.SetPasswordAsync("ann", SignedIn.Password));
        Assert.Equal(HttpStatusCode.Found, await StatusAsync(browser));
    }

    [Fact]
    public async Task A_changed_password_ends_every_session_but_the_one_it_was_changed_in()
    {
        await using var site = new TestSite();
        await site.AddEditorAsync();
        using var here = await site.SignInAsync();
        using var there = await site.SignInAsync();
        using var changed = await here.PostFormAsync("/editor/account", "form:has(#f-chosen)",
            ("password", SignedIn.Password), ("chosen", "another battery of horses"), ("again", "another battery of horses"));

        Assert.Equal("/editor/account?done=password", changed.Headers.Location?.OriginalString);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Found), (await StatusAsync(here), await StatusAsync(there)));
        using var again = site.SignedOut();
        using var signedIn = await again.PostFormAsync("/editor/sign-in", "main form", ("name", "ann"), ("password", "another battery of horses"));
        Assert.Equal(HttpStatusCode.SeeOther, signedIn.StatusCode);
    }

    [Theory]
    [InlineData("wrong", "another battery of horses", "another battery of horses", "is wrong")]
    [InlineData(SignedIn.Password, "another battery", "another buttery", "are different")]
    [InlineData(SignedIn.Password, "short", "short", "At least 12 characters")]
    [InlineData(SignedIn.Password, "annannannann", "annannannann", "too easy to guess")]
    public async Task A_password_that_can_not_be_is_refused(string password, string chosen, string again, string reason)
    {
        await using var site = new TestSite();
        await site.AddEditorAsync();
        using var browser = await site.SignInAsync();
        using var answer = await browser.PostFormAsync("/editor/account", "form:has(#f-chosen)", ("password", password), ("chosen", chosen), ("again", again));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(reason, (await answer.ReadPageAsync()).QuerySelector(".summary")!.TextContent);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(browser));
    }

    [Fact]
    public async Task Guessing_the_password_at_an_open_desk_locks_the_account_too()
    {
        await using var site = new TestSite();
        await site.AddEditorAsync();
        using var browser = await site.SignInAsync();
        for (var i = 0; i < 5; i++)
        {
            using var wrong = await browser.PostFormAsync("/editor/account", "form:has(#f-begin-password)", ("password", "wrong"));
            Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        }

        using var right = await browser.PostFormAsync("/editor/account", "form:has(#f-begin-password)", ("password", SignedIn.Password));
        Assert.Equal(HttpStatusCode.BadRequest, right.StatusCode);
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient browser)
    {
        using var answer = await browser.GetAsync("/editor", TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private static async Task WithAccountsAsync(TestSite site, Func<EditorAccounts, Task<Outcome<EditorAccount>>> change)
    {
        await using var scope = site.Services.CreateAsyncScope();
        Assert.Null((await change(scope.ServiceProvider.GetRequiredService<EditorAccounts>())).Refusal);
    }
}

public sealed class SessionTestsOnSqlite : SessionTests;

public sealed class SessionTestsOnPostgreSql : SessionTests;
