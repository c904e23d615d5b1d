using BackSpasmSite.Accounts;
using Microsoft.Playwright;

namespace BackSpasmSite.BrowserTests;

/// <summary>An editor withdraws, compares and brings back with keys alone, and a reviewer sees what only editors may do.</summary>
public sealed class PublicationJourneyTests(Browser browser)
{
    private const string Edit = "/editor/articles/heat-or-ice";

    [Theory]
    [InlineData(360, ColorScheme.Dark)]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(1920, ColorScheme.Dark)]
    public async Task An_article_is_withdrawn_and_brought_back_and_an_earlier_version_too(int width, ColorScheme scheme)
    {
        using var content = ContentOnDisk.Small();
        await using var site = new RunningSite(content.Path);
        await site.AddEditorAsync(Editing.Name, Editing.Password);
        await using var editor = await browser.OpenAsync(width, 800, scheme: scheme, site: site);
        var page = await editor.SignInAsync($"{Edit}/publication");
        await ExpectNothingAsync(editor, "A published article");

        // A reason is missing: the summary takes the focus and leads to the field.
        await PressAsync(page, page.Button("Withdraw the article"));
        await page.ExpectSummaryAsync("Nothing was changed");
        await ExpectNothingAsync(editor, "A withdrawal without a reason");
        await PressAsync(page, page.GetByRole(AriaRole.Link, new() { Name = "Say why the article is withdrawn" }));
        await Assertions.Expect(page.GetByLabel("Reason")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("The trial was retracted.");
        await PressAsync(page, page.Button("Withdraw the article"));
        await Assertions.Expect(page.Locator(".facts .badge")).ToHaveTextAsync("withdrawn");
        await ExpectNothingAsync(editor, "A withdrawn article");

        await page.GetByLabel("Reason").FocusAsync();
        await page.Keyboard.TypeAsync("It was another trial.");
        await PressAsync(page, page.Button("Bring the article back"));
        await Assertions.Expect(page.Locator(".facts .badge")).ToHaveTextAsync("published");

        await PressAsync(page, page.GetByRole(AriaRole.Link, new() { Name = "History" }));
        await Assertions.Expect(page.Locator("tbody tr")).ToHaveCountAsync(3);
        await ExpectNothingAsync(editor, "The history");
        var first = page.GetByRole(AriaRole.Radio, new() { Name = "old version 1" });
        await first.FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await PressAsync(page, page.Button("Compare the two"));
        await Assertions.Expect(page.Heading("Versions 1 and 3")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(width == 360 ? "ol.compare ins" : "table ins").Last).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(width == 360 ? ".table.compare" : "ol.compare")).ToBeHiddenAsync();
        await ExpectNothingAsync(editor, "Two versions");

        await PressAsync(page, page.GetByRole(AriaRole.Link, new() { Name = "Version 1", Exact = true }));
        await page.UntilAsync(shown => Task.FromResult(shown.Url.EndsWith("/history/1", StringComparison.Ordinal)));
        await ExpectNothingAsync(editor, "A version");
        await PressAsync(page, page.Button("Bring version 1 back"));
        await Assertions.Expect(page.Locator("main [role=status]:not(.unseen)")).ToContainTextAsync("Version 1 was brought back");
        Assert.DoesNotContain("corrections:", content.Read("articles/heat-or-ice.md"), StringComparison.Ordinal);

        content.Delete("articles/heat-or-ice.md");
        await editor.ReadAsync("/editor/deleted-articles");
        await page.UntilAsync(async shown => await shown.Locator("main li").CountAsync() > 0);
        await ExpectNothingAsync(editor, "Deleted articles");

        // The editor becomes a reviewer: the next page has no button that would be refused.
        await site.SetRoleAsync(Editing.Name, EditorRole.Reviewer);
        await editor.ReadAsync($"{Edit}/history/1");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("You are signed in as a reviewer");
        await Assertions.Expect(page.Button("Bring version 1 back")).ToHaveCountAsync(0);
        await ExpectNothingAsync(editor, "A reviewer’s page");
        Assert.DoesNotContain(editor.Complaints, said => !said.Contains("400", StringComparison.Ordinal));
    }

    /// <summary>Reaches it with Tab, sees where the focus is, and presses Enter.</summary>
    private static async Task PressAsync(IPage page, ILocator target)
    {
        await Assertions.Expect(target).ToBeVisibleAsync();
        for (var i = 0; i < 60 && !await target.EvaluateAsync<bool>("it => it === document.activeElement"); i++) await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(target).ToBeFocusedAsync();
        Assert.NotEqual("none", await target.EvaluateAsync<string>("it => getComputedStyle(it).outlineStyle"));
        await target.PressAsync("Enter");
    }

    private static async Task ExpectNothingAsync(Reader editor, string step)
    {
        await editor.Page.ExpectNoViolationAsync(step, looksOnly: editor.Page.ViewportSize!.Width != 360);
        Assert.True(await editor.FitsAsync(), $"{step} is wider than its window.");
    }
}
