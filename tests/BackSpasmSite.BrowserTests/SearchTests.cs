using Microsoft.Playwright;

namespace BackSpasmSite.BrowserTests;

/// <summary>Looking for something, by keyboard and by touch, with and without scripts.</summary>
public sealed class SearchTests(Browser browser)
{
    private const string Sciatica = "/articles/sciatica-and-scans";

    [Fact]
    public async Task A_slash_and_a_few_letters_lead_to_an_article_by_keyboard()
    {
        await using var reader = await browser.OpenAsync();
        var page = reader.Page;
        await FoundAsync(page, "sciatica");
        await reader.ReadAsync("/about");
        var asked = new List<string>();
        page.Request += (_, request) =>
        {
            if (request.Url.Contains("/suggestions", StringComparison.Ordinal)) asked.Add(request.Url);
        };
        var box = page.Locator("header input[type=search]");
        var list = page.GetByRole(AriaRole.Listbox);

        await page.Keyboard.PressAsync("/");
        await Assertions.Expect(box).ToBeFocusedAsync();
        await Assertions.Expect(box).ToHaveValueAsync("");
        await page.Keyboard.TypeAsync("s");
        await page.Keyboard.TypeAsync("ci");
        await Assertions.Expect(list).ToBeVisibleAsync();
        Assert.All(asked, url => Assert.EndsWith("q=sci", url, StringComparison.Ordinal));
        await Assertions.Expect(box).ToHaveAttributeAsync("aria-expanded", "true");
        await page.ExpectNoViolationAsync("Suggestions");

        await page.Keyboard.PressAsync("ArrowDown");
        var first = list.GetByRole(AriaRole.Option).First;
        await Assertions.Expect(first).ToHaveAttributeAsync("aria-selected", "true");
        await Assertions.Expect(box).ToHaveAttributeAsync("aria-activedescendant", (await first.GetAttributeAsync("id"))!);
        await Assertions.Expect(box).ToBeFocusedAsync();

        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(list).ToBeHiddenAsync();
        await Assertions.Expect(box).ToHaveValueAsync("sci");

        await page.Keyboard.TypeAsync("a");
        await Assertions.Expect(list).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex($"{Sciatica}$"));
        Assert.Empty(reader.Elsewhere);
        Assert.Empty(reader.Complaints);
    }

    [Fact]
    public async Task The_slash_key_can_be_turned_off_on_the_search_page_and_stays_off()
    {
        await using var reader = await browser.OpenAsync(360, 640);
        var page = reader.Page;
        await reader.ReadAsync("/search?q=heat");
        var choice = page.GetByRole(AriaRole.Checkbox, new() { Name = "The key / leads to the search box" });
        await Assertions.Expect(choice).ToBeCheckedAsync();
        Assert.Equal(0, await page.EvaluateAsync<int>("localStorage.length"));
        Assert.True(await reader.FitsAsync());
        await page.ExpectNoViolationAsync("The switch for the key");
        await choice.FocusAsync();
        await page.Keyboard.PressAsync("Space");

        await reader.ReadAsync("/about");
        var box = page.Locator("header input[type=search]");
        await page.Keyboard.PressAsync("/");
        await Assertions.Expect(box).Not.ToBeFocusedAsync();

        await reader.ReadAsync("/search");
        await Assertions.Expect(choice).Not.ToBeCheckedAsync();
        await choice.CheckAsync();
        Assert.Equal(0, await page.EvaluateAsync<int>("localStorage.length"));
        await reader.ReadAsync("/about");
        await page.Keyboard.PressAsync("/");
        await Assertions.Expect(box).ToBeFocusedAsync();
        Assert.Empty(reader.Complaints);
    }

    [Fact]
    public async Task A_touch_on_a_suggestion_opens_it()
    {
        await using var reader = await browser.OpenAsync(360, 640, touch: true);
        var page = reader.Page;
        await FoundAsync(page, "sciatica");
        await reader.ReadAsync("/");
        await page.Locator("main input[type=search]").TapAsync();
        await page.Keyboard.TypeAsync("sciat");
        var option = page.GetByRole(AriaRole.Option).First;
        await Assertions.Expect(option).ToBeVisibleAsync();
        var box = (await option.BoundingBoxAsync())!;
        Assert.True(box.Height >= 44 && box.X + box.Width <= 360, $"{box.Width} x {box.Height} at {box.X}");
        await option.TapAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex($"{Sciatica}$"));
    }

    [Theory]
    [InlineData(320)]
    [InlineData(360)]
    [InlineData(1280)]
    public async Task Without_scripts_the_box_in_the_header_leads_to_results_and_to_the_section(int width)
    {
        await using var reader = await browser.OpenAsync(width, 640, scripts: false);
        var page = reader.Page;
        await FoundAsync(page, "sciatica");
        await reader.ReadAsync("/about");
        var box = page.Locator("header input[type=search]");
        var (place, name) = ((await box.BoundingBoxAsync())!, (await page.Locator("header .name").BoundingBoxAsync())!);
        Assert.True(place.Width >= 80 && place.Y < name.Y + name.Height, $"{place.Width} wide at {place.Y}");
        Assert.True(await reader.FitsAsync());
        await box.FillAsync("pickle juice");
        await box.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Checkbox)).ToHaveCountAsync(0);

        await Assertions.Expect(page.Locator("main input[type=search]")).ToHaveValueAsync("pickle juice");
        Assert.InRange((await page.Locator("main label[for=topic]").BoundingBoxAsync())!.Height, 1, 40);
        Assert.True(await reader.FitsAsync());
        await page.Locator(".hits a").First.ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/articles/cramps-drinking-and-magnesium#s-pickle-juice-salt-and-bananas$"));
    }

    /// <summary>The index is built beside the first requests.</summary>
    private static async Task FoundAsync(IPage page, string typed)
    {
        await page.GotoAsync($"/search?q={typed}");
        while (await page.Locator(".hits a").CountAsync() == 0) await page.ReloadAsync();
    }
}
