using Microsoft.Playwright;

namespace BackSpasmSite.BrowserTests;

/// <summary>From selected words to a report on them.</summary>
public sealed class PassageTests : IAsyncDisposable
{
    private const string Article = "/articles/heat";

    /// <summary>The text of the article below, as one line.</summary>
    private const string Text =
        "Heat helps a little (1). It is not a cure, and nobody knows how warm is best. Note Do not wait. " +
        "What is known One trial asked 10 people. Another asked 20 people. Both were small. " +
        "🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂 so what? 🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂.";

    private readonly Browser _browser;
    private readonly RunningSite _site;
    private readonly ContentOnDisk _content = ContentOnDisk.From("""
        -- site.yaml --
        name: Heat
        -- people.yaml --
        editors: { name: The editors, role: [writes, edits] }
        -- references.json --
        [{ "id": "smith-2020", "type": "article-journal", "title": "Heat in a list", "DOI": "10.1000/xyz", "custom": { "finding": "Heat helped." } }]
        -- articles/heat.md --
        ---
        title: Heat
        description: What heat does.
        author: editors
        published: 2026-11-01
        topics: [heat]
        references: [smith-2020]
        ---
        Heat helps a little (1). It is not a cure, and nobody
        knows how warm is best.

        ::: note
        Do not wait.
        :::

        ## What is known

        - One trial asked 10 people.
        - Another asked **20** people. Both were small.

        🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂 so what? 🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂.
        """);

    public PassageTests(Browser browser)
    {
        _browser = browser;
        _site = new RunningSite(_content.Path);
    }

    [Fact]
    public async Task Selected_words_are_reported_with_what_stands_around_them()
    {
        await using var reader = await _browser.OpenAsync(360, 640, site: _site);
        var page = await reader.ReadAsync(Article);
        await page.EvaluateAsync("""
            () => {
              const [first, second] = document.querySelectorAll('article > ul > li');
              getSelection().setBaseAndExtent(first.firstChild, 4, second.querySelector('strong').nextSibling, 7);
            }
            """);

        await Assertions.Expect(Bar(page)).ToBeInViewportAsync();
        Assert.Equal("BODY", await page.EvaluateAsync<string>("document.activeElement.tagName"));
        Assert.StartsWith("trial asked", await page.EvaluateAsync<string>("getSelection().toString()"), StringComparison.Ordinal);
        Assert.True(await reader.FitsAsync());
        await Bar(page).ClickAsync();

        await Assertions.Expect(Bar(page)).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByLabel("It could hurt someone")).ToBeFocusedAsync();
        await Assertions.Expect(page.GetByLabel("It could hurt someone")).ToBeInViewportAsync();
        await page.Keyboard.PressAsync("Space");
        await page.SendAsync();
        await Assertions.Expect(page.Heading("Your report")).ToBeFocusedAsync();

