using Microsoft.Playwright;

namespace BackSpasmSite.BrowserTests;

/// <summary>An editor works through the inbox, by keyboard and at every width.</summary>
public sealed class InboxJourneyTests(Browser browser)
{
    [Theory]
    [InlineData(360, 800, ColorScheme.Dark)]
    [InlineData(1280, 800, ColorScheme.Light)]
    [InlineData(1920, 1080, ColorScheme.Dark)]
    public async Task Single_keys_lead_through_the_inbox_and_do_nothing_in_a_field_or_when_they_are_off(int width, int height, ColorScheme scheme)
    {
        using var content = ContentOnDisk.Small();
        await using var site = new RunningSite(content.Path, settings: [("Feedback:ReportsPerHour", "0")]);
        await site.AddEditorAsync(Editing.Name, Editing.Password);
        await using var editor = await browser.OpenAsync(width, height, scheme: scheme, site: site);
        await ReportAsync(editor, "Either helps a little.", "The trial says otherwise, and it was larger.");
        await ReportAsync(editor, "It is pleasant.", "Not for me.");
        await ReportAsync(editor, "", "Nothing about bottles.");
        var page = await editor.SignInAsync();

        // The first row is on the first screen, and the menu and the filter are out of the way.
        Assert.InRange((await page.Locator("[data-row]").First.BoundingBoxAsync())!.Y, 1, height - 50);
        Assert.True(await editor.FitsAsync());
        await ExpectKeysAsync(page);
        await page.Keyboard.PressAsync("?");
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await page.ExpectNoViolationAsync("The list of keys");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("k");
        await Assertions.Expect(page.Locator("[data-row]").First).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("x");
        await Assertions.Expect(page.GetByLabel("Select").First).ToBeCheckedAsync();
        await page.Keyboard.PressAsync("Enter");

        // A report, up to its history, is one screen of a common phone (390 x 844), and this one is narrower.
        await Assertions.Expect(page.Heading("Report 1")).ToHaveCountAsync(2);
        if (width == 360) Assert.InRange((await page.Locator("#history").BoundingBoxAsync())!.Y, 1, 844);
        Assert.True(await editor.FitsAsync());
        await page.ExpectNoViolationAsync("A report");
        await ExpectKeysAsync(page);
        await page.Keyboard.PressAsync("a");
        await page.Keyboard.TypeAsync("no? in a trial");
        await Assertions.Expect(page.Locator("#f-answer")).ToHaveValueAsync("no? in a trial");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("d");
        await Assertions.Expect(page.Button("Decline with this answer")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("main [role=status]:not(.unseen)")).ToHaveTextAsync("Saved.");
        await ExpectKeysAsync(page);
        await page.Keyboard.PressAsync("n");
        await Assertions.Expect(page.Heading("Report 2")).ToHaveCountAsync(2);

        await ExpectKeysAsync(page);
        await page.Keyboard.PressAsync("?");
        await page.GetByLabel("Use these keys in this browser").UncheckAsync();
        await page.Button("Close").ClickAsync();
        await page.Keyboard.PressAsync("n");
        await page.Keyboard.PressAsync("?");
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await page.ReloadAsync();
        await ExpectKeysAsync(page);
        await page.Keyboard.PressAsync("i");
        await Assertions.Expect(page.Heading("Report 2")).ToHaveCountAsync(2);
        await page.Button("Keyboard shortcuts").ClickAsync();
        await page.GetByLabel("Use these keys in this browser").CheckAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("i");
        await Assertions.Expect(page).ToHaveURLAsync($"{site.Address}/editor");
        Assert.Empty(editor.Complaints);
    }

