using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Serilog.Events;

namespace BackSpasmSite.Tests.Http;

public sealed class RequestLogTests
{
    [Theory]
    [InlineData("GET", "/articles/heat-or-ice?q=secret", "GET /articles/heat-or-ice answered 200")]
    [InlineData("GET", "/topics/heat?page=secret", "GET /topics/heat answered 404")]
    [InlineData("GET", "/people/ann", "GET /people/ann answered 200")]
    [InlineData("GET", "/people/secret", "GET /people/{key} answered 404")]
    [InlineData("GET", "/articles/secret", "GET /articles/{slug} answered 404")]
    [InlineData("GET", "/secret/secret/secret", "GET unmatched answered 404")]
    [InlineData("GET", "/articles/HEAT-or-ice/?q=secret", "GET redirect answered 301")]
    [InlineData("GET", "/old-heat?secret", "GET redirect answered 301")]
    [InlineData("GET", "/healthz/ready?secret", "GET /healthz/ready answered 200")]
    [InlineData("SECRET", "/about", "other unmatched answered 405")]
    public async Task A_request_is_one_event_without_a_word_of_the_reader(string method, string address, string said)
    {
        await using var site = new TestSite();
        using var answer = await site.AskAsync(method, address, ("User-Agent", "secret"), ("Referer", "http://localhost/secret"));

        var request = Assert.Single(site.Events, happened => happened.Properties.ContainsKey("Elapsed"));
        Assert.StartsWith(said, request.RenderMessage(null).Replace("\"", ""));
        Assert.Equal(LogEventLevel.Information, request.Level);
        Assert.DoesNotContain(site.Events, happened => Everything(happened).Contains("secret", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_page_from_memory_is_counted_and_is_no_event()
    {
        var site = new TestSite();
        foreach (var tag in new[] { "", "", "*" }) (await site.AskAsync("GET", "/about?secret", ("If-None-Match", tag))).Dispose();
        (await site.AskAsync("GET", "/nothing")).Dispose();
        await site.DisposeAsync();

        Assert.Equal(
            ["GET /about answered 200", "GET /{name} answered 404"],
            site.Events.Where(happened => happened.Properties.ContainsKey("Elapsed")).Select(happened => happened.RenderMessage(null).Replace("\"", "").Split(" in ")[0]));
        Assert.Single(site.Events, happened => happened.RenderMessage(null) == "Served 2 pages from memory since the previous line like this, 1 of them as unchanged (304)");
    }

    [Fact]
    public async Task With_the_setting_a_page_from_memory_is_an_event_like_any_other()
    {
        await using var site = new TestSite { Settings = [("Site:LogPagesFromMemory", "true")] };
        foreach (var tag in new[] { "", "", "*" }) (await site.AskAsync("HEAD", "/articles/heat-or-ice?secret", ("If-None-Match", tag))).Dispose();

        Assert.Equal(
            ["200", "200", "304"],
            site.Events.Where(happened => happened.Properties.ContainsKey("Elapsed")).Select(happened => happened.Properties["StatusCode"].ToString()));
        Assert.All(
            site.Events.Where(happened => happened.Properties.ContainsKey("Elapsed")),
            happened => Assert.Equal("\"/articles/{slug}\"", happened.Properties["Route"].ToString()));
        Assert.DoesNotContain(site.Events, happened => Everything(happened).Contains("secret", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("Serilog:MinimumLevel", "nonsense")]
    [InlineData("Serilog:MinimumLevel:Override:Microsoft.AspNetCore.Hosting.Diagnostics", "Information")]
    [InlineData("Serilog:MinimumLevel:Override:Microsoft", "Verbose")]
    public async Task No_setting_opens_the_log_to_what_a_reader_typed(string key, string value)
    {
        await using var site = new TestSite { Settings = [(key, value)] };
        using var answer = await site.AskAsync("GET", "/articles/secret?secret");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.DoesNotContain(site.Events, happened => Everything(happened).Contains("secret", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task An_unexpected_error_is_logged_once_and_answered_with_a_page()
    {
        await using var site = new TestSite();
        await using var broken = site.WithWebHostBuilder(builder => builder.ConfigureTestServices(services => services.Configure<MvcOptions>(mvc => mvc.Filters.Add(new Break(new InvalidOperationException("broken on purpose"))))));
        using var answer = await broken.CreateClient().GetAsync("/about?secret", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        Assert.True(answer.Headers.Contains("Content-Security-Policy"));
        Assert.Single(site.Events, happened => happened.Exception is not null);
        Assert.Equal(LogEventLevel.Error, Assert.Single(site.Events, happened => happened.Properties.ContainsKey("Elapsed")).Level);
        Assert.DoesNotContain(site.Events, happened => Everything(happened).Contains("secret", StringComparison.Ordinal));
    }

    public static TheoryData<Exception, int, LogEventLevel> BrokenOff => new()
    {
        { new ConnectionAbortedException(), 499, LogEventLevel.Information },
        { new ConnectionResetException("gone"), 499, LogEventLevel.Information },
        // The client did not disconnect, so this is a fault of the site.
        { new OperationCanceledException(), 500, LogEventLevel.Error },
    };

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(BrokenOff))]
    public async Task A_connection_that_breaks_off_before_the_request_is_marked_as_aborted_is_no_fault(Exception failure, int status, LogEventLevel level)
    {
        await using var site = new TestSite();
        await using var broken = site.WithWebHostBuilder(builder => builder.ConfigureTestServices(services => services.Configure<MvcOptions>(mvc => mvc.Filters.Add(new Break(failure)))));
        using var answer = await broken.CreateClient().GetAsync("/about", TestContext.Current.CancellationToken);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(level, Assert.Single(site.Events, happened => happened.Properties.ContainsKey("Elapsed")).Level);
        Assert.Equal(level == LogEventLevel.Error, site.Events.Any(happened => happened.Level >= LogEventLevel.Error || happened.Exception is not null));
    }

    private static string Everything(LogEvent happened) =>
        $"{happened.RenderMessage(null)} {string.Join(' ', happened.Properties.Values)} {happened.Exception}";

    /// <summary>Fails after everything the site does, as a page with a bug would.</summary>
    private sealed class Break(Exception failure) : IResourceFilter
    {
        public void OnResourceExecuting(ResourceExecutingContext context)
        {
            if (context.HttpContext.Request.Path == "/about") throw failure;
        }

        public void OnResourceExecuted(ResourceExecutedContext context)
        {
        }
    }
}
