using Microsoft.Playwright;

namespace BackSpasmSite.BrowserTests;

/// <summary>What helps to write an article: papers, pictures and Markdown at the caret, and a draft that is never lost.</summary>
public sealed class WritingToolsTests(Browser browser)
{
    private const string Address = "/editor/articles/heat-or-ice";
    private const string File = "articles/heat-or-ice.md";

    [Fact]
    public async Task A_paper_is_found_cited_and_added_with_keys_alone()
    {
        using var content = WithPapers();
        await using var site = await StartAsync(content);
        await using var editor = await browser.OpenAsync(site: site);
        var page = await editor.WriteAsync(Address);
        var (box, picker) = (page.Locator("#f-text"), page.GetByLabel("Cite a paper"));

        await ToEndAsync(box);
        await PickAsync(page, "french heat", "French 2006. Superficial heat");
        await Assertions.Expect(page.Locator("#cite-list [role=option]").First).ToContainTextAsync("systematic review");
        await Assertions.Expect(page.Locator("#cite-list [role=option]").First).ToContainTextAsync("Heat helps a little.");
        await page.ExpectNoViolationAsync("Papers to cite");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await ExpectEndAsync(box, "It is pleasant. [@french-2006]");
        await Assertions.Expect(box).ToBeFocusedAsync();
        // The second goes into the same group.
        await PickAsync(page, "10.1000/cold", "Cold 2010. Cold packs");
        await page.Keyboard.PressAsync("Enter");
        await ExpectEndAsync(box, "It is pleasant. [@french-2006; @cold-2010]");

        // One that is not there yet.
        await PickAsync(page, "Zorn 2024", "Add a paper to the references: Zorn 2024");
        await page.Keyboard.PressAsync("Enter");
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Add papers" });
        await dialog.GetByLabel("DOIs, PMIDs or papers").FillAsync("nothing");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Show what it would add" }).ClickAsync();
        await Assertions.Expect(dialog.Locator(".summary")).ToContainTextAsync("Nothing is saved yet");
        await page.ExpectNoViolationAsync("Papers in a dialog");
        await dialog.GetByLabel("DOIs, PMIDs or papers").FillAsync("@article{z, title = {New}, author = {Zorn, Ann}, year = 2024}");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Show what it would add" }).ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await ExpectEndAsync(box, "It is pleasant. [@french-2006; @cold-2010; @zorn-2024]");
        Assert.Contains("zorn-2024", content.Read("references.json"), StringComparison.Ordinal);
        await Assertions.Expect(page.FrameLocator("iframe").Locator(".citation")).ToHaveTextAsync("(1, 2, 3)");
        await page.Keyboard.PressAsync("Control+z");
        await ExpectEndAsync(box, "It is pleasant. [@french-2006; @cold-2010]");
        Assert.DoesNotContain(editor.Complaints, said => !said.Contains("400", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_retracted_paper_says_so_before_it_is_cited()
    {
        using var content = WithPapers();
        content.Write("retractions.csv", "OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature,RetractionDate\n10.1000/cold,0,Retraction,3/9/2021\n");
        await using var site = await StartAsync(content);
        await using var editor = await browser.OpenAsync(site: site);
        var page = await editor.WriteAsync(Address);
        var box = page.Locator("#f-text");

        await ToEndAsync(box);
        await PickAsync(page, "cold packs", "retracted: Cold 2010. Cold packs");
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.FrameLocator("iframe").Locator(".citation")).ToHaveTextAsync("(1 retracted)");
    }

    [Fact]
    public async Task Where_the_article_cites_by_number_the_list_grows_with_the_number()
    {
        using var content = WithPapers();
        content.Write(File, content.Read(File).Replace("topics: [heat]", "topics: [heat]\nreferences: [cold-2010] # in order", StringComparison.Ordinal).Replace("a little.", "a little (1).", StringComparison.Ordinal));
        await using var site = await StartAsync(content);
        await using var editor = await browser.OpenAsync(site: site);
        var page = await editor.WriteAsync(Address);
        var box = page.Locator("#f-text");

        await ToEndAsync(box);
        await PickAsync(page, "french", "French 2006. Superficial heat");
        await page.Keyboard.PressAsync("Enter");
        await ExpectEndAsync(box, "It is pleasant. (2)");
        await page.Keyboard.PressAsync("Control+s");

        await Assertions.Expect(page.Locator("main > [role=status]:not(.unseen)")).ToContainTextAsync("Saved.");
        Assert.Contains("references: [cold-2010, french-2006] # in order", content.Read(File), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Buttons_write_Markdown_and_a_pasted_picture_asks_for_its_alt_text()
    {
        using var content = WithPapers();
        await using var site = await StartAsync(content);
        await using var editor = await browser.OpenAsync(site: site);
        var page = await editor.WriteAsync(Address);
        var box = page.Locator("#f-text");
        var before = await box.InputValueAsync();

        await box.PressAsync("Control+End");
        await page.Locator(".tools summary").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Don’t", Exact = true }).ClickAsync();
        await page.Keyboard.TypeAsync("Wait.");
        await box.PressAsync("Control+End");
        await page.Button("Table").ClickAsync();
        await page.Keyboard.TypeAsync("Heat");
        await box.PressAsync("Control+End");
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Button, new() { Name = "Link", Exact = true }).ClickAsync();
        await page.Keyboard.TypeAsync("About us");
        Assert.Equal(before + "\n::: dont\n- Wait.\n:::\n\n| Heat | Finding |\n|---|---|\n| First | What was found |\n\n[About us](https://)", await box.InputValueAsync());

        await box.PressAsync("Control+End");
        await PasteAsync(box, content.FullPath("images/dot.svg"));
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Add a picture" });
        await page.ExpectNoViolationAsync("A picture in a dialog");
        await dialog.EvaluateAsync("dialog => { dialog.querySelector('form').noValidate = true }");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Add the picture" }).ClickAsync();
        await Assertions.Expect(dialog.Locator(".summary")).ToContainTextAsync("Say what the picture shows");
        await PasteAsync(dialog.Locator("[type=file]"), content.FullPath("images/dot.svg"));
        await dialog.GetByLabel("What it shows").FillAsync("A [dot]");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Add the picture" }).ClickAsync();
        await ExpectEndAsync(box, """![A \[dot\]](images/pasted.svg)""");
        await Assertions.Expect(page.FrameLocator("iframe").GetByAltText("A [dot]")).ToBeVisibleAsync();

        // A picture goes where it is dropped, and not where the caret is.
        await page.Locator(".line-copy > div", new() { HasText = "Either helps a little." }).EvaluateAsync(
            """
            (line, svg) => {
              line.scrollIntoView({ block: 'center' });
              const { right, top, height } = line.getBoundingClientRect();
              const data = new DataTransfer();
              data.items.add(new File([svg], 'dropped.svg', { type: 'image/svg+xml' }));
              const drop = new DragEvent('drop', { dataTransfer: data, clientX: right - 20, clientY: top + height / 2, bubbles: true, cancelable: true });
              document.getElementById('f-text').dispatchEvent(drop);
            }
            """,
            await System.IO.File.ReadAllTextAsync(content.FullPath("images/dot.svg"), TestContext.Current.CancellationToken));
        await dialog.GetByLabel("What it shows").FillAsync("Another");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Add the picture" }).ClickAsync();
        await Assertions.Expect(box).ToHaveValueAsync(new System.Text.RegularExpressions.Regex(@"Either helps a little\.\n\n!\[Another\]\(images/dropped\.svg\)\n\n"));

        // A session that ends meanwhile: the chosen file and the words stay, and the same button works after signing in elsewhere.
        await PasteAsync(box, content.FullPath("images/dot.svg"));
        await dialog.GetByLabel("What it shows").FillAsync("Kept");
        await page.Context.ClearCookiesAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Add the picture" }).ClickAsync();
        await Assertions.Expect(dialog.GetByRole(AriaRole.Alert)).ToContainTextAsync("You are signed out");
        var elsewhere = await page.Context.NewPageAsync();
        await elsewhere.GotoAsync("/editor/sign-in");
        await elsewhere.SignInHereAsync();
        await Assertions.Expect(elsewhere).ToHaveURLAsync($"{site.Address}/editor");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Add the picture" }).ClickAsync();
        await Assertions.Expect(box).ToHaveValueAsync(new System.Text.RegularExpressions.Regex(@"!\[Kept\]\(images/pasted"));
    }

    [Fact]
    public async Task A_picture_that_can_not_be_taken_now_stays_chosen_with_its_words()
    {
        using var content = WithPapers();
        await using var site = await StartAsync(content);
        await using var editor = await browser.OpenAsync(site: site);
        var page = await editor.WriteAsync(Address);
        var box = page.Locator("#f-text");
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Add a picture" });
        await box.PressAsync("Control+End");
        await PasteAsync(box, content.FullPath("images/dot.svg"));
        await dialog.GetByLabel("What it shows").FillAsync("A dot");
        // As the site answers while its database is away.
        await page.RouteAsync("**/editor/images", route => route.Request.Method == "POST"
            ? route.FulfillAsync(new() { Status = 503, ContentType = "text/html", Body = "<main><h1>Temporarily unavailable</h1></main>" })
            : route.ContinueAsync());

        await dialog.GetByRole(AriaRole.Button, new() { Name = "Add the picture" }).ClickAsync();
        await Assertions.Expect(dialog.GetByRole(AriaRole.Alert)).ToContainTextAsync("Temporarily unavailable. Nothing is lost");
        await page.UnrouteAsync("**/editor/images");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Add the picture" }).ClickAsync();

        await ExpectEndAsync(box, "![A dot](images/pasted.svg)");
    }

    [Fact]
    public async Task A_saved_correction_leaves_no_draft_in_the_browser()
    {
        using var content = WithPapers();
        await using var site = await StartAsync(content);
        await using var editor = await browser.OpenAsync(site: site);
        var report = editor.Page.Context.APIRequest.CreateFormData().Set("article", "heat-or-ice").Set("quote", "Either helps a little.").Set("concern", "inaccurate");
        Assert.Equal(200, (await editor.Page.Context.APIRequest.PostAsync("/feedback", new() { Form = report })).Status);
        var page = await editor.WriteAsync("/editor/reports/1/correct");

        await page.MendAsync("helps a little", "helps for a short time");
        await page.GetByLabel("What was wrong?").FillAsync("Much.");
        await Polling.UntilAsync(() => page.EvaluateAsync<bool>("localStorage.length === 1"));
        await page.Button("Save and close").ClickAsync();

        await Assertions.Expect(page).ToHaveURLAsync($"{site.Address}/editor/reports/1?saved");
        await Polling.UntilAsync(() => page.EvaluateAsync<bool>("localStorage.length === 0"));
        Assert.Empty(editor.Complaints);
    }

    [Fact]
    public async Task What_is_typed_outlives_the_window_a_lost_session_and_another_editor()
    {
        using var content = WithPapers();
        await using var site = await StartAsync(content);
        await using var editor = await browser.OpenAsync(site: site);
        var page = await editor.WriteAsync(Address);
        var asked = 0;
        page.Dialog += async (_, dialog) =>
        {
            asked++;
            await dialog.AcceptAsync();
        };
        var box = page.Locator("#f-text");

        await box.PressAsync("Control+End");
        await page.Keyboard.TypeAsync("Half a sent");
        await page.GetByLabel("Title").FillAsync("Another title");
        await editor.ReadAsync(Address);
        Assert.Equal(1, asked);
        await Assertions.Expect(page.Locator(".kept")).ToContainTextAsync("unsaved work on this article");
        await page.ExpectNoViolationAsync("A draft");
        // Meanwhile somebody else has saved.
        content.Replace(File, content.Read(File).Replace("a little", "somewhat", StringComparison.Ordinal));
        await editor.ReadAsync(Address);
        await Assertions.Expect(page.Locator(".kept")).ToContainTextAsync("Somebody has saved the article since");
        await page.Button("Go on with it").ClickAsync();
        await Assertions.Expect(page.GetByLabel("Title")).ToHaveValueAsync("Another title");
        await ExpectEndAsync(box, "Half a sent");

        // The save shows both versions; then the session is lost, and the words are carried over the sign-in.
        await page.Keyboard.PressAsync("Control+s");
        await page.ExpectSummaryAsync("Somebody saved this article after you opened it");
        await ExpectEndAsync(box, "Half a sent");
        await page.Context.ClearCookiesAsync();
        await page.Button("Figure").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "You are signed out" })).ToContainTextAsync("Your text is safe");
        await page.Button("Close").ClickAsync();
        await page.Button("Save").ClickAsync();
        await page.ExpectSummaryAsync("Your session had ended");
        await page.SignInHereAsync();
        await page.Button("Submit now").ClickAsync();
        await Assertions.Expect(page.Locator("main > [role=status]:not(.unseen)")).ToContainTextAsync("Saved.");
        Assert.Contains("Another title", content.Read(File), StringComparison.Ordinal);
        Assert.EndsWith("Half a sent", content.Read(File), StringComparison.Ordinal);
        await Polling.UntilAsync(() => page.EvaluateAsync<bool>("localStorage.length === 0"));
        Assert.Equal(1, asked);

        // After a save the text is where it was.
        await page.MendAsync("Half a sent", "A sentence.");
        await box.PressAsync("Control+s");
        await Assertions.Expect(page.Locator(".buttons .hint")).ToHaveTextAsync("Saved.");
        await Assertions.Expect(box).ToBeFocusedAsync();
    }

