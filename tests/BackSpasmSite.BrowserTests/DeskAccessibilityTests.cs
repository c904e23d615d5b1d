using BackSpasmSite.Tests.Accounts;
using Microsoft.Playwright;

namespace BackSpasmSite.BrowserTests;

/// <summary>Axe finds nothing on any page of the desk, and none is wider than its window.</summary>
public sealed class DeskAccessibilityTests(Browser browser)
{
    private const string Edit = "/editor/articles/heat-or-ice";

    [Theory]
    [InlineData(360, ColorScheme.Dark)]
    [InlineData(1280, ColorScheme.Light)]
    public async Task No_page_of_the_desk_has_a_violation(int width, ColorScheme scheme)
    {
        using var content = ContentOnDisk.Small();
        content.Write("references.json", """[{ "id": "french-2006", "type": "article-journal", "title": "Superficial heat", "DOI": "10.1000/heat", "custom": { "finding": "Heat helps." } }, { "id": "plain", "type": "book", "title": "Plain" }]""");
        await using var site = new RunningSite(content.Path, settings: [("Feedback:ReportsPerHour", "0")]);
        await using var editor = await browser.OpenAsync(width, 800, scheme: scheme, site: site);

        await ExpectNothingAsync(editor, "/editor/sign-in", "without any account");
        await site.AddEditorAsync(Editing.Name, Editing.Password);
        foreach (var (quote, concern) in ((string, string)[])[("Either helps a little.", "harmful"), ("Either helps a little.", "other"), ("", "inaccurate")])
            await ReportAsync(editor, quote, concern);

        var page = await editor.ReadAsync("/editor/sign-in");
        await page.GetByLabel("Name").FillAsync(Editing.Name);
        await page.GetByLabel("Password").FillAsync("wrong");
        await page.Button("Sign in").ClickAsync();
        await page.ExpectSummaryAsync("You are not signed in");
        await ExpectNothingHereAsync(editor, "Sign-in with a mistake");
        await editor.SignInAsync();

        foreach (var address in (string[])
        [
            "/editor", "/editor?state=spam", "/editor?q=nothing&from=never", "/editor/reports/1", "/editor/reports/3", "/editor/reports/1/correct",
            "/editor/articles", "/editor/articles/heat-or-ice/reports", "/editor/new-article", "/editor/images", Edit, $"{Edit}/sign", "/editor/holds", "/editor/searches",
            "/editor/references", "/editor/references?q=nothing", "/editor/references/french-2006", "/editor/references/french-2006?done=saved", "/editor/add-papers", "/editor/account", "/editor/nothing",
        ])
            await ExpectNothingAsync(editor, address, "");

        await ExpectMistakesAsync(editor);
        await ExpectPapersAsync(editor);
        await ExpectActionsAsync(editor);
        await ExpectSecondFactorAsync(editor);
    }

    /// <summary>Forms shown again.</summary>
    private static async Task ExpectMistakesAsync(Reader editor)
    {
        var page = await editor.ReadAsync("/editor/reports/1");
        await page.Button("Decline with this answer").ClickAsync();
        await page.ExpectSummaryAsync("Not saved yet");
        await ExpectNothingHereAsync(editor, "A refusal without words");

        await editor.ReadAsync("/editor/reports/1/correct");
        await page.Button("Save and close").ClickAsync();
        await page.ExpectSummaryAsync("Nothing is saved yet");
        await ExpectNothingHereAsync(editor, "A correction without words");
        await page.GetByLabel("What was wrong?").FillAsync("Much.");
        await page.Button("Save and close").ClickAsync();
        await page.ExpectSummaryAsync("The passage has not changed");
        await ExpectNothingHereAsync(editor, "A correction of nothing");

        await editor.ReadAsync(Edit);
        await page.MendAsync("author: ann", "auther: ann");
        await page.Button("Save").ClickAsync();
        await page.ExpectSummaryAsync("Nothing is saved yet");
        await ExpectNothingHereAsync(editor, "A text with errors");

        await editor.ReadAsync("/editor/new-article");
        await page.EvaluateAsync("document.querySelector('form#new').noValidate = true");
        await page.Button("Create draft").ClickAsync();
        await page.ExpectSummaryAsync("There is a problem");
        await ExpectNothingHereAsync(editor, "A new article without a title");
    }

