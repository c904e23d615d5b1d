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
        await using var reader = await browser.OpenAsync(findsPapers: true);
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
        await using var reader = await browser.OpenAsync(findsPapers: true);
        var page = await reader.ReadAsync(Article);
        var card = page.Locator(".card");

        await TabToAsync(page, "cite-1-1");
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
    public async Task With_a_keyboard_Tab_goes_through_the_card_and_on_to_the_next_number_and_Escape_goes_back()
    {
        await using var reader = await browser.OpenAsync();
        var page = await reader.ReadAsync(Article);
        var (card, number) = (page.Locator(".card"), page.Locator("#cite-1-1"));
        await TabToAsync(page, "cite-1-1");
        var links = await card.Locator("a").AllInnerTextsAsync();
        Assert.Equal(["Open the paper", "See in references"], links.TakeLast(2));

        foreach (var link in await card.Locator("a").AllAsync())
        {
            await page.Keyboard.PressAsync("Tab");
            await Assertions.Expect(link).ToBeFocusedAsync();
        }

        foreach (var link in (await card.Locator("a").AllAsync()).Reverse().Skip(1).Append(number))
        {
            await page.Keyboard.PressAsync("Shift+Tab");
            await Assertions.Expect(link).ToBeFocusedAsync();
        }

        await Assertions.Expect(card).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(card).ToHaveCountAsync(0);
        await Assertions.Expect(number).ToBeFocusedAsync();

        await page.Keyboard.PressAsync("Shift+Tab");
        await page.Keyboard.PressAsync("Tab");
        for (var stop = 0; stop <= links.Count; stop++) await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(card).ToHaveAttributeAsync("aria-label", new Regex("^2, "));
        await Assertions.Expect(page.Locator("#cite-2-1")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task With_a_keyboard_the_card_leads_to_the_list_and_stays_while_the_pointer_leaves_it()
    {
        await using var reader = await browser.OpenAsync();
        var page = await reader.ReadAsync(Article);
        var card = page.Locator(".card");
        await TabToAsync(page, "cite-1-1");
        await card.HoverAsync();
        await page.Keyboard.PressAsync("Tab");

        // The next number opens its own card once the pointer has rested there, and this one has waited as long to close.
        await page.Locator("h1").HoverAsync();
        await page.EvaluateAsync("() => new Promise(done => setTimeout(done, 400))");
        await Assertions.Expect(card.Locator("a").First).ToBeFocusedAsync();

        await card.GetByText("See in references").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#ref-1")).ToBeInViewportAsync();
        await Assertions.Expect(card).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData(320, 200)]
    [InlineData(360, 640)]
    [InlineData(1280, 320)]
    public async Task The_card_is_inside_the_window_whatever_opens_it(int width, int height)
    {
        await using var reader = await browser.OpenAsync(width, height);
        var page = await reader.ReadAsync(Article);
        var card = page.Locator(".card");

        foreach (var id in (string[])["cite-1-1", "cite-2-1", "cite-1-2"])
        {
            foreach (var block in (string[])["start", "center", "end"])
            {
                await page.Mouse.MoveAsync(0, 0);
                await page.Keyboard.PressAsync("Escape");
                await page.EvaluateAsync("([id, block]) => { document.activeElement.blur(); document.getElementById(id).scrollIntoView({ block }) }", new[] { id, block });
                await page.Locator($"#{id}").HoverAsync();
                await Assertions.Expect(card).ToBeVisibleAsync();
                await AssertInsideAsync(card, width, height);
                await page.Keyboard.PressAsync("Escape");
                await page.Mouse.MoveAsync(0, 0);
                await page.Keyboard.PressAsync("Tab");
                await page.Locator($"#{id}").FocusAsync();
                await Assertions.Expect(card).ToBeVisibleAsync();
                await AssertInsideAsync(card, width, height);
                foreach (var link in await card.Locator("a").AllAsync())
                {
                    await link.FocusAsync();
                    await Assertions.Expect(link).ToBeInViewportAsync();
                }
            }
        }
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
        await using var reader = await browser.OpenAsync(360, 640, touch: true, findsPapers: true);
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
        await card.GetByRole(AriaRole.Link, new() { Name = "See in references" }).TapAsync();
        await Assertions.Expect(page.Locator("#ref-1")).ToBeInViewportAsync();

        await page.Locator("#cite-1-1").TapAsync();
        await card.GetByRole(AriaRole.Link, new() { Name = "Open the paper" }).TapAsync();
        await Assertions.Expect(page).ToHaveURLAsync(Paper());
    }

    [Fact]
    public async Task Without_JavaScript_the_link_and_the_list_are_enough()
    {
        await using var reader = await browser.OpenAsync(360, 640, scripts: false, findsPapers: true);
        var page = await reader.ReadAsync(Article);

        await page.Locator("details.contents summary").ClickAsync();
        await Assertions.Expect(page.Locator("details.contents a").First).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#references li").First).ToContainTextAsync("What it found:");
        await page.Locator("#cite-1-1").ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(Paper());
    }

    private static async Task TabToAsync(IPage page, string id)
    {
        for (var renderers = 0; renderers < 20 && await page.EvaluateAsync<string>("document.activeElement.id") != id; renderers++)
            await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.Locator($"#{id}")).ToBeFocusedAsync();
    }

    private static async Task AssertInsideAsync(ILocator card, int width, int height)
    {
        var box = (await card.BoundingBoxAsync())!;
        Assert.True(
            box.X >= 0 && box.Y >= 0 && box.X + box.Width <= width && box.Y + box.Height <= height,
            $"The card reaches from {box.X}, {box.Y} to {box.X + box.Width}, {box.Y + box.Height} in {width} × {height} px.");
    }

    private static Task<string> BackgroundAsync(IPage page, string selector) =>
        page.Locator(selector).EvaluateAsync<string>("element => getComputedStyle(element).backgroundColor");

    [GeneratedRegex("^https://doi\\.org/10\\.")]
    private static partial Regex Paper();
}
