using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace BackSpasmSite.BrowserTests;

/// <summary>Axe finds nothing on any kind of page, at both widths and in both lights.</summary>
public sealed class AccessibilityTests(Browser browser)
{
    [Theory]
    [InlineData(360, ColorScheme.Light)]
    [InlineData(360, ColorScheme.Dark)]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    public async Task No_page_has_a_violation(int width, ColorScheme scheme)
    {
        await using var reader = await browser.OpenAsync(width, 800, scheme: scheme);
        foreach (var address in Kinds.OfPages)
        {
            var page = await reader.ReadAsync(address);
            await page.Locator("details").EvaluateAllAsync<object?>("all => all.forEach(details => details.open = true)");

            var result = await page.RunAxe();

            Assert.True(result.Violations.Length == 0, $"{address}: {string.Join("; ", result.Violations.Select(
                violation => $"{violation.Id} at {string.Join(", ", violation.Nodes.Select(node => node.Target.ToString()))}"))}");
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

        Assert.Empty((await page.RunAxe()).Violations);
    }

    // The card comes only with focus that a browser would show, so a key comes first.
    private static async Task FocusAsync(IPage page, ILocator number)
    {
        await page.Keyboard.PressAsync("Tab");
        await number.FocusAsync();
    }
}
