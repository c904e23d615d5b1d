using System.Net;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace BackSpasmSite.Tests.Pages;

/// <summary>Each possible answer to a submitted form.</summary>
public sealed class FeedbackAnswerTests(SharedSite shared) : IClassFixture<SharedSite>
{
    /// <summary>Every field with a value that differs from the others.</summary>
    private static readonly (string Name, string Value)[] Everything =
    [
        ("article", Reader.Article), ("helpful", "no"), ("concern", "out-of-date"), ("section", "s-heat"), ("quote", "It is\npleasant."),
        ("quote-prefix", "before "), ("quote-suffix", " after"), ("message", "\nWords \"and\" <more>.\n"), ("leave-empty", ""),
    ];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_report_leads_to_its_receipt(bool multipart)
    {
        using var form = multipart ? Reader.Multipart(Everything) : (HttpContent)Reader.UrlEncoded(Everything);
        using var answer = await shared.Browser.PostAsync("/feedback", form, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Matches("^/feedback/[0-9a-f]{32}$", answer.Target());

        var receipt = await shared.Browser.PageAsync(answer.Target());
        string[] shown = [.. receipt.QuerySelectorAll("dd").Select(item => item.TextContent.Trim(' ', '\n'))];
        Assert.Equal(["Heat or ice?", "It is out of date", "Heat", "It is\npleasant.", "Words \"and\" <more>."], shown.Where((_, place) => place != 1));
        Assert.Equal("\nWords \"and\" <more>.\n", receipt.QuerySelectorAll("dd.typed")[^1].TextContent);
        Assert.Contains($"http://localhost:5080{answer.Target()}", receipt.QuerySelector(".copy")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("yes", false)]
    [InlineData("no", true)]
    public async Task A_vote_leads_to_thanks_and_after_no_to_what_was_missing(string helpful, bool asks)
    {
        using var answer = await shared.Browser.FillInAsync(("article", Reader.Article), ("helpful", helpful), ("message", ""), ("concern", ""));
        Assert.Equal($"/feedback/thanks?article=heat-or-ice&helpful={helpful}", answer.Target());

        var page = await shared.Browser.PageAsync(answer.Target());
        Assert.Equal(asks, page.QuerySelector("form#feedback") is not null);
        Assert.NotNull(page.QuerySelector("a[href='/articles/heat-or-ice#feedback']"));
    }

    [Fact]
    public async Task A_mistake_stands_beside_its_field_and_first_of_all_in_a_summary_that_leads_there()
    {
        using var answer = await shared.Browser.FillInAsync(
            ("article", Reader.Article), ("helpful", "maybe"), ("concern", "nonsense"), ("section", "no heading"),
            ("quote", new string('q', 1001)), ("message", new string('m', 4001)));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var page = await answer.PageAsync();

        Assert.StartsWith("Error: ", page.Title, StringComparison.Ordinal);
        AssertSummary(page, errors: 5);
        foreach (var field in (string[])["helpful", "concern", "section", "quote", "message"])
        {
            var error = page.GetElementById($"f-{field}-error");
            Assert.NotNull(error);
            Assert.Single(page.QuerySelectorAll($"[aria-describedby~='{error.Id}']"));
            Assert.Equal($"f-{field}", page.GetElementById($"f-{field}")!.Id);
        }
    }

    [Theory]
    [InlineData("article")]
    [InlineData("helpful")]
    [InlineData("concern")]
    [InlineData("section")]
    [InlineData("quote")]
    [InlineData("quote-prefix")]
    [InlineData("quote-suffix")]
    [InlineData("message")]
    [InlineData("email")]
    [InlineData("leave-empty")]
    [InlineData("personal-data")]
    public async Task A_field_that_came_twice_is_a_mistake_that_can_be_found(string field)
    {
        using var answer = await shared.Browser.FillInAsync([.. Everything, (field, "one"), (field, "two")]);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);

        AssertSummary(await answer.PageAsync(), errors: 1);
    }

    [Fact]
    public async Task A_report_on_an_article_that_went_meanwhile_is_handed_back()
    {
        using var answer = await shared.Browser.FillInAsync(("article", "gone"), ("message", "Words."));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var page = await answer.PageAsync();

        AssertSummary(page, errors: 1);
        Assert.Equal("Words.", page.QuerySelector<IHtmlTextAreaElement>("#f-message")!.Value);
    }

    [Fact]
    public async Task What_looks_like_personal_data_is_shown_back_once()
    {
        (string, string)[] form = [.. Everything.Where(field => field.Name != "message"), ("message", "Ask ann@example.org <b>")];
        using var first = await shared.Browser.FillInAsync(form);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, first.StatusCode);
        var page = await first.PageAsync();
        AssertKept(page, form);
        AssertFocus(page);
        Assert.Contains("ann@example.org", page.QuerySelector(".summary")!.TextContent, StringComparison.Ordinal);
        var buttons = page.QuerySelectorAll<IHtmlButtonElement>("form button").ToList();
        Assert.Equal(["", "personal-data"], buttons.Select(button => button.Name ?? ""));
        Assert.Equal("keep", buttons[1].Value);
        Assert.DoesNotContain("Ask ann@example.org <b>", shared.Site.Database.Read("SELECT Message FROM Reports"));

        using var second = await shared.Browser.FillInAsync([.. form, ("personal-data", "keep")]);
        Assert.Equal(HttpStatusCode.SeeOther, second.StatusCode);
        Assert.Contains("Ask ann@example.org <b>", shared.Site.Database.Read("SELECT Message FROM Reports"));
    }

