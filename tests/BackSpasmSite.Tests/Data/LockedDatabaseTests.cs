using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace BackSpasmSite.Tests.Data;

/// <summary>While another program has locked the database, readers get an answer within five seconds and lose nothing.</summary>
public abstract class LockedDatabaseTests
{
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task All_that_was_typed_is_handed_back_in_time_and_reading_goes_on()
    {
        await using var site = new TestSite();
        using var reader = site.Browser();
        var receipt = (await reader.ReportAsync("Before.")).Target();

        using (site.Database.LockWrites())
        {
            var sending = Enumerable.Range(1, 5).Select(number => reader.ReportAsync($"Words {number}.", ("quote", "It is pleasant."), ("concern", "harmful"), ("helpful", "no")));
            var writing = Task.WhenAll([.. sending, reader.FillInAsync(("article", Reader.Article), ("helpful", "yes")), reader.PostAsync(receipt, null, TestContext.Current.CancellationToken)])
                .WaitAsync(Promised, TestContext.Current.CancellationToken);
            foreach (var address in (string[])["/articles/heat-or-ice", "/", receipt, "/healthz/ready"])
                Assert.Equal(HttpStatusCode.OK, (await site.AskAsync("GET", address)).StatusCode);
            var answers = await writing;

            Assert.All(answers, answer => Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode));
            Assert.All(answers.SkipLast(1), answer => Assert.NotNull(answer.Headers.RetryAfter));
            for (var number = 1; number <= 5; number++) AssertKept(await answers[number - 1].PageAsync(), $"Words {number}.");
        }

        Assert.Equal(["Before."], site.Database.Read("SELECT Message FROM Reports"));
        Assert.Equal(HttpStatusCode.SeeOther, (await reader.ReportAsync("Words 1.")).StatusCode);
        Assert.Empty(site.Database.Read("SELECT Article FROM Votes"));
    }

    [Fact]
    public async Task A_lock_that_goes_in_time_is_not_even_noticed()
    {
        await using var site = new TestSite();
        using var reader = site.Browser();
        Task<HttpResponseMessage> sending;
        using (site.Database.LockWrites())
        {
            sending = reader.ReportAsync("Words.");
            await site.AskAsync("GET", "/healthz/ready");
        }

        Assert.Equal(HttpStatusCode.SeeOther, (await sending).StatusCode);
    }

    private static void AssertKept(IHtmlDocument page, string message)
    {
        Assert.Equal(message, page.QuerySelector<IHtmlTextAreaElement>("#f-message")!.Value);
        Assert.Equal("It is pleasant.", page.QuerySelector<IHtmlTextAreaElement>("#f-quote")!.Value);
        Assert.Equal(["harmful", "no"], page.QuerySelectorAll<IHtmlInputElement>("form input[type=radio]").Where(choice => choice.IsChecked).Select(choice => choice.Value));
        Assert.Contains("could not save", page.QuerySelector(".summary[autofocus]")!.TextContent, StringComparison.Ordinal);
    }

    public sealed class OnSqlite : LockedDatabaseTests;

    public sealed class OnPostgreSql : LockedDatabaseTests;
}
