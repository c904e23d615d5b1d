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

    [Fact]
    public async Task The_open_card_has_no_violation_either()
    {
        await using var reader = await browser.OpenAsync(360, 640, touch: true);
        var page = await reader.ReadAsync("/articles/back-spasm-during-running");
        await page.Locator(".citation a").First.TapAsync();
        await Assertions.Expect(page.Locator(".card")).ToBeVisibleAsync();

        Assert.Empty((await page.RunAxe()).Violations);
    }
}
