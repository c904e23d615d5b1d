using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace BackSpasmSite.BrowserTests;

/// <summary>The same reader with an old phone, or with scripts turned off: each answer is a page.</summary>
public sealed class ReportingWithoutScriptsTests(Browser browser)
{
    [Fact]
    public async Task A_vote_is_thanked_for_and_leads_back_to_the_same_place()
    {
        await using var reader = await SitDownAsync();
        var page = await reader.ReadAsync(Reporting.Article);

        await page.Button("Yes").ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex(@"/feedback/thanks\?article=back-spasm-during-running&helpful=yes$"));
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Thank you");
        await page.GetByRole(AriaRole.Link, new() { Name = "Back to" }).ClickAsync();

        await Assertions.Expect(page).ToHaveURLAsync(new Regex(Reporting.Article + "#feedback$"));
        await Assertions.Expect(page.Button("Yes")).ToBeInViewportAsync();
        Assert.Empty(reader.Complaints);
    }

    [Fact]
    public async Task After_No_a_page_asks_what_was_missing_and_takes_it()
    {
        await using var reader = await SitDownAsync();
        var page = await reader.ReadAsync(Reporting.Article);
        await page.Button("No").ClickAsync();
        await Assertions.Expect(page.Heading("What should we change?")).ToBeVisibleAsync();

        await page.SendAsync("Without scripts: nothing about swimming.");

        await Assertions.Expect(page.Locator(".receipt")).ToContainTextAsync("nothing about swimming");
    }

    [Fact]
    public async Task A_report_leads_to_its_receipt()
    {
        await using var reader = await SitDownAsync();
        var page = await reader.OpenFormAsync();
        await page.GetByLabel("It could hurt someone").CheckAsync();
        await page.Locator("#f-section").SelectOptionAsync("s-remedies");
        await page.Locator("#f-quote").FillAsync("Staying active");

        await page.SendAsync("Two lines,\nand <b>markup</b> 🙂.");

        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/feedback/[0-9a-f]{32}$"));
        var receipt = page.Locator(".receipt");
        foreach (var part in (string[])["Received", "It could hurt someone", "Remedies", "Staying active"])
            await Assertions.Expect(receipt).ToContainTextAsync(part);
        Assert.Equal("Two lines,\nand <b>markup</b> 🙂.", await page.Locator("dd.typed").Last.InnerTextAsync());
        Assert.True(await reader.FitsAsync());
        Assert.Empty(await page.Context.CookiesAsync());
        Assert.Empty(reader.Elsewhere);
        Assert.Empty(reader.Complaints);
    }

    [Fact]
    public async Task A_mistake_is_named_first_leads_to_its_field_and_can_be_mended()
    {
        await using var reader = await SitDownAsync();
        var page = await reader.OpenFormAsync();
        await page.Locator("#f-quote").FillAsync("Staying active");
        await page.SendAsync();

        await page.ExpectSummaryAsync("There is a problem");
        await Assertions.Expect(page).ToHaveTitleAsync(new Regex("^Error: "));
        Assert.True(await reader.FitsAsync());
        await page.FollowAsync("Choose what is wrong, or write a message.", "#f-message");
        await Assertions.Expect(page.Locator("#f-quote")).ToHaveValueAsync("Staying active");
        await page.SendAsync("Mended without scripts.");

        await Assertions.Expect(page.Locator(".receipt")).ToContainTextAsync("Mended without scripts.");
        await Assertions.Expect(page.Locator(".receipt")).ToContainTextAsync("Staying active");
    }

    [Theory]
    [InlineData("Send report", "My physiotherapist, without scripts.")]
    [InlineData("Send as it is", Reporting.Personal)]
    public async Task Personal_data_is_hinted_at_and_the_reader_decides(string button, string message)
    {
        await using var reader = await SitDownAsync();
        var page = await reader.OpenFormAsync();
        await page.SendAsync(Reporting.Personal);
        await page.ExpectSummaryAsync("jane.doe@example.org");
        await Assertions.Expect(page.Locator("#f-message")).ToHaveValueAsync(Reporting.Personal);
        Assert.True(await reader.FitsAsync());

        await page.Locator("#f-message").FillAsync(message);
        await page.Button(button).ClickAsync();

        await Assertions.Expect(page.Locator(".receipt")).ToContainTextAsync(message);
    }

    private Task<Reader> SitDownAsync() => browser.OpenAsync(320, 640, scripts: false);
}
