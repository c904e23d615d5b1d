using System.Net;
using BackSpasmSite.Accounts;
using BackSpasmSite.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace BackSpasmSite.Tests.Accounts;

/// <summary>Expensive work waits in a queue of its own, and what exceeds the queue is turned away.</summary>
public sealed class CostlyWorkTests
{
    [Fact]
    public async Task A_successful_sign_in_looks_at_the_password_once()
    {
        var hasher = new CountingHasher();
        await using var site = SiteWith(hasher);
        await site.AddEditorAsync();
        using var browser = site.SignedOut();

        using var answer = await browser.PostFormAsync("/editor/sign-in", "main form", ("name", "ann"), ("password", SignedIn.Password));

        Assert.Equal((HttpStatusCode.SeeOther, 1), (answer.StatusCode, hasher.Looks));
    }

    [Fact]
    public async Task Of_eighty_sign_ins_at_once_one_at_a_time_is_looked_at_and_the_rest_wait_or_are_turned_away()
    {
        var hasher = new CountingHasher { Block = true };
        await using var site = SiteWith(hasher);
        await site.AddEditorAsync();
        using var browser = site.SignedOut();
        var page = await browser.OpenAsync("/editor/sign-in");

        var tries = Enumerable.Range(0, 80).Select(i => Task.Run(() => TryAsync(site, browser, page, i), TestContext.Current.CancellationToken)).ToList();
        // While one password is being checked, most of the others have been answered, and a reader gets the page.
        var turnedAway = 0;
        for (var waiting = tries.ToList(); turnedAway < 60; turnedAway++)
        {
            var answered = await Task.WhenAny(waiting);
            waiting.Remove(answered);
            Assert.Equal((HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(5)), await answered);
        }

        using (var read = await site.AskAsync("GET", "/articles/heat-or-ice")) Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        hasher.Go.Set();
        await Task.WhenAll(tries);
        Assert.Equal(1, hasher.MostAtOnce);
    }

    [Theory]
    [InlineData("192.0.2.{0}", 5)]
    [InlineData("2001:db8:{0}::1", 5)]
    [InlineData("2001:db8:1:{0}::1", 3)]
    [InlineData("2001:db8:1:2::{0}", 2)]
    [InlineData("::ffff:192.0.2.1", 2)]
    public async Task A_form_that_is_kept_over_a_sign_in_is_read_one_at_a_time_and_few_of_one_network_wait(string addresses, int taken)
    {
        using var bodies = new AnonymousBodies();
        var (inside, most, go) = (0, 0, new TaskCompletionSource());
        async Task<int> SendAsync(string address, long? length)
        {
            var context = new DefaultHttpContext();
            context.Request.Method = "POST";
            context.Request.ContentLength = length;
            context.Connection.RemoteIpAddress = IPAddress.Parse(address);
            await bodies.InvokeAsync(context, async _ =>
            {
                most = Math.Max(most, Interlocked.Increment(ref inside));
                await go.Task;
                Interlocked.Decrement(ref inside);
            });
            return context.Response.StatusCode;
        }

        var all = Enumerable.Range(1, 40)
            .Select(i => SendAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, addresses, i), i % 2 == 0 ? 1_000_000 : null)).ToList();
        Assert.Equal(40 - taken, all.Count(sent => sent.IsCompleted && sent.Result == StatusCodes.Status429TooManyRequests));
        Assert.Equal(1, most);
        go.SetResult();
        Assert.Equal(taken, (await Task.WhenAll(all)).Count(status => status == StatusCodes.Status200OK));
        Assert.Equal(1, most);
    }

    [Fact]
    public async Task A_small_form_does_not_wait_for_a_large_one()
    {
        using var bodies = new AnonymousBodies();
        var never = new TaskCompletionSource();
        var large = new DefaultHttpContext { Request = { Method = "POST", ContentLength = 900_000 } };
        var held = bodies.InvokeAsync(large, _ => never.Task);
        var isThrough = false;
        await bodies.InvokeAsync(new DefaultHttpContext { Request = { Method = "POST", ContentLength = 200 } }, _ =>
        {
            isThrough = true;
            return Task.CompletedTask;
        });

        Assert.True(isThrough);
        never.SetResult();
        await held;
    }

    [Theory]
    [InlineData("check")]
    [InlineData("preview")]
    [InlineData("save")]
    public async Task A_trial_that_can_not_have_its_turn_hands_the_words_back(string button)
    {
        await using var site = new TestSite();
        using var browser = await site.SignInAsync();
        var page = await browser.OpenAsync("/editor/articles/heat-or-ice");
        var queue = site.Services.GetRequiredService<PreviewQueue>();
        // One is running and eight are waiting.
        var first = await queue.EnterAsync(TestContext.Current.CancellationToken);
        using var leaving = new CancellationTokenSource();
        var waiting = Enumerable.Range(0, 8).Select(_ => queue.EnterAsync(leaving.Token)).ToList();

        using var busy = await browser.PostFormAsync(page, "form#editor", ("text", "My words."), ("do", button));

        Assert.Equal((HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(5)), (busy.StatusCode, busy.Headers.RetryAfter?.Delta));
        var again = await busy.ReadPageAsync();
        Assert.Equal("My words.", again.QuerySelector("#f-text")!.TextContent);
        Assert.Contains("nothing is lost", again.QuerySelector(".summary")!.TextContent);
        using (var read = await site.AskAsync("GET", "/articles/heat-or-ice")) Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        await leaving.CancelAsync();
        foreach (var wait in waiting) await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
        first!.Dispose();
        using var after = await browser.PostFormAsync(page, "form#editor", ("do", "check"));
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
    }

    private static TestSite SiteWith(CountingHasher hasher) => new()
    {
        Instead = services =>
        {
            CheapSite.Services(services);
            services.AddSingleton<IPasswordHasher<EditorAccount>>(hasher);
        },
    };

    private static async Task<(HttpStatusCode, TimeSpan?)> TryAsync(TestSite site, HttpClient browser, AngleSharp.Html.Dom.IHtmlDocument page, int number)
    {
        var token = page.QuerySelector("main input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/editor/sign-in")
        {
            Content = Reader.UrlEncoded(("__RequestVerificationToken", token), ("name", "ann"), ("password", "wrong")),
        };
        request.Headers.Add(CheapSite.Address, FormattableString.Invariant($"192.0.2.{number}"));
        using var answer = await browser.SendAsync(request, TestContext.Current.CancellationToken);
        return (answer.StatusCode, answer.Headers.RetryAfter?.Delta);
    }

    /// <summary>Counts how often passwords are checked, and how many at once.</summary>
    private sealed class CountingHasher : IPasswordHasher<EditorAccount>
    {
        private int _inside;
        private int _looks;

        public bool Block { get; init; }

        public ManualResetEventSlim Go { get; } = new();

        public int Looks => _looks;

        public int MostAtOnce { get; private set; }

        public string HashPassword(EditorAccount user, string password) => password;

        public PasswordVerificationResult VerifyHashedPassword(EditorAccount user, string hashedPassword, string providedPassword)
        {
            Interlocked.Increment(ref _looks);
            MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref _inside));
            if (Block) Go.Wait(TimeSpan.FromSeconds(60));
            Interlocked.Decrement(ref _inside);
            return hashedPassword == providedPassword ? PasswordVerificationResult.Success : PasswordVerificationResult.Failed;
        }
    }
}
