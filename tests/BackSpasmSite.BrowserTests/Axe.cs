using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace BackSpasmSite.BrowserTests;

/// <summary>Runs Axe on a page in its current state.</summary>
internal static class Axe
{
    /// <summary>The rules whose result depends on the colour scheme or the width; the others look only at the markup.</summary>
    private static readonly AxeRunOptions Looks = new() { RunOnly = RunOnlyOptions.Rules("color-contrast", "target-size") };

    /// <param name="page">Every <c>details</c> on it is opened first.</param>
    /// <param name="step">What the page shows, for the message.</param>
    /// <param name="looksOnly">Whether every rule has already run on the same page at another width or in the other scheme.</param>
    public static async Task ExpectNoViolationAsync(this IPage page, string step, bool looksOnly = false)
    {
        await page.Locator("details").EvaluateAllAsync<object?>("all => all.forEach(details => details.open = true)");
        var result = await page.RunAxe(looksOnly ? Looks : null);
        Assert.Empty(result.Violations.Select(violation =>
            $"{step}: {violation.Id} at {string.Join(", ", violation.Nodes.Select(node => $"{node.Target} {node.Html}"))}"));
    }
}