    private static async Task ExpectPapersAsync(Reader editor)
    {
        var page = await editor.ReadAsync("/editor/add-papers");
        await page.GetByLabel("DOIs, PMIDs or papers").FillAsync("Heat, 2020");
        await page.Button("Show what it would add").ClickAsync();
        await page.ExpectSummaryAsync("Nothing is saved yet");
        await ExpectNothingHereAsync(editor, "Papers that can't be read");

        await page.GetByLabel("DOIs, PMIDs or papers").FillAsync("@book{new, title = {New}}\n@article{old, title = {Superficial heat}, doi = {10.1000/heat}, volume = 7}\n@article{none, year = 2020}");
        await page.Button("Show what it would add").ClickAsync();
        await Microsoft.Playwright.Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "What it would add" })).ToBeVisibleAsync();
        await page.Locator("main summary").ClickAsync();
        await ExpectNothingHereAsync(editor, "What papers would be added");
    }

    /// <summary>Messages of success.</summary>
    private static async Task ExpectActionsAsync(Reader editor)
    {
        var page = await editor.ReadAsync("/editor/reports/1");
        if (await page.GetByText("Notices to readers").IsVisibleAsync()) await page.GetByText("Notices to readers").ClickAsync();
        await page.Button("Tell readers that we are checking this passage").ClickAsync();
        await Assertions.Expect(page.Button("Remove the notice")).ToBeVisibleAsync();
        await page.Button("Assign to me").ClickAsync();
        await Assertions.Expect(page.Locator("main [role=status]:not(.unseen)")).ToHaveTextAsync("Saved.");
        await ExpectNothingHereAsync(editor, "A report that is held");
        await ExpectNothingAsync(editor, "/editor/holds", "with a hold");

        await editor.ReadAsync("/editor");
        await page.GetByLabel("Select").First.CheckAsync();
        await page.Button("Mark selected as spam").ClickAsync();
        await Assertions.Expect(page.Button("Undo")).ToBeVisibleAsync();
        await ExpectNothingHereAsync(editor, "Spam to be undone");

        await editor.ReadAsync(Edit);
        await page.MendAsync("It is pleasant.", "# It is nice");
        await Assertions.Expect(page.FrameLocator("iframe").GetByText("It is nice")).ToBeAttachedAsync();
        await ExpectNothingHereAsync(editor, "A text with a preview");
    }

    [Theory]
    [InlineData(360, ColorScheme.Dark)]
    [InlineData(1280, ColorScheme.Light)]
    public async Task A_form_that_could_not_be_saved_is_handed_back_with_the_words_alone(int width, ColorScheme scheme)
    {
        using var content = ContentOnDisk.Small();
        await using var site = new RunningSite(content.Path);
        await site.AddEditorAsync(Editing.Name, Editing.Password);
        await using var editor = await browser.OpenAsync(width, 800, scheme: scheme, site: site);
        await ReportAsync(editor, "Either helps a little.", "harmful");
        var page = await editor.SignInAsync("/editor/reports/1");
        await page.GetByLabel("Public answer").FillAsync("We are reading the paper again.");
        await site.SpoilDatabaseAsync();

        await page.Button("Save answer and note").ClickAsync();
        await Assertions.Expect(page.Heading("Temporarily unavailable")).ToBeVisibleAsync();
        await ExpectNothingHereAsync(editor, "A form handed back");
        await Assertions.Expect(page.Locator("textarea:visible")).ToHaveCountAsync(1);
        await page.Button("Try again").ClickAsync();
        await Assertions.Expect(page.GetByLabel("Public answer")).ToHaveValueAsync("We are reading the paper again.");
    }

    /// <summary>The second factor, from setting it up to signing in with it.</summary>
    private static async Task ExpectSecondFactorAsync(Reader editor)
    {
        var page = await editor.ReadAsync("/editor/account");
        await page.GetByLabel("Your password", new() { Exact = true }).FillAsync(Editing.Password);
        await page.Button("Set up").ClickAsync();
        await Assertions.Expect(page.Locator(".qr")).ToBeVisibleAsync();
        await ExpectNothingHereAsync(editor, "Setting up the second factor");
        var key = await page.Locator(".key").InnerTextAsync();
        await page.GetByLabel("Enter the six digits").FillAsync(OneTimePassword.Of(key));
        await page.Button("Turn on").ClickAsync();
        await Assertions.Expect(page.Locator(".codes")).ToBeVisibleAsync();
        await ExpectNothingHereAsync(editor, "Recovery codes");
        await ExpectNothingAsync(editor, "/editor/account", "with a second factor");

        // Signed out in another window, with a half-written answer here.
        await editor.ReadAsync("/editor/reports/3");
        await page.GetByLabel("Public answer").FillAsync("We are reading the paper again.");
        await page.Context.ClearCookiesAsync();
        await page.Button("Save answer and note").ClickAsync();
        await page.ExpectSummaryAsync("Your session had ended");
        await ExpectNothingHereAsync(editor, "Signing in again");
        await page.SignInHereAsync();
        await Assertions.Expect(page.Heading("Enter a code")).ToBeVisibleAsync();
        await ExpectNothingHereAsync(editor, "The code, with words kept");
        await page.GetByLabel("Code").FillAsync(OneTimePassword.Of(key, later: 1));
        await page.Button("Continue").ClickAsync();
        await Assertions.Expect(page.GetByLabel("Public answer")).ToHaveValueAsync("We are reading the paper again.");
        await ExpectNothingHereAsync(editor, "Sending it again");
        await page.Button("Submit now").ClickAsync();
        await Assertions.Expect(page.GetByLabel("Public answer")).ToHaveValueAsync("We are reading the paper again.");
        await Assertions.Expect(page.Locator("main [role=status]:not(.unseen)")).ToHaveTextAsync("Saved.");
    }

    private static async Task ReportAsync(Reader editor, string quote, string concern)
    {
        var form = editor.Page.Context.APIRequest.CreateFormData();
        form.Set("article", "heat-or-ice").Set("quote", quote).Set("concern", concern).Set("message", $"A reader's words on {concern}, with https://example.org/a/long/address/that/does/not/break/anywhere/at/all");
        Assert.Equal(200, (await editor.Page.Context.APIRequest.PostAsync("/feedback", new() { Form = form })).Status);
    }

    private static async Task ExpectNothingAsync(Reader editor, string address, string when)
    {
        await editor.ReadAsync(address);
        await ExpectNothingHereAsync(editor, $"{address} {when}");
    }

    private static async Task ExpectNothingHereAsync(Reader editor, string step)
    {
        await editor.Page.ExpectNoViolationAsync(step, looksOnly: editor.Page.ViewportSize!.Width != 360);
        Assert.True(await editor.FitsAsync(), $"{step} is wider than its window.");
    }
}
