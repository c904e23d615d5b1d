using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using BackSpasmSite.Content;
using BackSpasmSite.Tests.Accounts;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace BackSpasmSite.Tests.Pages.Editor;

/// <summary>What an editor can do in a flood.</summary>
public sealed class FormTests : IAsyncDisposable
{
    private const string Here = "/editor/form";

    private readonly SetTime _time = new(ContentOnDisk.Today);
    private readonly TestSite _site;

    public FormTests() => _site = new TestSite
    {
        Time = _time,
        Settings = [("Site:TrustedProxies", "10.0.0.0/8"), ("Feedback:SiteReportsPerDay", "3")],
        Instead = services => services.AddSingleton<IStartupFilter>(new FromAddress("10.0.0.7")),
    };

    [Fact]
    public async Task A_paused_form_is_a_notice_and_everything_else_works_until_it_is_opened_again()
    {
        using var reader = _site.Browser();
        using var editor = await _site.SignInAsync();
        Assert.NotNull((await reader.PageAsync("/articles/heat-or-ice")).QuerySelector("form#feedback button"));

        using (var paused = await editor.PostFormAsync(Here, "form[action$=Pause]")) Assert.Equal(Here, paused.Target());
        var article = await reader.PageAsync("/articles/heat-or-ice");
        Assert.Null(article.QuerySelector("form#feedback"));
        Assert.Contains("not taking reports at the moment", article.QuerySelector("#feedback")!.TextContent);
        Assert.Empty(article.QuerySelectorAll("#feedback button, script[src*=feedback], script[src*=passage]"));
        using (var answer = await reader.ReportAsync("Words that come too late."))
        {
            Assert.Equal((HttpStatusCode.ServiceUnavailable, TimeSpan.FromHours(1)), (answer.StatusCode, answer.Headers.RetryAfter?.Delta));
            var page = await answer.PageAsync();
            Assert.Equal("Words that come too late.", page.QuerySelector<IHtmlTextAreaElement>("#f-message")!.Value);
            Assert.Empty(page.QuerySelectorAll("main button"));
        }

        using (var vote = await reader.FillInAsync(("article", Reader.Article), ("helpful", "no"))) Assert.Equal(HttpStatusCode.ServiceUnavailable, vote.StatusCode);
        foreach (var address in (string[])["/", "/articles", "/feed.xml", "/healthz/ready", "/feedback/thanks?article=heat-or-ice&helpful=no"])
        {
            using var other = await reader.GetAsync(address, TestContext.Current.CancellationToken);
            Assert.Equal((address, HttpStatusCode.OK), (address, other.StatusCode));
        }

        using (var ready = await reader.GetAsync("/healthz/ready?for=reports", TestContext.Current.CancellationToken))
        {
            Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
            Assert.Equal("Degraded\nAn editor has paused the readers' form.\n", await ready.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }

        Assert.Contains("paused", (await editor.OpenAsync("/editor")).QuerySelector($"a[href='{Here}']")!.TextContent);
        Assert.Contains(_site.Events, said => said.RenderMessage(null).Contains("paused the readers", StringComparison.Ordinal));
        using (await editor.PostFormAsync(Here, "form[action$=Resume]")) { }
        Assert.Equal(HttpStatusCode.SeeOther, (await reader.ReportAsync("Words.")).StatusCode);
        Assert.NotNull((await reader.PageAsync("/articles/heat-or-ice")).QuerySelector("form#feedback button"));
    }

    [Fact]
    public async Task A_pause_outlives_the_process_and_is_seen_by_another()
    {
        using (var editor = await _site.SignInAsync())
        using (await editor.PostFormAsync(Here, "form[action$=Pause]")) { }

        await using var other = new TestSite { Settings = [("Site:DataPath", _site.DataPath)] };
        using var reader = other.Browser();
        await other.UntilReadyAsync();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await reader.ReportAsync("Words.")).StatusCode);
        Assert.Null((await reader.PageAsync("/articles/heat-or-ice")).QuerySelector("form#feedback"));
    }

    [Fact]
    public async Task A_pause_and_its_end_reach_a_process_that_is_running()
    {
        await using var other = new TestSite { Settings = [("Site:DataPath", _site.DataPath)], Time = new ShortPauses() };
        await other.UntilReadyAsync();
        var current = other.Services.GetRequiredService<CurrentEdition>();
        using var editor = await _site.SignInAsync();
        foreach (var (button, isPaused) in new[] { ("Pause", true), ("Resume", false), ("Pause", true) })
        {
            var before = current.Edition!;
            Assert.Equal(!isPaused, before.IsFormPaused);

            using (await editor.PostFormAsync(Here, $"form[action$={button}]")) { }

            var after = await current.WaitForOtherThanAsync(before.Hash, TestContext.Current.CancellationToken);
            Assert.Equal(isPaused, after.IsFormPaused);
        }
    }

    [Fact]
    public async Task The_network_of_a_report_is_blocked_for_a_while_without_an_address_on_the_disk()
    {
        using var editor = await _site.SignInAsync();
        Assert.Equal(HttpStatusCode.SeeOther, await SendAsync("2001:db8:5:600::1", "The first."));
        using (var blocked = await editor.PostFormAsync("/editor/reports/1", "form[action$=Block]", ("hours", "6"))) Assert.Equal("/editor/reports/1", blocked.Target());

        // Neighbouring addresses too, because a /64 is easily changed; but not the next household.
        Assert.Equal(HttpStatusCode.TooManyRequests, await SendAsync("2001:db8:5:6ff::1", "Blocked."));
        Assert.Equal(HttpStatusCode.SeeOther, await SendAsync("2001:db8:5:700::1", "Another household."));
        Assert.Contains("report 1", (await editor.OpenAsync(Here)).QuerySelector("#blocks-title")!.ParentElement!.TextContent);
        Assert.False(_site.Database.HoldsBytes("2001:db8"));

        _time.Now += TimeSpan.FromHours(6);
        Assert.Equal(HttpStatusCode.SeeOther, await SendAsync("2001:db8:5:600::1", "After six hours."));
    }

    [Fact]
    public async Task A_block_is_lifted_by_hand()
    {
        using var editor = await _site.SignInAsync();
        await SendAsync("203.0.113.1", "The first.");
        using (await editor.PostFormAsync("/editor/reports/1", "form[action$=Block]", ("hours", "24"))) { }
        Assert.Equal(HttpStatusCode.TooManyRequests, await SendAsync("::ffff:203.0.113.1", "Blocked."));
        using (await editor.PostFormAsync("/editor/reports/1", "form[action$=Unblock]")) { }

        Assert.Equal(HttpStatusCode.SeeOther, await SendAsync("203.0.113.1", "Let in."));
    }

    [Fact]
    public async Task After_a_day_the_desk_says_that_nobody_knows_the_network_any_more()
    {
        using var editor = await _site.SignInAsync();
        await SendAsync("203.0.113.1", "The first.");
        var page = await editor.OpenAsync("/editor/reports/1");
        _time.Now += TimeSpan.FromHours(24);
        // The form has been open since yesterday, and its cookie is as old.
        using var now = await _site.SignInAsync();
        using (await now.PostFormAsync("/editor/reports/1", "#desk-form")) { }
        var later = await now.OpenAsync("/editor/reports/1");

        Assert.NotNull(page.QuerySelector("form[action$=Block]"));
        Assert.Null(later.QuerySelector("form[action$=Block]"));
        Assert.Contains("no longer knows which network this report came from", later.Body!.TextContent);
    }

    [Fact]
    public async Task The_desk_says_when_no_more_is_taken()
    {
        using var editor = await _site.SignInAsync();
        Assert.Null((await editor.OpenAsync("/editor")).QuerySelector("p.notice"));
        for (var number = 0; number < 3; number++) await SendAsync($"203.0.113.{number}", $"Number {number}.");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await SendAsync("203.0.113.9", "One too many."));

        Assert.Contains("SiteReportsPerDay", (await editor.OpenAsync("/editor")).QuerySelector("p.notice")!.TextContent);
        var page = await editor.OpenAsync(Here);
        Assert.Contains("SiteReportsPerDay", page.QuerySelector("p.notice")!.TextContent);
        Assert.Contains("3 of 3", page.QuerySelector("dl")!.TextContent);
    }

    [Theory]
    [InlineData("Pause")]
    [InlineData("Resume")]
    [InlineData("Block")]
    [InlineData("Unblock")]
    public async Task Nothing_is_done_without_a_token_or_by_somebody_who_is_not_signed_in(string handler)
    {
        using var editor = await _site.SignInAsync();
        using var stranger = _site.SignedOut();
        using var form = new FormUrlEncodedContent([new("report", "1"), new("hours", "1")]);

        Assert.Equal(HttpStatusCode.BadRequest, (await editor.PostAsync($"{Here}?handler={handler}", form, TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal("/editor/sign-in?return=%2Feditor%2Fform", (await stranger.PostAsync($"{Here}?handler={handler}", form, TestContext.Current.CancellationToken)).Target());
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private async Task<HttpStatusCode> SendAsync(string from, string message)
    {
        using var reader = _site.Browser();
        reader.DefaultRequestHeaders.Add("X-Forwarded-For", from);
        using var answer = await reader.ReportAsync(message);
        return answer.StatusCode;
    }
}
