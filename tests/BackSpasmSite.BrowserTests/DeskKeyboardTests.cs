using Microsoft.Playwright;

namespace BackSpasmSite.BrowserTests;

/// <summary>The inbox is worked through without a mouse.</summary>
public sealed class DeskKeyboardTests(Browser browser)
{
    [Fact]
    public async Task Spam_is_chosen_marked_and_undone_and_a_report_opened_with_keys_alone()
    {
        using var content = ContentOnDisk.Small();
        await using var site = new RunningSite(content.Path);
        await site.AddEditorAsync(Editing.Name, Editing.Password);
        await using var editor = await browser.OpenAsync(site: site);
        var form = editor.Page.Context.APIRequest.CreateFormData();
        Assert.Equal(200, (await editor.Page.Context.APIRequest.PostAsync("/feedback", new() { Form = form.Set("article", "heat-or-ice").Set("message", "Buy pills.") })).Status);
        var page = await editor.SignInAsync();

        await TabToAsync(page, page.GetByLabel("Select"));
        await page.Keyboard.PressAsync("Space");
        await Assertions.Expect(page.GetByLabel("Select")).ToBeCheckedAsync();
        await TabToAsync(page, page.Button("Mark selected as spam"));
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Button("Undo")).ToBeVisibleAsync();
        await TabToAsync(page, page.Button("Undo"));
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Button("Undo")).ToHaveCountAsync(0);

        var report = page.GetByRole(AriaRole.Link, new() { Name = "Buy pills." });
        await TabToAsync(page, report);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Heading("Report 1")).ToHaveCountAsync(2);
    }

    /// <summary>Presses Tab until it has visible focus.</summary>
    private static async Task TabToAsync(IPage page, ILocator target)
    {
        await Assertions.Expect(target).ToBeVisibleAsync();
        for (var i = 0; i < 60 && !await target.EvaluateAsync<bool>("it => it === document.activeElement"); i++) await page.Keyboard.PressAsync("Tab");
        Assert.NotEqual("none", await target.EvaluateAsync<string>("it => getComputedStyle(it).outlineStyle"));
    }
}