        const string Words = "trial asked 10 people. Another asked 20 people";
        var (prefix, suffix) = Around(Words);
        var kept = Assert.Single(await _site.ReportsAsync());
        Assert.Equal((Words, prefix, suffix, "s-what-is-known"), (kept.Quote, kept.QuotePrefix, kept.QuoteSuffix, kept.Section));
        Assert.Equal(Text.IndexOf(Words, StringComparison.Ordinal), Text.IndexOf(prefix + Words + suffix, StringComparison.Ordinal) + prefix.Length);
        Assert.Empty(reader.Complaints);
    }

    [Theory]
    [InlineData("cure", "It is not a cure, and nobody knows how warm is best.", "")]
    [InlineData("small", "Both were small.", "s-what-is-known")]
    [InlineData("known", "What is known", "s-what-is-known")]
    [InlineData("wait", "Do not wait.", "")]
    [InlineData("ot a cu", "It is not a cure, and nobody knows how warm is best.", "")]
    [InlineData("ur", "It is not a cure, and nobody knows how warm is best.", "")]
    [InlineData(" how warm ", "It is not a cure, and nobody knows how warm is best.", "")]
    [InlineData("Both were", "Both were small.", "s-what-is-known")]
    [InlineData("ps a li", "Heat helps a little (1).", "")]
    public async Task Less_than_a_sentence_means_the_sentence_around_it(string word, string sentence, string section)
    {
        await using var reader = await _browser.OpenAsync(360, 640, touch: true, site: _site);
        var page = await reader.ReadAsync(Article);
        await page.SelectAsync(word);

        await Bar(page).TapAsync();

        await Assertions.Expect(page.Locator("#f-quote")).ToHaveValueAsync(sentence);
        await Assertions.Expect(page.Locator("#f-section")).ToHaveValueAsync(section);
    }

    [Theory]
    [InlineData("ople. Both we", "people. Both were")]
    [InlineData("people. B", "people. Both")]
    [InlineData(" people. Both were ", "people. Both were")]
    public async Task More_than_a_sentence_grows_to_whole_words(string selected, string quote)
    {
        await using var reader = await _browser.OpenAsync(site: _site);
        var page = await reader.ReadAsync(Article);
        await page.SelectAsync(selected);

        await Bar(page).ClickAsync();

        await Assertions.Expect(page.Locator("#f-quote")).ToHaveValueAsync(quote);
    }

    [Theory]
    [InlineData("s-causes")]
    [InlineData("s-remedies")]
    [InlineData("s-medicines")]
    public async Task More_than_fits_ends_with_a_whole_word(string from)
    {
        await using var reader = await _browser.OpenAsync();
        var page = await reader.ReadAsync("/articles/back-spasm-during-running");
        await page.EvaluateAsync("from => getSelection().setBaseAndExtent(document.getElementById(from), 0, document.querySelector('footer'), 0)", from);

        await Bar(page).DispatchEventAsync("click");

        Assert.InRange((await page.Locator("#f-quote").InputValueAsync()).Length, 900, 1000);
        Assert.StartsWith(" ", await page.Locator("[name=quote-suffix]").InputValueAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_stands_around_never_begins_or_ends_in_half_a_character()
    {
        await using var reader = await _browser.OpenAsync(site: _site);
        var page = await reader.ReadAsync(Article);
        await page.SelectAsync("so what? 🙂");

        await Bar(page).ClickAsync();

        await Assertions.Expect(page.Locator("[name=quote-prefix]")).ToHaveValueAsync(string.Concat(Enumerable.Repeat("🙂", 31)) + " ");
        await Assertions.Expect(page.Locator("[name=quote-suffix]")).ToHaveValueAsync(string.Concat(Enumerable.Repeat("🙂", 32)));
    }

    [Fact]
    public async Task A_preview_that_is_open_is_no_part_of_the_text()
    {
        await using var reader = await _browser.OpenAsync(site: _site);
        var page = await reader.ReadAsync(Article);
        await page.Locator("#cite-1-1").HoverAsync();
        await Assertions.Expect(page.Locator(".card")).ToBeVisibleAsync();
        await page.SelectAsync("It is not");
        await Bar(page).DispatchEventAsync("click");

        await Assertions.Expect(page.Locator("[name=quote-prefix]")).ToHaveValueAsync("Heat helps a little (1). ");
    }

    [Fact]
    public async Task Words_changed_by_hand_have_nothing_around_them()
    {
        await using var reader = await _browser.OpenAsync(site: _site);
        var page = await reader.ReadAsync(Article);
        await page.SelectAsync("One trial");
        await Bar(page).ClickAsync();
        await Assertions.Expect(page.Locator("[name=quote-prefix]")).Not.ToHaveValueAsync("");

        await page.Locator("#f-quote").PressSequentiallyAsync("!");

        await Assertions.Expect(page.Locator("[name=quote-prefix]")).ToHaveValueAsync("");
        await Assertions.Expect(page.Locator("[name=quote-suffix]")).ToHaveValueAsync("");
    }

    [Fact]
    public async Task The_bar_can_be_reached_by_keyboard_is_announced_and_goes_with_Escape_or_the_selection()
    {
        await using var reader = await _browser.OpenAsync(site: _site);
        var page = await reader.ReadAsync(Article);
        await page.SelectAsync("It is not");
        await Assertions.Expect(Bar(page)).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("[role=status]")).ToContainTextAsync("Report this sentence");

        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(Bar(page)).ToHaveCountAsync(0);
        await page.SelectAsync("nobody knows");
        await Assertions.Expect(Bar(page)).ToBeVisibleAsync();
        await page.EvaluateAsync("getSelection().removeAllRanges()");
        await Assertions.Expect(Bar(page)).ToHaveCountAsync(0);

        // With a real click, because the browser continues from there at Tab.
        await page.Locator("article > h2").DblClickAsync(new LocatorDblClickOptions { Position = new Position { X = 20, Y = 30 } });
        await Assertions.Expect(Bar(page)).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(Bar(page)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#f-quote")).ToHaveValueAsync("What is known");
        await Assertions.Expect(page.Locator("[role=status]")).ToContainTextAsync("The words are filled in: “");
        // Otherwise the bar would appear again and cover the form.
        Assert.True(await page.EvaluateAsync<bool>("getSelection().isCollapsed"));
    }

    [Fact]
    public async Task Words_that_are_not_the_articles_text_bring_no_bar()
    {
        await using var reader = await _browser.OpenAsync(site: _site);
        var page = await reader.ReadAsync(Article);
        await page.SelectAsync("It is not");
        await Assertions.Expect(Bar(page)).ToBeVisibleAsync();

        foreach (var place in (string[])["#references", ".review", ".notice", "#feedback"])
        {
            await page.EvaluateAsync("place => getSelection().selectAllChildren(document.querySelector(place))", place);
            await Assertions.Expect(Bar(page)).ToHaveCountAsync(0);
            await page.SelectAsync("It is not");
            await Assertions.Expect(Bar(page)).ToBeVisibleAsync();
        }
    }

    [Fact]
    public async Task After_one_report_another_sentence_can_be_reported()
    {
        await using var reader = await _browser.OpenAsync(site: _site);
        var page = await reader.ReadAsync(Article);
        await page.SelectAsync("One trial");
        await Bar(page).ClickAsync();
        await page.SendAsync("The first.");
        await Assertions.Expect(page.Locator(".receipt")).ToContainTextAsync("The first.");

        await page.SelectAsync("It is not");
        await Bar(page).ClickAsync();

        await Assertions.Expect(page.Locator("#f-quote")).ToHaveValueAsync("It is not a cure, and nobody knows how warm is best.");
        await Assertions.Expect(page.Locator("#f-message")).ToHaveValueAsync("");
        await Assertions.Expect(page.GetByLabel("It could hurt someone")).ToBeFocusedAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _site.DisposeAsync();
        _content.Dispose();
    }

    private static ILocator Bar(IPage page) => page.Button("Report this sentence");

    private static (string Prefix, string Suffix) Around(string words)
    {
        var at = Text.IndexOf(words, StringComparison.Ordinal);
        var end = at + words.Length;
        var last = char.IsHighSurrogate(Text[end + 63]) ? end + 63 : end + 64;
        return (Text[Math.Max(0, at - 64)..at], Text[end..last]);
    }
}