    [Fact]
    public async Task What_is_typed_outlives_a_restart_of_the_site()
    {
        using var content = WithPapers();
        await using var site = await StartAsync(content);
        await using var editor = await browser.OpenAsync(site: site);
        var page = await editor.WriteAsync(Address);
        await page.Locator("#f-text").PressAsync("Control+End");
        await page.Keyboard.TypeAsync("Half a sent");
        await site.StopAsync();

        await page.Keyboard.PressAsync("Control+s");
        // The browser's own page says that the site does not answer.
        await Polling.UntilAsync(() => page.Url.StartsWith("chrome-error:", StringComparison.Ordinal));
        site.StartAgain();
        await editor.ReadAsync(Address);
        await page.Button("Go on with it").ClickAsync();
        await ExpectEndAsync(page.Locator("#f-text"), "Half a sent");
        await page.Keyboard.PressAsync("Control+s");

        await Assertions.Expect(page.Locator("main > [role=status]:not(.unseen)")).ToContainTextAsync("Saved.");
        Assert.EndsWith("Half a sent", content.Read(File), StringComparison.Ordinal);
        await Polling.UntilAsync(() => page.EvaluateAsync<bool>("localStorage.length === 0"));
    }

    private static async Task PickAsync(IPage page, string typed, string first)
    {
        await page.GetByLabel("Cite a paper").FocusAsync();
        await page.Keyboard.TypeAsync(typed);
        await Assertions.Expect(page.Locator("#cite-list [role=option] b").First).ToHaveTextAsync(first);
    }

