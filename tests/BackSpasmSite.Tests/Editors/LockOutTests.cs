using System.Net;
using AngleSharp.Html.Dom;
using BackSpasmSite.Clients;
using BackSpasmSite.Editors;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Tests.Editors;

public sealed class LockOutTests
{
    [Fact]
    public async Task Five_wrong_passwords_lock_the_account_for_a_quarter_of_an_hour()
    {
        await using var site = new TestSite();
        await site.AddEditorAsync();
        using var browser = site.SignedOut();
        var page = await browser.OpenAsync("/editor/sign-in");
        for (var i = 0; i < 5; i++) await TryAsync(browser, page, "ann", "wrong").ContinueWith(task => task.Result.Dispose(), TestContext.Current.CancellationToken);

        using var right = await TryAsync(browser, page, "ann", SignedIn.Password);
        Assert.Equal(HttpStatusCode.BadRequest, right.StatusCode);
        Assert.False(right.Headers.Contains("Set-Cookie"));
        var left = (await FindAsync(site, "ann")).LockoutEnd - TimeProvider.System.GetUtcNow();
        Assert.InRange(left!.Value, TimeSpan.FromMinutes(14), TimeSpan.FromMinutes(15));
    }

    [Fact]
    public async Task A_wrong_password_an_unknown_name_and_a_locked_account_have_the_same_answer()
    {
        await using var site = new TestSite();
        await site.AddEditorAsync("ann");
        await site.AddEditorAsync("bob");
        await using (var scope = site.Services.CreateAsyncScope())
        {
            var users = scope.ServiceProvider.GetRequiredService<UserManager<Editor>>();
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
        await using var site = new TestSite();
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

        // Calling itself another browser does not make it another client.
        other.DefaultRequestHeaders.Add("User-Agent", "another");
        using var refused = await TryAsync(other, otherPage, "ann", SignedIn.Password);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromMinutes(14), TimeSpan.FromMinutes(15));
        Assert.Matches("try again in 1[45] minutes", await WordsAsync(refused));
    }

    [Fact]
    public void A_client_may_try_again_when_its_failures_are_a_quarter_of_an_hour_old()
    {
        var time = new SetTime(new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));
        using var guard = new SignInGuard(Options.Create(new PasswordHasherOptions { IterationCount = 1 }), time);
        var client = new Client(IPAddress.Parse("192.0.2.7"), "", "");
        for (var i = 0; i < 20; i++) Assert.Null(guard.Take(client));

        Assert.Equal(TimeSpan.FromMinutes(15), guard.Take(client));
        Assert.Null(guard.Take(client with { Address = IPAddress.Parse("192.0.2.8") }));
        Assert.NotNull(guard.Take(client with { UserAgent = "another" }));
        time.Now += TimeSpan.FromMinutes(15);
        Assert.Null(guard.Take(client));
    }

    [Fact]
    public async Task Tries_at_the_same_moment_are_counted_one_by_one()
    {
        await using var site = new TestSite();
        await site.AddEditorAsync();
        using var browser = site.SignedOut();
        var page = await browser.OpenAsync("/editor/sign-in");
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => TryAsync(browser, page, "ann", "wrong")));
        foreach (var answer in answers) answer.Dispose();

        Assert.NotNull((await FindAsync(site, "ann")).LockoutEnd);
    }

    private static Task<HttpResponseMessage> TryAsync(HttpClient browser, IHtmlDocument page, string name, string password) =>
        browser.PostFormAsync(page, "main form", ("name", name), ("password", password));

    private static async Task<string> WordsAsync(HttpResponseMessage answer) => (await answer.ReadPageAsync()).QuerySelector(".summary")!.TextContent;

    private static async Task<Editor> FindAsync(TestSite site, string name)
    {
        await using var scope = site.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<UserManager<Editor>>().FindByNameAsync(name))!;
    }
}
