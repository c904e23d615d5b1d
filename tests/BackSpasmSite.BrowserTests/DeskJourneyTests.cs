using Microsoft.Playwright;

namespace BackSpasmSite.BrowserTests;

/// <summary>From a reader's report to a published correction, end to end.</summary>
public sealed class DeskJourneyTests(Browser browser)
{
    private const string Wrong = "Either helps a little.";
    private const string Mended = "Either helps for a short time.";
    private const string Note = "The effect does not last: we had left that out.";

    [Fact]
    public async Task A_reader_reports_an_editor_holds_and_corrects_and_everybody_is_told()
    {
        using var content = ContentOnDisk.Small();
        await using var site = new RunningSite(content.Path);
        await site.AddEditorAsync(Editing.Name, Editing.Password);
        await using var reader = await browser.OpenAsync(360, 740, site: site);
        var receipt = await ReportAsync(reader, "/articles/heat-or-ice");
        await using var editor = await browser.OpenAsync(site: site);

        // The editor finds it first in the inbox, and readers are warned on the next page they load.
        var desk = await editor.SignInAsync();
        await desk.Locator(".queue tbody th a").ClickAsync();
        await Assertions.Expect(desk.Locator(".passage mark")).ToHaveTextAsync(Wrong);
        await Assertions.Expect(desk.Locator(".passage code").First).ToHaveTextAsync("articles/heat-or-ice.md:9:1");
        await desk.Button("Tell readers that we are checking this passage").ClickAsync();
        await Assertions.Expect(desk.Locator(".holds")).ToContainTextAsync("Readers see a notice that a passage is being checked.");
        var article = await reader.ReadAsync("/articles/heat-or-ice");
        await Assertions.Expect(article.Locator(".hold")).ToContainTextAsync("We are checking this passage.");
        Assert.Equal("Either", content.Read("articles/heat-or-ice.md").Split('\n')[8].Split(' ')[0]);

        // She corrects the text and closes the report with the same button.
        await desk.GetByRole(AriaRole.Link, new() { Name = "Correct the article" }).ClickAsync();
        await desk.GetByLabel("What was wrong?").FillAsync(Note);
        await desk.MendAsync("a little", "for a short time");
        await desk.Button("Check").ClickAsync();
        await Assertions.Expect(desk.Locator(".notice[role=status]")).ToContainTextAsync("No problems found");
        await Assertions.Expect(desk.GetByLabel("It says now")).ToHaveValueAsync(Mended);
        await Assertions.Expect(desk.FrameLocator("iframe").Locator(".lead")).ToHaveTextAsync(Mended);
        await Assertions.Expect(desk.FrameLocator("iframe").Locator("#corrections")).ToContainTextAsync(Note);
        await desk.Button("Save and close").ClickAsync();
        await Assertions.Expect(desk.Locator(".titled .badge")).ToHaveTextAsync("Corrected");

        // The article, the list of corrections, the feed, search engines and the receipt say so.
        await article.UntilAsync(async page => await page.Locator("#corrections").CountAsync() > 0 && await page.Locator(".hold").CountAsync() == 0);
        await Assertions.Expect(article.Locator(".lead")).ToHaveTextAsync(Mended);
        await ExpectCorrectionAsync(article.Locator("#corrections"));
        Assert.Contains("CorrectionComment", await article.Locator("script[type='application/ld+json']").First.TextContentAsync(), StringComparison.Ordinal);
        await article.GetByRole(AriaRole.Link, new() { Name = "All corrections on this site" }).ClickAsync();
        await ExpectCorrectionAsync(article.Locator("#corrections"));
        await ExpectCorrectionAsync((await reader.ReadAsync(receipt)).Locator(".receipt"));
        await Assertions.Expect(article.Locator(".status")).ToContainTextAsync("Corrected");
        var feed = await (await article.Context.APIRequest.GetAsync("/feed.xml")).TextAsync();
        Assert.All([Note, Wrong, Mended], words => Assert.Contains(words, feed, StringComparison.Ordinal));
        Assert.Empty(reader.Complaints.Concat(editor.Complaints));
    }

    [Fact]
    public async Task Where_the_content_can_not_be_written_the_file_is_downloaded_and_put_in_its_place_by_hand()
    {
        if (!OperatingSystem.IsLinux()) return;
        // No file with a longer name can be written beside it, so it can't be replaced, not even by root.
        var slug = new string('x', 252);
        using var content = ContentOnDisk.Small();
        content.Rename("articles/heat-or-ice.md", $"articles/{slug}.md");
        var before = content.Read($"articles/{slug}.md");
        await using var site = new RunningSite(content.Path);
        await site.AddEditorAsync(Editing.Name, Editing.Password);
        await using var reader = await browser.OpenAsync(360, 740, site: site);
        var receipt = await ReportAsync(reader, $"/articles/{slug}");
        await using var editor = await browser.OpenAsync(360, 740, site: site);

        var desk = await editor.SignInAsync("/editor/reports/1/correct");
        await desk.MendAsync("a little", "for a short time");
        await desk.GetByLabel("What was wrong?").FillAsync(Note);
        await desk.Button("Save and close").ClickAsync();
        await desk.ExpectSummaryAsync("The file can’t be written");
        var lines = await desk.GetByLabel("New lines only, to copy").InputValueAsync();
        Assert.All([Mended, Note, "reports: [1]"], words => Assert.Contains(words, lines, StringComparison.Ordinal));
        Assert.True(await editor.FitsAsync());

        var download = await desk.RunAndWaitForDownloadAsync(() => desk.Button("Download the file").ClickAsync());
        Assert.Equal($"{slug}.md", download.SuggestedFilename);
        Assert.Equal(before, content.Read($"articles/{slug}.md"));
        content.Write($"articles/{slug}.md", await File.ReadAllTextAsync((await download.PathAsync())!, TestContext.Current.CancellationToken));

        var page = await reader.ReadAsync(receipt);
        await page.UntilAsync(async shown => await shown.Locator("del").CountAsync() > 0);
        await ExpectCorrectionAsync(page.Locator(".receipt"));
        await ExpectCorrectionAsync((await reader.ReadAsync($"/articles/{slug}")).Locator("#corrections"));
        // The console message about the refusal is not an error of the page.
        Assert.DoesNotContain(reader.Complaints.Concat(editor.Complaints), said => !said.Contains("409", StringComparison.Ordinal));
    }

    /// <summary>Selects the wrong words, reports that they could hurt someone, and returns the receipt's address.</summary>
    private static async Task<string> ReportAsync(Reader reader, string article)
    {
        var page = await reader.ReadAsync(article);
        await page.SelectAsync(Wrong);
        await page.Button("Report this sentence").ClickAsync();
        await page.GetByLabel("It could hurt someone").CheckAsync();
        await page.SendAsync("It does not last, so people wait too long.");
        await Assertions.Expect(page.Heading("Your report")).ToBeFocusedAsync();
        return (await page.Locator(".receipt .copy a").GetAttributeAsync("href"))!;
    }

    private static async Task ExpectCorrectionAsync(ILocator place)
    {
        await Assertions.Expect(place).ToContainTextAsync(Note);
        await Assertions.Expect(place.Locator("del")).ToHaveTextAsync(Wrong);
        await Assertions.Expect(place.Locator("ins")).ToHaveTextAsync(Mended);
    }
}
