using System.Globalization;
using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace BackSpasmSite.Tests.Reports.Intake;

/// <summary>How much one network, and all readers together, can send; each sender is named by a proxy.</summary>
public abstract class FloodTests : IAsyncDisposable
{
    private readonly SetTime _time = new(ContentOnDisk.Today);
    private TestSite? _site;

    [Theory]
    [InlineData("Feedback:SiteReportsPerDay", "2")]
    [InlineData("Feedback:SiteMegabytesPerDay", "1")]
    public async Task What_everybody_together_may_store_in_a_day_ends_with_the_words_handed_back(string setting, string value)
    {
        const string Message = "Words.";
        var site = Site((setting, value));
        Assert.Equal(HttpStatusCode.SeeOther, await SendAsync(site, "203.0.113.1", Message));
        site.Database.Run("UPDATE FeedbackHours SET Reports = 2, Bytes = 1000000");

        using var answer = await AskAsync(site, "203.0.113.2", [("article", Reader.Article), ("message", "Not kept.")]);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, TimeSpan.FromHours(1)), (answer.StatusCode, answer.Headers.RetryAfter?.Delta));
        var page = await answer.PageAsync();
        Assert.Contains("any more today", page.QuerySelector(".summary")!.TextContent);
        Assert.Equal("Not kept.", page.QuerySelector<IHtmlTextAreaElement>("#f-message")!.Value);
        Assert.Contains(setting, await ReadyForReportsAsync(site, HttpStatusCode.ServiceUnavailable), StringComparison.Ordinal);
        // Votes have their own limit, and repeating the same report still leads to its receipt.
        Assert.Equal(HttpStatusCode.SeeOther, await PostAsync(site, "203.0.113.2", [("article", Reader.Article), ("helpful", "no")]));
        Assert.Equal(HttpStatusCode.SeeOther, await SendAsync(site, "203.0.113.1", Message));
        _time.Now += TimeSpan.FromHours(25);
        Assert.Equal(HttpStatusCode.SeeOther, await SendAsync(site, "203.0.113.2", "Not kept."));
    }

    [Fact]
    public async Task Votes_of_everybody_together_have_an_end_too()
    {
        var site = Site(("Feedback:SiteVotesPerDay", "1"));
        Assert.Equal(HttpStatusCode.SeeOther, await PostAsync(site, "203.0.113.1", [("article", Reader.Article), ("helpful", "no")]));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await PostAsync(site, "203.0.113.2", [("article", Reader.Article), ("helpful", "no")]));
        Assert.Equal(HttpStatusCode.SeeOther, await SendAsync(site, "203.0.113.2", "A report."));
    }

    [Fact]
    public async Task A_report_that_the_database_could_not_take_costs_no_turn()
    {
        var site = Site(("Feedback:ReportsPerHour", "1"));
        await site.UntilReadyAsync();
        using (site.Database.LockWrites()) Assert.Equal(HttpStatusCode.ServiceUnavailable, await SendAsync(site, "203.0.113.1", "Words."));

        Assert.Equal(HttpStatusCode.SeeOther, await SendAsync(site, "203.0.113.1", "Words."));
    }

    public ValueTask DisposeAsync() => _site?.DisposeAsync() ?? ValueTask.CompletedTask;

    private TestSite Site(params (string Key, string Value)[] settings) => _site = new TestSite
    {
        Time = _time,
        Settings = [("Site:TrustedProxies", "10.0.0.0/8"), .. settings],
        Instead = services => services.AddSingleton<IStartupFilter>(new FromAddress("10.0.0.7")),
    };

    /// <summary>What the health endpoint says, and that reading stays ready.</summary>
    private static async Task<string> ReadyForReportsAsync(TestSite site, HttpStatusCode status)
    {
        using var reading = await site.AskAsync("GET", "/healthz/ready");
        Assert.Equal(HttpStatusCode.OK, reading.StatusCode);
        using var reporting = await site.AskAsync("GET", "/healthz/ready?for=reports");
        Assert.Equal(status, reporting.StatusCode);
        return await reporting.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private static Task<HttpStatusCode> SendAsync(TestSite site, string from, string message, params (string Name, string Value)[] headers) =>
        PostAsync(site, from, [("article", Reader.Article), ("message", message)], headers);

    private static async Task<HttpStatusCode> PostAsync(TestSite site, string from, (string, string)[] fields, params (string Name, string Value)[] headers)
    {
        using var answer = await AskAsync(site, from, fields, headers);
        return answer.StatusCode;
    }

    private static async Task<HttpResponseMessage> AskAsync(TestSite site, string from, (string, string)[] fields, params (string Name, string Value)[] headers)
    {
        using var reader = site.Browser();
        reader.DefaultRequestHeaders.Add("X-Forwarded-For", from);
        foreach (var (name, value) in headers) reader.DefaultRequestHeaders.TryAddWithoutValidation(name, value);
        return await reader.FillInAsync(fields);
    }

    /// <summary>And the limits on one network, which are counted in memory, and on the disk of a file.</summary>
    public sealed class OnSqlite : FloodTests
    {
        [Fact]
        public async Task Another_name_with_every_report_loosens_no_limit()
        {
            var site = Site(("Feedback:ReportsPerHour", "5"));
            var answers = new List<HttpStatusCode>();
            for (var number = 0; number < 10; number++)
                answers.Add(await SendAsync(site, "203.0.113.1", $"Number {number}.", ("User-Agent", $"bot/{number}"), ("Accept-Language", $"x-{number}")));

            Assert.Equal([.. Enumerable.Repeat(HttpStatusCode.SeeOther, 5), .. Enumerable.Repeat(HttpStatusCode.TooManyRequests, 5)], answers);
            Assert.Equal(HttpStatusCode.SeeOther, await SendAsync(site, "203.0.113.2", "Somebody else."));
        }

        [Fact]
        public async Task A_vote_with_another_name_counts_too()
        {
            var site = Site(("Feedback:VotesPerHour", "3"));
            var passed = 0;
            for (var number = 0; number < 6; number++)
                if (await PostAsync(site, "203.0.113.1", [("article", Reader.Article), ("helpful", "no")], ("User-Agent", $"bot/{number}")) is HttpStatusCode.SeeOther) passed++;

            Assert.Equal(3, passed);
        }

        [Theory]
        // 40 networks of one household, of one provider's customer, and an address in two notations.
        [InlineData("2001:db8:1:2{0:x2}::1", 4)]
        [InlineData("2001:db8:1:{0:x2}00::1", 8)]
        [InlineData("::ffff:203.0.113.1", 2)]
        [InlineData("203.0.113.{0}", 40)]
        public async Task Forty_addresses_of_one_network_are_not_forty_clients(string addresses, int passed)
        {
            var site = Site(("Feedback:ReportsPerHour", "2"));
            var kept = 0;
            for (var number = 1; number <= 40; number++)
                if (await SendAsync(site, string.Format(CultureInfo.InvariantCulture, addresses, number), $"Number {number}.") is HttpStatusCode.SeeOther) kept++;

            Assert.Equal(passed, kept);
        }

        [Fact]
        public async Task Midnight_brings_no_new_turns()
        {
            _time.Now = new DateTimeOffset(2026, 11, 22, 23, 59, 0, TimeSpan.Zero);
            var site = Site(("Feedback:ReportsPerHour", "1"));
            Assert.Equal(HttpStatusCode.SeeOther, await SendAsync(site, "203.0.113.1", "Before."));
            _time.Now += TimeSpan.FromMinutes(2);
            Assert.Equal(HttpStatusCode.TooManyRequests, await SendAsync(site, "203.0.113.1", "After."));
            _time.Now += TimeSpan.FromMinutes(58);

            Assert.Equal(HttpStatusCode.SeeOther, await SendAsync(site, "203.0.113.1", "An hour later."));
        }

        [Theory]
        [InlineData("nonsense", "message", "Words.", 400)]
        [InlineData(Reader.Article, "message", "ann@example.org", 422)]
        [InlineData(Reader.Article, "message", "The same again.", 303)]
        public async Task What_comes_to_nothing_counts_but_leaves_room_to_mend_mistakes(string article, string field, string value, int status)
        {
            var site = Site(("Feedback:ReportsPerHour", "2"));
            if (status == 303) await PostAsync(site, "203.0.113.1", [("article", article), (field, value)]);
            var answers = new List<int>();
            for (var number = 0; number < 10; number++) answers.Add((int)await PostAsync(site, "203.0.113.1", [("article", article), (field, value)]));

            Assert.Equal([.. Enumerable.Repeat(status, 8), 429, 429], answers);
            Assert.Equal(HttpStatusCode.SeeOther, await SendAsync(site, "203.0.113.2", "Somebody else."));
        }

        [Fact]
        public async Task What_is_no_form_counts_too()
        {
            var site = Site(("Feedback:ReportsPerHour", "1"));
            using var reader = site.Browser();
            var answers = new List<int>();
            for (var number = 0; number < 6; number++)
            {
                using var answer = await reader.SendAsync("{}"u8.ToArray(), "application/json");
                answers.Add((int)answer.StatusCode);
            }

            Assert.Equal([415, 415, 415, 415, 429, 429], answers);
        }

        [Fact]
        public async Task What_one_network_may_store_in_a_day_ends_with_its_words_handed_back()
        {
            var site = Site(("Feedback:NetworkReportsPerDay", "3"), ("Feedback:ReportsPerHour", "2"));
            for (var number = 0; number < 3; number++, _time.Now += TimeSpan.FromHours(1))
                Assert.Equal(HttpStatusCode.SeeOther, await SendAsync(site, "203.0.113.1", $"Number {number}."));

            using var answer = await AskAsync(site, "203.0.113.1", [("article", Reader.Article), ("message", "The fourth.")]);
            Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
            Assert.Equal(TimeSpan.FromHours(21), answer.Headers.RetryAfter?.Delta);
            var page = await answer.PageAsync();
            Assert.Contains("21 hours", page.QuerySelector(".summary")!.TextContent);
            Assert.Equal("The fourth.", page.QuerySelector<IHtmlTextAreaElement>("#f-message")!.Value);
            _time.Now += TimeSpan.FromHours(21);
            Assert.Equal(HttpStatusCode.SeeOther, await SendAsync(site, "203.0.113.1", "The fourth."));
        }

        [Fact]
        public async Task What_one_network_may_store_is_counted_in_bytes_too()
        {
            var site = Site(("Feedback:NetworkKilobytesPerDay", "20"));
            var kept = 0;
            for (var number = 0; number < 10; number++)
                if (await SendAsync(site, "203.0.113.1", new string('€', 1_500) + number) is HttpStatusCode.SeeOther) kept++;

            // Three bytes for each character, and a thousand for the row.
            Assert.Equal(3, kept);
        }

        [Fact]
        public async Task Below_the_floor_of_free_disk_nothing_is_kept_and_the_words_come_back()
        {
            // More than the disk of any machine that runs the tests.
            var site = Site(("Feedback:LeastFreeMegabytes", "2000000000"));

            using var answer = await AskAsync(site, "203.0.113.2", [("article", Reader.Article), ("message", "Not kept.")]);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.Equal("Not kept.", (await answer.PageAsync()).QuerySelector<IHtmlTextAreaElement>("#f-message")!.Value);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, await SendAsync(site, "203.0.113.2", "Not kept either."));
            Assert.Single(site.Events, said => said.RenderMessage(null).Contains("FreeDisk", StringComparison.Ordinal));
            Assert.Equal("Unhealthy\nReports can't be accepted: the database's disk is nearly full (Feedback:LeastFreeMegabytes).\n", await ReadyForReportsAsync(site, HttpStatusCode.ServiceUnavailable));
            Assert.Empty(site.Database.Read("SELECT Receipt FROM Reports"));
        }
    }

    public sealed class OnPostgreSql : FloodTests;
}