    [Fact]
    public async Task Words_in_a_form_are_not_left_by_a_key_another_form_or_a_link_without_a_question()
    {
        using var content = ContentOnDisk.Small();
        await using var site = new RunningSite(content.Path, settings: [("Feedback:ReportsPerHour", "0")]);
        await site.AddEditorAsync(Editing.Name, Editing.Password);
        await using var editor = await browser.OpenAsync(site: site);
        await ReportAsync(editor, "It is pleasant.", "Not for me.");
        await ReportAsync(editor, "", "Nothing about bottles.");
        var page = await editor.SignInAsync("/editor/reports/1");
        var asked = new List<string>();
        page.Dialog += async (_, question) =>
        {
            asked.Add(question.Type);
            await question.DismissAsync();
        };

        await ExpectKeysAsync(page);
        await page.Locator("#f-answer").FillAsync("A long answer.");
        await page.Locator("h1").ClickAsync();
        await page.Keyboard.PressAsync("n");
        await AskedAsync(1);
        await page.Locator("#f-comment").FillAsync("A comment.");
        await page.Button("Add comment").ClickAsync();
        await AskedAsync(2);
        await page.GetByRole(AriaRole.Link, new() { Name = "Articles" }).First.ClickAsync();
        await AskedAsync(3);
        await Assertions.Expect(page.Locator("#f-answer")).ToHaveValueAsync("A long answer.");

        await page.Locator("#f-comment").FillAsync("");
        await page.Button("Decline with this answer").ClickAsync();
        await Assertions.Expect(page.Locator("main [role=status]:not(.unseen)")).ToHaveTextAsync("Saved.");
        await ExpectKeysAsync(page);
        await page.Keyboard.PressAsync("n");
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync("Report 2");
        Assert.Equal(3, asked.Count);

        Task AskedAsync(int times) => Polling.UntilAsync(() => asked.Count == times);
    }

    [Theory]
    [InlineData(360, true)]
    [InlineData(1280, false)]
    public async Task A_duplicate_is_chosen_from_a_list_and_the_strip_shows_where_reports_gather(int width, bool scripts)
    {
        using var content = ContentOnDisk.Small();
        await using var site = new RunningSite(content.Path, settings: [("Feedback:ReportsPerHour", "0")]);
        await site.AddEditorAsync(Editing.Name, Editing.Password);
        await using var editor = await browser.OpenAsync(width, 800, scripts: scripts, site: site);
        await ReportAsync(editor, "It is pleasant.", "Not for me.");
        await ReportAsync(editor, "", "It is not pleasant at all.");
        var page = await editor.SignInAsync("/editor/reports/2");

        if (width == 360) await page.GetByText("Duplicate", new() { Exact = true }).First.ClickAsync();
        await page.Button("Choose report 1 as the original").ClickAsync();
        await Assertions.Expect(page.Heading("Is report 1 the original? The duplicate is not saved yet")).ToBeVisibleAsync();
        await page.Button("Mark as a duplicate of report 1").ClickAsync();
        await Assertions.Expect(page.Locator(".titled .badge")).ToHaveTextAsync("Duplicate");

        await page.GetByRole(AriaRole.Link, new() { Name = "all reports" }).ClickAsync();
        await Assertions.Expect(page.Locator(".strip > div:has(a)")).ToHaveCountAsync(2);
        await Assertions.Expect(page.Locator(".strip > div:has-text('It is pleasant.') a")).ToHaveTextAsync("1 report, waiting");
        if (scripts) await page.ExpectNoViolationAsync("Where reports gather");
        Assert.True(await editor.FitsAsync());
    }

    /// <summary>Waits for the script, which shows its button.</summary>
    private static Task ExpectKeysAsync(IPage page) => Assertions.Expect(page.Button("Keyboard shortcuts")).ToBeVisibleAsync();

    private static async Task ReportAsync(Reader editor, string quote, string message)
    {
        var form = editor.Page.Context.APIRequest.CreateFormData().Set("article", "heat-or-ice").Set("message", message).Set("concern", "inaccurate");
        if (quote.Length > 0) form.Set("quote", quote).Set("section", quote == "It is pleasant." ? "s-heat" : "");
        Assert.Equal(200, (await editor.Page.Context.APIRequest.PostAsync("/feedback", new() { Form = form })).Status);
    }
}
