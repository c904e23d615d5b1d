using System.Net;
using Serilog.Events;

namespace BackSpasmSite.Tests.Accounts;

public abstract class NoDatabaseTests
{
    [Fact]
    public async Task A_failure_that_can_not_be_counted_is_no_answer()
    {
        await using var site = new TestSite();
        await site.AddEditorAsync();
        using var browser = site.SignedOut();
        var page = await browser.OpenAsync("/editor/sign-in");
        using var held = site.Database.LockWrites();

        using var answer = await browser.PostFormAsync(page, "main form", ("name", "ann"), ("password", "wrong"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("Temporarily unavailable", (await answer.ReadPageAsync()).QuerySelector("h1")!.TextContent);
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
    }

    [Fact]
    public async Task Without_a_database_the_desk_is_shut_and_articles_are_read()
    {
        await using var site = new TestSite { Settings = [TestDatabase.Nowhere] };
        using var article = await site.AskAsync("GET", "/articles/heat-or-ice");
        using var desk = await site.AskAsync("GET", "/editor/sign-in");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable), (article.StatusCode, desk.StatusCode));
        Assert.Contains("Temporarily unavailable", (await desk.ReadPageAsync()).QuerySelector("h1")!.TextContent);
        Assert.Equal("noindex", Assert.Single(desk.Headers.GetValues("X-Robots-Tag")));
        Assert.DoesNotContain(site.Events, happened => happened.Exception is not null);
        Assert.Single(site.Events, happened => happened.Level == LogEventLevel.Error && happened.MessageTemplate.Text.StartsWith("The database", StringComparison.Ordinal));
    }

    public sealed class OnSqlite : NoDatabaseTests;

    public sealed class OnPostgreSql : NoDatabaseTests;
}
