using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace BackSpasmSite.BrowserTests;

/// <summary>A reader says what is wrong without leaving the article.</summary>
public sealed class ReportingTests(Browser browser)
{
    [Fact]
    public async Task A_vote_is_thanked_for_in_its_place_and_can_be_changed()
    {
        await using var site = ShippedSite();
        await using var reader = await browser.OpenAsync(360, 640, site: site);
        var page = await reader.ReadAsync(Reporting.Article);

        await page.Button("Yes").ClickAsync();
        await Assertions.Expect(page.Heading("Thank you")).ToBeFocusedAsync();
        await Assertions.Expect(page.Heading("Thank you")).ToBeInViewportAsync();
        await Assertions.Expect(page.Heading("Thank you")).ToHaveAccessibleDescriptionAsync(new Regex("Your answer has been counted"));
        await Assertions.Expect(page.Locator("h1")).ToHaveCountAsync(1);
        await Assertions.Expect(page).ToHaveURLAsync(site.Address + Reporting.Article);
        Assert.True(Assert.Single(await site.VotesAsync()).Helpful);

        await page.Button("Back to the form").ClickAsync();
        await Assertions.Expect(page.Form().Locator("summary")).ToBeFocusedAsync();
        await page.Button("No").ClickAsync();
        await Assertions.Expect(page.Heading("What should we change?")).ToBeVisibleAsync();
        Assert.False(Assert.Single(await site.VotesAsync()).Helpful);
        Assert.Empty(reader.Complaints);
    }

