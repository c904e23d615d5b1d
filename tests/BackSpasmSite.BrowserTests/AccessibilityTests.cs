using Microsoft.Playwright;

namespace BackSpasmSite.BrowserTests;

/// <summary>
/// Axe finds nothing on any kind of page. Each width and each scheme is tried once, because contrast depends on the scheme alone and the
/// size of targets on the width alone.
/// </summary>
public sealed class AccessibilityTests(Browser browser)
{
    [Theory]
    [InlineData(360, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    public async Task No_page_has_a_violation(int width, ColorScheme scheme)
    {
        await using var reader = await browser.OpenAsync(width, 800, scheme: scheme);
        foreach (var address in Kinds.OfPages)
        {
            var page = await reader.ReadAsync(address);
            await page.ExpectNoViolationAsync(address, looksOnly: scheme == ColorScheme.Dark);
        }
    }

    [Theory]
    [InlineData("touch", "dialog")]
    [InlineData("mouse", "tooltip")]
    [InlineData("keyboard", "tooltip")]
    public async Task The_open_card_has_no_violation_either(string by, string role)
    {
        await using var reader = await browser.OpenAsync(360, 640, touch: by == "touch");
        var page = await reader.ReadAsync("/articles/back-spasm-during-running");
        var number = page.Locator(".citation a").First;
        await (by switch
        {
            "touch" => number.TapAsync(),
            "mouse" => number.HoverAsync(),
            _ => FocusAsync(page, number),
        });
        await Assertions.Expect(page.Locator(".card")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".card")).ToHaveAttributeAsync("role", role);

        await page.ExpectNoViolationAsync($"The card by {by}");
    }

    [Theory]
    [InlineData(360, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    public async Task No_step_of_a_report_has_a_violation(int width, ColorScheme scheme)
    {
        using var content = ContentOnDisk.Small();
        await using var site = new RunningSite(content.Path);
        await using var reader = await browser.OpenAsync(width, 800, scheme: scheme, site: site);
        Task ExpectNothingAsync(IPage page, string step) => page.ExpectNoViolationAsync(step, looksOnly: scheme == ColorScheme.Dark);
        var page = await reader.ReadAsync("/articles/heat-or-ice");
        await page.SelectAsync("It is pleasant");
        await Assertions.Expect(page.Locator(".bar")).ToBeVisibleAsync();
        await ExpectNothingAsync(page, "The bar");

        await page.Button("No").ClickAsync();
        await Assertions.Expect(page.Heading("What should we change?")).ToBeVisibleAsync();
        await ExpectNothingAsync(page, "Thanks in place");
        await page.SendAsync(" ");
        await page.ExpectSummaryAsync("There is a problem");
        await ExpectNothingAsync(page, "Mistakes in place");
        await page.SendAsync(Reporting.Personal);
        await page.ExpectSummaryAsync("jane.doe");
        await ExpectNothingAsync(page, "The hint in place");

        // Without the script, as a page of its own.
        await page.EvaluateAsync("document.querySelector('form#feedback').submit()");
        await Assertions.Expect(page.Heading("Your report has not been sent yet")).ToBeVisibleAsync();
        await ExpectNothingAsync(page, "The hint as a page");
        await page.Locator("#f-message").FillAsync("");
        await page.EvaluateAsync("document.querySelector('form#feedback').submit()");
        await page.ExpectSummaryAsync("There is a problem");
        await ExpectNothingAsync(page, "Mistakes as a page");

        await page.SendAsync("On its own page.");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Your report");
        await ExpectNothingAsync(page, "The receipt");
        await reader.OpenFormAsync("/articles/heat-or-ice");
        await page.SendAsync("In its place.");
        await Assertions.Expect(page.Heading("Your report")).ToBeFocusedAsync();
        await ExpectNothingAsync(page, "The receipt in place");
    }

    // The card appears only with visible focus, so a key comes first.
    private static async Task FocusAsync(IPage page, ILocator number)
    {
        await page.Keyboard.PressAsync("Tab");
        await number.FocusAsync();
    }
}
