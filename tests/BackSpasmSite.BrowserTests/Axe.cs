using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace BackSpasmSite.BrowserTests;

/// <summary>Axe on a page as it is.</summary>
internal static class Axe
{
    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    /// <param name="page">Every <c>details</c> on it is opened first.</param>
    /// <param name="step">What the page shows, for the message.</param>
    /// <param name="looksOnly">
    /// Whether every rule has been tried on the same page at another width or in the other scheme. Then only the rules are run
    /// whose answer depends on these; the others look at the markup alone.
    /// </param>
    public static async Task ExpectNoViolationAsync(this IPage page, string step, bool looksOnly = false)
    {
        // What the page says may be there before its stylesheets are. Asked from here, because the policy of our pages forbids a condition that the page evaluates later.
        await Polling.UntilAsync(() => page.EvaluateAsync<bool>("document.readyState === 'complete'"));
        await page.EvaluateAsync(Script);
        // The copy below a box with line numbers is transparent, and hidden from screen readers.
        // With resultTypes, axe does not work out a selector for each of the thousands of elements that passed. A frame has no axe, and it would wait
        // half a second for its answer. What it preloads is for rules on orientation and sound.
        var violations = await page.EvaluateAsync<string[]>(
            """
            async looksOnly => {
              document.querySelectorAll('details').forEach(details => details.open = true);
              const { violations } = await axe.run({ exclude: [['.line-copy']] }, { resultTypes: ['violations'], iframes: false, ...(looksOnly && { runOnly: ['color-contrast', 'target-size'], preload: false }) });
              return violations.flatMap(({ id, nodes }) => nodes.map(({ target, html }) => `${id} at ${target} ${html}`));
            }
            """,
            looksOnly);
        Assert.Empty(violations.Select(violation => $"{step}: {violation}"));
    }
}