    /// <summary>Puts the caret behind the last word, before the line end that may follow it.</summary>
    private static async Task ToEndAsync(ILocator box) => await box.EvaluateAsync("it => { it.focus(); const end = it.value.trimEnd().length; it.setSelectionRange(end, end); }");

    private static Task ExpectEndAsync(ILocator box, string end) =>
        Assertions.Expect(box).ToHaveValueAsync(new System.Text.RegularExpressions.Regex(System.Text.RegularExpressions.Regex.Escape(end) + "\\n?$"));

    /// <summary>Pastes a picture, or gives it to a file field.</summary>
    private static async Task PasteAsync(ILocator into, string path) => await into.EvaluateAsync(
        """
        (into, svg) => {
          const data = new DataTransfer();
          data.items.add(new File([svg], 'pasted.svg', { type: 'image/svg+xml' }));
          if (into.type === 'file') into.files = data.files;
          else into.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
        }
        """,
        await System.IO.File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));

    private static ContentOnDisk WithPapers()
    {
        var content = ContentOnDisk.Small();
        content.Write("references.json", """
            [{ "id": "french-2006", "type": "article-journal", "title": "Superficial heat", "author": [{ "family": "French" }], "issued": { "date-parts": [[2006]] },
               "custom": { "evidence": "systematic review", "finding": "Heat helps a little." } },
             { "id": "cold-2010", "type": "book", "title": "Cold packs", "DOI": "10.1000/cold", "author": [{ "family": "Cold" }], "issued": { "date-parts": [[2010]] } }]
            """);
        return content;
    }

    private static async Task<RunningSite> StartAsync(ContentOnDisk content)
    {
        var site = new RunningSite(content.Path);
        await site.AddEditorAsync(Editing.Name, Editing.Password);
        return site;
    }
}
