using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace BackSpasmSite.BrowserTests;

/// <summary>Writing an article at the desk: lines, problems and the preview beside the text.</summary>
public sealed partial class WritingTests(Browser browser)
{
    private const string Address = "/editor/articles/heat-or-ice";

    [Fact]
    public async Task The_text_opens_at_its_line_and_the_preview_and_the_problems_follow_what_is_typed()
    {
        using var content = Long();
        await using var site = await StartAsync(content);
        await using var editor = await browser.OpenAsync(site: site);
        var page = await editor.WriteAsync($"{Address}?line=96");
        var (box, frame) = (page.Locator("#f-text"), page.FrameLocator("iframe"));

        // The caret is in the line, which is in view and marked, and the preview shows the same place.
        Assert.Equal("Paragraph 43.", await LineAtCaretAsync(box));
        Assert.True(await box.EvaluateAsync<bool>("box => box.scrollTop > 500 && document.activeElement === box"));
        await Assertions.Expect(page.Locator(".line-copy .here")).ToHaveTextAsync("Paragraph 43.");
        await Assertions.Expect(page.Locator(".found [role=status]")).ToHaveTextAsync("No problems found");
        await Assertions.Expect(frame.GetByText("Paragraph 43.")).ToBeInViewportAsync();

        await page.Keyboard.PressAsync("End");
        await page.Keyboard.TypeAsync(" It is **new** [@nobody].");
        await Assertions.Expect(frame.Locator("strong")).ToHaveTextAsync("new");
        await Assertions.Expect(frame.Locator("strong")).ToBeInViewportAsync();
        await Assertions.Expect(page.Locator(".found [role=status]")).ToHaveTextAsync("1 error");
        await Assertions.Expect(page.Locator(".line-copy .problem")).ToHaveTextAsync("Paragraph 43. It is **new** [@nobody].");

        // From anywhere else the problem leads back to its line, by keyboard too.
        await page.Keyboard.PressAsync("Control+Home");
        await page.Locator(".found a").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(box).ToBeFocusedAsync();
        Assert.StartsWith("Paragraph 43.", await LineAtCaretAsync(box), StringComparison.Ordinal);

        // Undo is the browser's own.
        for (var i = 0; i < 40 && (await box.InputValueAsync()).Contains("It is **", StringComparison.Ordinal); i++) await page.Keyboard.PressAsync("Control+z");
        await Assertions.Expect(page.Locator(".found [role=status]")).ToHaveTextAsync("No problems found");

        // A block of the preview leads to its line.
        await frame.GetByText("Paragraph 40.").ClickAsync();
        Assert.Equal("Paragraph 40.", await LineAtCaretAsync(box));
        Assert.Empty(editor.Complaints);
    }

    [Theory]
    [InlineData("#f-text")]
    [InlineData("#f-title")]
    public async Task Whoever_types_before_the_scripts_have_run_goes_on_in_the_same_field(string field)
    {
        using var content = Long();
        await using var site = await StartAsync(content);
        await using var editor = await browser.OpenAsync(site: site);
        var slow = new TaskCompletionSource();
        var page = await editor.SignInAsync("/editor");
        await page.RouteAsync("**/desk-editor*.js", async route => { await slow.Task; await route.ContinueAsync(); });
        await page.GotoAsync($"{Address}?line=96", new() { WaitUntil = WaitUntilState.Commit });
        await page.Locator(field).FocusAsync();
        await page.Keyboard.PressAsync("Control+Home");
        await page.Keyboard.TypeAsync("typed ");
        slow.SetResult();
        await Assertions.Expect(page.Locator(".numbered")).ToBeVisibleAsync();
        await page.Keyboard.TypeAsync("early ");

        await Assertions.Expect(page.Locator(field)).ToBeFocusedAsync();
        Assert.StartsWith("typed early ", await page.Locator(field).InputValueAsync(), StringComparison.Ordinal);
        Assert.Empty(editor.Complaints);
    }