    [Fact]
    public async Task After_No_the_form_asks_what_was_missing_and_takes_it()
    {
        await using var reader = await browser.OpenAsync();
        var page = await reader.ReadAsync(Reporting.Article);

        await page.Button("No").ClickAsync();
        await Assertions.Expect(page.Heading("What should we change?")).ToBeVisibleAsync();
        await Assertions.Expect(page.Button("No")).ToHaveCountAsync(0);
        await page.GetByLabel("It did not answer my question").CheckAsync();
        await page.SendAsync("Nothing is said about swimming.");

        await Assertions.Expect(page.Heading("Your report")).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator(".receipt")).ToContainTextAsync("Nothing is said about swimming.");
        await Assertions.Expect(page.Heading("Thank you")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_report_is_answered_with_its_receipt_in_its_place()
    {
        await using var reader = await browser.OpenAsync(320, 640);
        var page = await reader.OpenFormAsync();
        Assert.True(await reader.FitsAsync());

        await page.GetByLabel("It is not accurate").CheckAsync();
        await page.SendAsync("Wider than the study says: " + new string('x', 200));

        await Assertions.Expect(page.Heading("Your report")).ToBeFocusedAsync();
        await Assertions.Expect(page.Heading("Your report")).ToHaveAccessibleDescriptionAsync(new Regex("^Received"));
        await Assertions.Expect(page.Locator(".receipt")).ToContainTextAsync("It is not accurate");
        await Assertions.Expect(page.Locator("h1")).ToHaveCountAsync(1);
        Assert.Empty(await page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll('[id]')].map(element => element.id).filter((id, i, all) => all.indexOf(id) !== i)
            """));
        Assert.True(await reader.FitsAsync());
        Assert.Empty(await page.Context.CookiesAsync());
        Assert.Empty(reader.Elsewhere);
        Assert.Empty(reader.Complaints);
    }

    [Fact]
    public async Task A_mistake_is_named_first_leads_to_its_field_and_can_be_mended()
    {
        await using var reader = await browser.OpenAsync(320, 640);
        var page = await reader.OpenFormAsync();
        await page.Locator("#f-quote").FillAsync("a heat wrap");
        await page.SendAsync();

        await page.ExpectSummaryAsync("There is a problem");
        Assert.True(await reader.FitsAsync());
        await page.FollowAsync("Choose what is wrong, or write a message.", "#f-message");
        await Assertions.Expect(page.Locator("#f-message")).ToHaveAccessibleDescriptionAsync(new Regex("Error: Choose what is wrong"));
        await Assertions.Expect(page.Locator("#f-quote")).ToHaveValueAsync("a heat wrap");
        await page.SendAsync("A wrap is not a bath.");

        await Assertions.Expect(page.Locator(".receipt")).ToContainTextAsync("a heat wrap");
        // The browser's own message about the first response, and nothing else.
        Assert.Equal(["Failed to load resource: the server responded with a status of 400 (Bad Request)"], reader.Complaints);
    }

    [Fact]
    public async Task Personal_data_is_hinted_at_once_and_can_be_taken_out()
    {
        await using var reader = await browser.OpenAsync(320, 640);
        var page = await reader.OpenFormAsync();
        await page.SendAsync(Reporting.Personal);

        await page.ExpectSummaryAsync("jane.doe@example.org");
        Assert.True(await reader.FitsAsync());
        await page.FollowAsync("your message", "#f-message");
        await Assertions.Expect(page.Locator("#f-message")).ToHaveValueAsync(Reporting.Personal);
        await page.SendAsync("My physiotherapist says so.");

        await Assertions.Expect(page.Locator(".receipt")).ToContainTextAsync("My physiotherapist says so.");
        await Assertions.Expect(page.Locator(".receipt")).Not.ToContainTextAsync("jane.doe");
    }

    [Fact]
    public async Task Or_the_report_is_sent_as_it_is()
    {
        await using var reader = await browser.OpenAsync();
        var page = await reader.OpenFormAsync();
        await page.SendAsync(Reporting.Personal);
        await page.ExpectSummaryAsync("Nothing has been sent yet");

        await page.Button("Send as it is").ClickAsync();

        await Assertions.Expect(page.Locator(".receipt")).ToContainTextAsync(Reporting.Personal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Enter_in_a_field_sends_the_report_and_never_a_vote(bool scripts)
    {
        await using var site = ShippedSite(("Smtp:Host", "mail.example.org"), ("Smtp:From", "editors@example.org"));
        await using var reader = await browser.OpenAsync(scripts: scripts, site: site);
        var page = await reader.OpenFormAsync();
        await page.GetByLabel("It is out of date").CheckAsync();
        await page.Locator("#f-email").FillAsync("ann@example.org");

        await page.Locator("#f-email").PressAsync("Enter");

        await Assertions.Expect(page.Locator(".receipt")).ToContainTextAsync("It is out of date");
        Assert.Null(Assert.Single(await site.ReportsAsync()).Helpful);
        Assert.Empty(await site.VotesAsync());
    }

    [Fact]
    public async Task While_a_report_is_on_its_way_it_is_not_sent_twice()
    {
        await using var reader = await browser.OpenAsync();
        var page = await reader.OpenFormAsync();
        var (posts, arrived) = (0, new TaskCompletionSource());
        await page.RouteAsync("**/feedback", async route =>
        {
            posts++;
            await arrived.Task;
            await route.ContinueAsync();
        });
        await page.SendAsync("Sent once.");

        var button = page.Button("Sending…");
        await Assertions.Expect(button).ToBeFocusedAsync();
        await Assertions.Expect(button).ToHaveAttributeAsync("aria-disabled", "true");
        await Assertions.Expect(page.Locator("[role=status]")).ToHaveTextAsync("Sending");
        await page.Keyboard.PressAsync("Enter");
        await page.Button("Yes").ClickAsync(new LocatorClickOptions { Force = true });
        arrived.SetResult();

        await Assertions.Expect(page.Locator(".receipt")).ToContainTextAsync("Sent once.");
        Assert.Equal(1, posts);
    }

    [Fact]
    public async Task When_the_server_stops_the_words_stay_and_can_be_sent_when_it_is_back()
    {
        await using var site = ShippedSite();
        await using var reader = await browser.OpenAsync(360, 640, site: site);
        var page = await reader.OpenFormAsync();
        await page.Locator("#f-quote").FillAsync("a heat wrap");
        await site.StopAsync();
        await page.SendAsync("Written while the server was down.");

        await page.ExpectSummaryAsync("Your words are still here");
        await page.Button("Send report").ClickAsync();
        await page.ExpectSummaryAsync("Your words are still here");
        await Assertions.Expect(page.Locator(".summary")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("#f-quote")).ToHaveValueAsync("a heat wrap");
        await Assertions.Expect(page.Locator("#f-message")).ToHaveValueAsync("Written while the server was down.");
        await Assertions.Expect(page.Locator("#f-message")).ToBeEditableAsync();

        site.StartAgain();
        await page.Button("Send report").ClickAsync();

        await Assertions.Expect(page.Heading("Your report")).ToBeFocusedAsync();
        Assert.Equal("Written while the server was down.", Assert.Single(await site.ReportsAsync()).Message);
    }

    [Fact]
    public async Task An_answer_that_is_no_answer_leaves_the_words_where_they_are()
    {
        await using var reader = await browser.OpenAsync();
        var page = await reader.OpenFormAsync();
        await page.RouteAsync("**/feedback", route => route.FulfillAsync(new RouteFulfillOptions { Status = 500, ContentType = "text/html", Body = "<h1>Oh</h1>" }));

        await page.SendAsync("Still here.");

        await page.ExpectSummaryAsync("That did not get through");
        await Assertions.Expect(page.Locator("#f-message")).ToHaveValueAsync("Still here.");
    }

    [Fact]
    public async Task The_first_link_to_the_form_opens_it()
    {
        await using var reader = await browser.OpenAsync(360, 640);
        var page = await reader.ReadAsync(Reporting.Article);

        await page.GetByRole(AriaRole.Link, new() { Name = "Spotted a mistake?" }).ClickAsync();

        await Assertions.Expect(page.GetByLabel("It could hurt someone")).ToBeInViewportAsync();
    }

    [Fact]
    public async Task Words_that_the_browser_fills_in_again_are_not_hidden()
    {
        await using var reader = await browser.OpenAsync();
        var page = await reader.OpenFormAsync();
        await page.Locator("#f-message").FillAsync("Half a thought");
        await reader.ReadAsync("/about");

        await page.GoBackAsync();

        await Assertions.Expect(page.Locator("#f-message")).ToHaveValueAsync("Half a thought");
        await Assertions.Expect(page.Locator("#f-message")).ToBeVisibleAsync();
        await Assertions.Expect(page.Button("Send report")).ToBeVisibleAsync();
    }

    private static RunningSite ShippedSite(params (string, string)[] settings) =>
        new(Path.Combine(Repository.Root, "content"), settings: settings);
}