    [Fact]
    public async Task Who_said_that_it_may_be_sent_can_say_so_again_when_it_came_back()
    {
        using var answer = await shared.Browser.ReportAsync("Ask ann@example.org", ("quote", new string('q', 1001)), ("personal-data", "keep"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);

        Assert.NotNull((await answer.PageAsync()).QuerySelector("button[name=personal-data][value=keep]"));
    }

    [Fact]
    public async Task The_trap_is_answered_as_if_it_had_worked()
    {
        using var answer = await shared.Browser.ReportAsync("Buy. ann@example.org", ("leave-empty", "https://spam.example"));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        var receipt = await shared.Browser.PageAsync(answer.Target());

        Assert.StartsWith("Received", receipt.QuerySelector(".status")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["Spam"], shared.Site.Database.Read("SELECT State FROM Reports WHERE Suspicion = 'Trap' AND Message LIKE 'Buy.%'"));
    }

    [Fact]
    public async Task Too_many_are_told_how_long_to_wait_and_lose_nothing()
    {
        var time = new SetTime(ContentOnDisk.Today);
        await using var site = new TestSite { Time = time };
        using var reader = site.Browser();
        for (var number = 1; number <= 30; number++)
        {
            // A mistake and the hint don't count as a report.
            Assert.Equal(HttpStatusCode.BadRequest, (await reader.ReportAsync("")).StatusCode);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await reader.ReportAsync("ann@example.org")).StatusCode);
            Assert.Equal(HttpStatusCode.SeeOther, (await reader.ReportAsync($"Number {number}.")).StatusCode);
            time.Now += TimeSpan.FromMinutes(1);
        }

        using var answer = await reader.FillInAsync(Everything);
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.Equal(TimeSpan.FromMinutes(30), answer.Headers.RetryAfter?.Delta);
        var page = await answer.PageAsync();
        AssertKept(page, Everything);
        AssertFocus(page);
        Assert.Contains("30 minutes", page.QuerySelector(".summary")!.TextContent, StringComparison.Ordinal);
        time.Now += TimeSpan.FromMinutes(30);
        Assert.Equal(HttpStatusCode.SeeOther, (await reader.FillInAsync(Everything)).StatusCode);
    }

    [Theory]
    [InlineData(0, 400)]
    [InlineData(1, 413)]
    public async Task A_form_may_have_64_KB_and_not_a_byte_more(int more, int status)
    {
        var start = $"article={Reader.Article}&message=";
        using var answer = await shared.Browser.SendAsync(Encoding.ASCII.GetBytes(start.PadRight(65_536 + more, 'a')), "application/x-www-form-urlencoded");

        Assert.Equal(status, (int)answer.StatusCode);
        // Too long for a message, and all of it is handed back.
        if (status == 400) Assert.Equal(65_536 - start.Length, (await answer.PageAsync()).QuerySelector<IHtmlTextAreaElement>("#f-message")!.Value.Length);
    }

    [Fact]
    public async Task All_that_was_typed_is_kept_in_every_field()
    {
        (string, string)[] form = [.. Everything.Where(field => field.Name is not ("quote-prefix" or "leave-empty")), ("quote-prefix", new string('p', 65)), ("leave-empty", "a\"b")];
        using var answer = await shared.Browser.FillInAsync(form);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var page = await answer.PageAsync();

        AssertKept(page, form);
        AssertSummary(page, errors: 1);
    }

    /// <summary>The summary comes first, takes focus, and links to existing fields.</summary>
    private static void AssertSummary(IHtmlDocument page, int errors)
    {
        AssertFocus(page);
        var lines = page.QuerySelectorAll(".summary li");
        Assert.Equal(errors, lines.Length);
        foreach (var link in lines.SelectMany(line => line.QuerySelectorAll("a")))
        {
            var target = page.GetElementById(link.GetAttribute("href")![1..]);
            Assert.NotNull(target);
            Assert.False(target is IHtmlInputElement { Type: "hidden" });
        }

        // Each error of the summary is also beside its field.
        var beside = page.QuerySelectorAll(".mistake");
        Assert.All(lines.Where(line => line.QuerySelector("a") is not null), line => Assert.Contains(beside, error => error.TextContent.Contains(line.TextContent.Trim(), StringComparison.Ordinal)));
        Assert.All(beside, error => Assert.NotNull(page.QuerySelector($"[aria-describedby~='{error.Id}']")));
        Assert.Distinct(page.QuerySelectorAll("[id]").Select(element => element.Id));
    }

    private static void AssertFocus(IHtmlDocument page)
    {
        Assert.True(page.QuerySelector("#feedback")!.FirstElementChild!.ClassList.Contains("summary"));
        Assert.Equal("-1", Assert.Single(page.QuerySelectorAll("[autofocus]")).GetAttribute("tabindex"));
    }

    private static void AssertKept(IHtmlDocument page, (string Name, string Value)[] typed)
    {
        foreach (var (name, value) in typed)
        {
            var fields = page.QuerySelectorAll($"form [name='{name}']");
            Assert.Equal(value, fields.Select(field => field switch
            {
                IHtmlTextAreaElement area => area.Value,
                IHtmlSelectElement select => select.Value,
                IHtmlInputElement { Type: "radio" } choice => choice.IsChecked ? choice.Value : null,
                IHtmlInputElement input => input.Value,
                _ => null,
            }).Single(kept => kept is not null));
        }
    }
}