    [Fact]
    public async Task A_field_and_the_YAML_keep_each_other_up_to_date()
    {
        using var content = Long();
        var before = content.Read("articles/heat-or-ice.md");
        await using var site = await StartAsync(content);
        await using var editor = await browser.OpenAsync(site: site);
        var page = await editor.WriteAsync(Address);
        var (box, frame) = (page.Locator("#f-text"), page.FrameLocator("iframe"));
        Assert.Equal("Either helps a little.", await LineAtCaretAsync(box));

        await page.GetByLabel("Title").FillAsync("Warm: or cold?");
        await Assertions.Expect(box).ToHaveValueAsync(Title());
        await Assertions.Expect(frame.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Warm: or cold?");
        await page.MendAsync("topics: [heat]", "topics: [heat, cold]");
        await Assertions.Expect(page.GetByLabel("Topics")).ToHaveValueAsync("heat, cold");
        await page.GetByLabel("Description").FillAsync("");
        await Assertions.Expect(page.Locator("#f-description-error")).ToContainTextAsync("There are 0 now.");
        await Assertions.Expect(page.GetByLabel("Description")).ToHaveAttributeAsync("aria-invalid", "true");
        await page.GetByLabel("Description").FillAsync("Which.");
        await Assertions.Expect(page.Locator("#f-description-error")).ToHaveCountAsync(0);
        await page.Button("Save").ClickAsync();

        await Assertions.Expect(page.Locator("main > [role=status]:not(.unseen)")).ToContainTextAsync("Saved.");
        Assert.Equal(before.Replace("Heat or ice?", "Warm: or cold?", StringComparison.Ordinal).Replace("[heat]", "[heat, cold]", StringComparison.Ordinal).Replace("Which one helps.", "Which.", StringComparison.Ordinal), content.Read("articles/heat-or-ice.md"));
        Assert.Empty(editor.Complaints);
    }

    [Fact]
    public async Task Without_scripts_fields_lines_and_the_preview_work_as_a_form()
    {
        using var content = Long();
        await using var site = await StartAsync(content);
        await using var editor = await browser.OpenAsync(360, 740, scripts: false, site: site);
        var page = await editor.SignInAsync($"{Address}?line=96");

        await Assertions.Expect(page.Locator("#f-text-line")).ToHaveTextAsync("Line 96: Paragraph 43.");
        await page.GetByLabel("Title").FillAsync("Warm or cold?");
        await page.Button("Preview").ClickAsync();
        await Assertions.Expect(page.Locator(".preview h1")).ToHaveTextAsync("Warm or cold?");
        Assert.True(await editor.FitsAsync());
        await page.GetByLabel("Description").FillAsync("");
        await page.Button("Save").ClickAsync();
        await page.ExpectSummaryAsync("Nothing is saved yet");
        await page.GetByLabel("Description").FillAsync("Which.");
        await page.Button("Save").ClickAsync();

        await Assertions.Expect(page.Locator("main > [role=status]:not(.unseen)")).ToContainTextAsync("Saved.");
        Assert.Contains("title: \"Warm or cold?\"\ndescription: \"Which.\"", content.Read("articles/heat-or-ice.md"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(360, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    [InlineData(1920, ColorScheme.Light)]
    public async Task It_fits_and_axe_finds_nothing(int width, ColorScheme scheme)
    {
        using var content = Long();
        await using var site = await StartAsync(content);
        await using var editor = await browser.OpenAsync(width, 900, scheme: scheme, site: site);
        var page = await editor.WriteAsync($"{Address}?line=96");
        await Assertions.Expect(page.Locator(".found [role=status]")).ToHaveTextAsync("No problems found");
        await page.MendAsync("Paragraph 43.", "By [@nobody].");
        await Assertions.Expect(page.Locator(".found [role=status]")).ToHaveTextAsync("1 error");

        await page.ExpectNoViolationAsync("Writing", looksOnly: width == 1920);
        Assert.True(await editor.FitsAsync());
        var (text, preview) = (page.Locator("#f-text"), page.Locator("iframe"));
        if (width == 360)
        {
            await Assertions.Expect(preview).ToBeHiddenAsync();
            await page.Button("Preview").ClickAsync();
            await Assertions.Expect(text).ToBeHiddenAsync();
            await Assertions.Expect(page.FrameLocator("iframe").GetByText("Paragraph 42.")).ToBeVisibleAsync();
            Assert.True(await editor.FitsAsync());
            await page.Button("Text").ClickAsync();
            await Assertions.Expect(text).ToBeVisibleAsync();
        }
        else
        {
            var (left, right) = (await text.BoundingBoxAsync(), await preview.BoundingBoxAsync());
            Assert.True(left!.X + left.Width < right!.X && left.Width + right.Width > width * .85 * Math.Min(1, 1760.0 / width));
        }
    }

    /// <summary>Numbered paragraphs, one at every second line.</summary>
    private static ContentOnDisk Long()
    {
        var content = ContentOnDisk.Small();
        content.Write("articles/heat-or-ice.md", content.Read("articles/heat-or-ice.md").Replace("redirects: [/old-heat, /Old/cold.html/, /k%C3%B6ln]\n", "", StringComparison.Ordinal)
            .Replace("It is pleasant.", string.Join("\n\n", Enumerable.Range(1, 60).Select(number => number == 1 ? "It is pleasant." : $"Paragraph {number}.")), StringComparison.Ordinal));
        return content;
    }

    private static async Task<RunningSite> StartAsync(ContentOnDisk content)
    {
        var site = new RunningSite(content.Path);
        await site.AddEditorAsync(Editing.Name, Editing.Password);
        return site;
    }

    private static Task<string> LineAtCaretAsync(ILocator box) =>
        box.EvaluateAsync<string>("box => box.value.slice(0, box.selectionStart).split('\\n').at(-1) + box.value.slice(box.selectionStart).split('\\n')[0]");

    [GeneratedRegex("title: \"Warm: or cold\\?\"")]
    private static partial Regex Title();
}
