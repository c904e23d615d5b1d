using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace BackSpasmSite.BrowserTests;

/// <summary>From a claim to its evidence, and back.</summary>
public sealed partial class CitationTests(Browser browser)
{
    private const string Article = "/articles/back-spasm-during-running";

    [Fact]
    public async Task A_number_leads_to_the_paper_and_back_leads_to_the_number()
    {
        await using var reader = await browser.OpenAsync();
        var page = await reader.ReadAsync(Article);
        var number = page.Locator(".citation a").First;

        Assert.Matches(@"^1, [a-z ]+, \w+ \d{4}$", await number.GetAttributeAsync("aria-label"));
        await number.ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(Paper());
        await Assertions.Expect(page).ToHaveTitleAsync("The paper");

        await page.GoBackAsync();
        await Assertions.Expect(page.Locator(".citation a").First).ToBeInViewportAsync();
    }

    [Fact]
    public async Task The_list_says_what_a_paper_found_and_leads_back_to_each_place_that_cites_it()
    {
        await using var reader = await browser.OpenAsync();
        var page = await reader.ReadAsync(Article);
        var entry = page.Locator("#ref-1");

        await Assertions.Expect(entry).ToContainTextAsync("What it found:");
        await Assertions.Expect(entry).ToContainTextAsync("doi:10.");
        var back = entry.GetByRole(AriaRole.Link, new() { Name = "Back to citation b of reference 1" });
        await back.ClickAsync();

        await Assertions.Expect(page).ToHaveURLAsync(new Regex("#cite-1-2$"));
        await Assertions.Expect(page.Locator("#cite-1-2")).ToBeInViewportAsync();
        var (target, plain) = (await BackgroundAsync(page, "#cite-1-2"), await BackgroundAsync(page, "#cite-1-1"));
        Assert.NotEqual(plain, target);
    }

    [Fact]
    public async Task With_a_mouse_the_card_comes_with_hovering_can_be_entered_and_is_the_only_one()
    {
        await using var reader = await browser.OpenAsync();
        var page = await reader.ReadAsync(Article);
        var card = page.Locator(".card");

        await page.Locator("#cite-1-1").HoverAsync();
        await Assertions.Expect(card).ToBeVisibleAsync();
        await Assertions.Expect(card).ToContainTextAsync("What it found:");
        await card.HoverAsync();
        await Assertions.Expect(card).ToBeVisibleAsync();

        await page.Locator("#cite-2-1").HoverAsync();
        await Assertions.Expect(card).ToHaveAttributeAsync("aria-label", new Regex("^2, "));
        await Assertions.Expect(card).ToHaveCountAsync(1);

        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(card).ToHaveCountAsync(0);

        await page.Locator("#cite-1-1").HoverAsync();
        await Assertions.Expect(card).ToBeVisibleAsync();
        await page.Locator("h1").HoverAsync();
        await Assertions.Expect(card).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task With_a_keyboard_the_card_comes_with_focus_and_Enter_opens_the_paper()
    {
        await using var reader = await browser.OpenAsync();
        var page = await reader.ReadAsync(Article);
        var card = page.Locator(".card");

        for (var presses = 0; presses < 20 && await page.EvaluateAsync<string>("document.activeElement.id") != "cite-1-1"; presses++)
            await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.Locator("#cite-1-1")).ToBeFocusedAsync();
        await Assertions.Expect(card).ToBeVisibleAsync();

        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(card).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator("#cite-1-1")).ToBeFocusedAsync();

        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(card).ToHaveAttributeAsync("aria-label", new Regex("^2, "));
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page).ToHaveURLAsync(Paper());
    }

    [Fact]
    public async Task Who_is_led_to_a_sentence_sees_it_without_a_card_over_it_until_they_tab_back_to_its_number()
    {
        await using var reader = await browser.OpenAsync(360, 640);
        var page = await reader.ReadAsync("/papers/steffens-2015");
        var card = page.Locator(".card");

        await page.Locator(".citing li a").First.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".citation a:target")).ToBeFocusedAsync();
        await Assertions.Expect(card).ToHaveCountAsync(0);

        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Shift+Tab");
        await Assertions.Expect(page.Locator(".citation a:target")).ToBeFocusedAsync();
        await Assertions.Expect(card).ToBeVisibleAsync();
    }

    [Fact]
    public async Task With_a_finger_the_first_tap_opens_the_card_whose_links_lead_on()
    {
        await using var reader = await browser.OpenAsync(360, 640, touch: true);
        var page = await reader.ReadAsync(Article);
        var card = page.Locator(".card");

        await page.Locator("#cite-1-1").TapAsync();
        await Assertions.Expect(card).ToBeVisibleAsync();
        Assert.Empty(reader.Elsewhere);
        var box = (await card.BoundingBoxAsync())!;
        Assert.True(box.X >= 0 && box.X + box.Width <= 360, $"The card reaches from {box.X} to {box.X + box.Width} px.");

        await page.Touchscreen.TapAsync(4, 300);
        await Assertions.Expect(card).ToHaveCountAsync(0);

        await page.Locator("#cite-1-1").TapAsync();
        await card.GetByRole(AriaRole.Link, new() { Name = "In the list" }).TapAsync();
        await Assertions.Expect(page.Locator("#ref-1")).ToBeInViewportAsync();

        await page.Locator("#cite-1-1").TapAsync();
        await card.GetByRole(AriaRole.Link, new() { Name = "Open the paper" }).TapAsync();
        await Assertions.Expect(page).ToHaveURLAsync(Paper());
    }

    [Fact]
    public async Task Without_JavaScript_the_link_and_the_list_are_enough()
    {
        await using var reader = await browser.OpenAsync(360, 640, scripts: false);
        var page = await reader.ReadAsync(Article);

        await page.Locator("details.contents summary").ClickAsync();
        await Assertions.Expect(page.Locator("details.contents a").First).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#references li").First).ToContainTextAsync("What it found:");
        await page.Locator("#cite-1-1").ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(Paper());
    }

    private static Task<string> BackgroundAsync(IPage page, string selector) =>
        page.Locator(selector).EvaluateAsync<string>("element => getComputedStyle(element).backgroundColor");

    [GeneratedRegex("^https://doi\\.org/10\\.")]
    private static partial Regex Paper();
}
