using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.DependencyInjection;
using Serilog.Events;

namespace BackSpasmSite.Tests.Http;

/// <summary>The log never contains what a reader wrote, where it came from, or the receipt.</summary>
public abstract class FeedbackLogTests
{
    private const string Words = "secret";
    private const string Address = "203.0.113.77";

    /// <summary>Every field with the word that must not be logged, including invalid fields.</summary>
    private static readonly (string Name, string Value)[] Everything =
    [
        ("article", Reader.Article), ("concern", "other"), ("section", $"s-{Words}"), ("quote", Words), ("quote-prefix", Words), ("quote-suffix", Words),
        ("message", $"{Words} secret@example.org"), ("email", "secret@example.org"),
    ];

    [Fact]
    public async Task A_whole_journey_leaves_nothing_of_the_reader_in_the_log()
    {
        await using var site = Site();
        using var reader = Browser(site);
        using var hint = await reader.FillInAsync(Everything);
        using var mistaken = await reader.FillInAsync([.. Everything, ("message", Words)]);
        using var nobodys = await reader.FillInAsync([("article", Words), ("message", Words)]);
        using var trapped = await reader.FillInAsync([.. Everything, ("leave-empty", Words)]);
        using var sent = await reader.FillInAsync([.. Everything, ("personal-data", "keep")]);
        using var voted = await reader.FillInAsync(("article", Reader.Article), ("helpful", "yes"), ("quote-prefix", Words));
        using var broken = await reader.SendAsync("message=secret%FF"u8.ToArray(), "application/x-www-form-urlencoded");
        using var strange = await reader.SendAsync("message=secret"u8.ToArray(), "text/secret");
        using var foreign = await site.AskAsync("POST", "/feedback?secret", ("Origin", "https://secret.example"));
        using var receipt = await site.AskAsync("GET", $"{sent.Target()}?secret");
        using var wrong = await site.AskAsync("DELETE", sent.Target());
        using var thanks = await site.AskAsync("GET", "/feedback/thanks?article=secret&helpful=secret");
        using var guessed = await site.AskAsync("GET", "/feedback/secret");
        using var erased = await site.AskAsync("POST", sent.Target());
        HttpResponseMessage[] answers = [hint, mistaken, nobodys, trapped, sent, voted, broken, strange, foreign, receipt, wrong, thanks, guessed, erased];

        Assert.Equal([422, 400, 400, 303, 303, 303, 400, 415, 403, 200, 405, 404, 404, 303], answers.Select(answer => (int)answer.StatusCode));
        Assert.Equal(answers.Length, site.Events.Count(happened => happened.Properties.ContainsKey("Elapsed")));
        AssertSilent(site, sent.Target(), trapped.Target());
        Assert.Contains(site.Events, happened => happened.RenderMessage(null).Replace("\"", "").StartsWith("GET /feedback/{receipt} answered 200", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_database_that_fails_is_told_without_a_word_of_the_reader()
    {
        await using var site = Site();
        using var reader = Browser(site);
        using var before = await reader.FillInAsync([.. Everything, ("personal-data", "keep")]);
        using (site.Database.LockWrites())
        {
            var refused = await Task.WhenAll(
                reader.ReportAsync(Words, ("quote", Words)),
                reader.GetAsync(before.Target(), TestContext.Current.CancellationToken),
                reader.PostAsync(before.Target(), null, TestContext.Current.CancellationToken));
            Assert.Equal([503, 200, 503], refused.Select(answer => (int)answer.StatusCode));
        }

        site.Database.Run("ALTER TABLE Reports RENAME COLUMN Message TO Lost");
        using var lost = await reader.ReportAsync($"{Words} again", ("quote", Words));
        using var unread = await site.AskAsync("GET", before.Target());
        Assert.Equal([500, 500], [(int)lost.StatusCode, (int)unread.StatusCode]);

        AssertSilent(site, before.Target());
        Assert.Equal(2, site.Events.Count(happened => happened.MessageTemplate.Text.StartsWith("A report or vote could not be saved", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_error_nobody_expected_is_logged_without_a_word_of_the_reader()
    {
        await using var site = new TestSite
        {
            Instead = services => services.AddSingleton<IStartupFilter>(new FromAddress(Address)).Configure<MvcOptions>(mvc => mvc.Filters.Add(new BreakAfterwards())),
        };
        using var reader = Browser(site);
        using var sent = await reader.FillInAsync([.. Everything, ("personal-data", "keep")]);
        using var receipt = await site.AskAsync("GET", $"/feedback/{new string('a', 32)}?{Words}");

        Assert.Equal([500, 500], [(int)sent.StatusCode, (int)receipt.StatusCode]);
        Assert.All([sent, receipt], answer => Assert.True(answer.Headers.CacheControl?.NoStore));
        Assert.Equal(2, site.Events.Count(happened => happened.Exception is not null));
        AssertSilent(site, $"/feedback/{new string('a', 32)}");
    }

    private static TestSite Site() => new() { Instead = services => services.AddSingleton<IStartupFilter>(new FromAddress(Address)) };

    private static HttpClient Browser(TestSite site)
    {
        var browser = site.Browser();
        browser.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", Words);
        browser.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Language", Words);
        browser.DefaultRequestHeaders.TryAddWithoutValidation("Referer", $"http://localhost/{Words}");
        return browser;
    }

    private static void AssertSilent(TestSite site, params string[] receipts)
    {
        foreach (var word in (string[])[Words, Address, .. receipts.Select(receipt => receipt.Split('/')[^1])])
            Assert.DoesNotContain(site.Events, happened => TextOf(happened).Contains(word, StringComparison.OrdinalIgnoreCase));
    }

    private static string TextOf(LogEvent happened) =>
        $"{happened.RenderMessage(null)} {string.Join(' ', happened.Properties.Select(property => $"{property.Key} {property.Value}"))} {happened.Exception}";

    /// <summary>Fails after everything a page does.</summary>
    private sealed class BreakAfterwards : IResourceFilter
    {
        public void OnResourceExecuting(ResourceExecutingContext context)
        {
        }

        public void OnResourceExecuted(ResourceExecutedContext context)
        {
            if (context.HttpContext.Request.Path.StartsWithSegments("/feedback")) throw new InvalidOperationException("broken on purpose");
        }
    }

    public sealed class OnSqlite : FeedbackLogTests;

    public sealed class OnPostgreSql : FeedbackLogTests;
}
