using Microsoft.Playwright;

namespace BackSpasmSite.BrowserTests;

/// <summary>States that the shipped articles are not in: reviews, corrections, withdrawals, drafts and mistakes.</summary>
public sealed class EveryStateTests(Browser browser) : IDisposable
{
    private readonly ContentOnDisk _content = ContentOnDisk.From("""
        -- site.yaml --
        name: A site with a rather long name
        menu: [{ text: Heat, href: /articles/heat }, { text: Cold, href: /articles/cold }]
        -- people.yaml --
        editors: { name: The editors, role: [writes, edits], interests: None. }
        jane: { name: Jane Doe, credentials: MD, role: reviews, organisation: The hospital }
        -- references.json --
        [{ "id": "smith-2020", "type": "article-journal", "title": "Heat", "DOI": "10.1000/xyz", "PMID": "1", "PMCID": "PMC1",
           "author": [{ "family": "Smith", "given": "Ann" }], "issued": { "date-parts": [[2020]] },
           "custom": { "evidence": "randomised trial", "finding": "Heat helped a little." } },
         { "id": "bare", "type": "report", "title": "Averylongwordwithoutanyplacetobreakitandthenmoreofitstillgoing" }]
        -- articles/heat.md --
        ---
        title: "Heat: an article whose title is long and which has Donaudampfschifffahrtsgesellschaftskapitän in it"
        description: What heat does.
        author: editors
        published: 2026-11-01
        modified: 2026-11-20
        topics: [heat]
        review: { by: jane, date: 2026-11-02, text: "sha256:0000000000000000000000000000000000000000000000000000000000000000" }
        corrections: [{ date: 2026-11-20, note: The effect was too large., was: Heat cures., now: Heat helps a little. }]
        references: [smith-2020, bare]
        ---
        Heat helps a little (1, 2).

        ::: get-help-now
        Do not wait.
        :::

        ## A part

        ::: note
        Mind (1)(2).
        :::

        ::: do
        - Warm it (1).
        :::

        ::: dont
        - Burn it.
        :::

        > A quote (1).

        | A | wide | table | of | many | columns | that | scrolls | in | itself |
        |---|---|---|---|---|---|---|---|---|--:|
        | one | two | three | four | five | six | seven | eight | nine | (1) |

        `https://example.org/a/very/long/address/that/nobody/would/break/by/hand/and/goes/on/and/on`
        -- articles/cold.md --
        ---
        title: Cold
        description: What cold does.
        author: jane
        published: 2026-11-01
        topics: [cold]
        withdrawn: { date: 2026-11-21, note: It was wrong from the start. }
        ---
        Cold.
        """);

    [Theory]
    [InlineData(320, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    public async Task Every_state_fits_and_has_no_violation(int width, ColorScheme scheme)
    {
        await using var site = new RunningSite(_content.Path);
        await using var reader = await browser.OpenAsync(width, 640, scheme: scheme, site: site);
        foreach (var address in (string[])["/", "/articles/heat", "/articles/cold", "/nowhere"])
        {
            var page = await reader.ReadAsync(address);
            Assert.True(await reader.FitsAsync(), $"{address} is wider than {width} px.");
            await page.ExpectNoViolationAsync(address, looksOnly: scheme == ColorScheme.Dark);
        }
    }

    [Fact]
    public async Task An_edited_article_says_so_and_shows_its_correction_on_paper_too()
    {
        await using var site = new RunningSite(_content.Path);
        await using var reader = await browser.OpenAsync(360, 640, site: site);
        var page = await reader.ReadAsync("/articles/heat");

        await Assertions.Expect(page.Locator(".review")).ToContainTextAsync("Edited since its review by Jane Doe, MD on 2 Nov 2026");
        foreach (var media in (Media[])[Media.Screen, Media.Print])
        {
            await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = media });
            await Assertions.Expect(page.Locator("#corrections")).ToContainTextAsync("Heat cures.");
            await Assertions.Expect(page.Locator("#corrections")).ToContainTextAsync("Heat helps a little.");
        }
    }

    [Fact]
    public async Task In_Development_the_open_page_reloads_itself_and_shows_what_is_wrong_with_its_file()
    {
        await using var site = new RunningSite(_content.Path, "Development");
        await using var reader = await browser.OpenAsync(site: site);
        var page = await reader.ReadAsync("/articles/heat");
        var article = _content.Read("articles/heat.md");

        _content.Replace("articles/heat.md", article.Replace("Heat helps a little (1, 2).", "Warmth helps (1, 2).", StringComparison.Ordinal));
        await Assertions.Expect(page.Locator(".lead")).ToContainTextAsync("Warmth helps");

        _content.Write("articles/heat.md", article.Replace("author: editors", "auther: editors", StringComparison.Ordinal));
        await Assertions.Expect(page.Locator(".banner")).ToContainTextAsync("Did you mean “author”?");
        await Assertions.Expect(page.Locator(".lead")).ToContainTextAsync("Warmth helps");

        _content.Write("articles/heat.md", article.Replace("topics: [heat]", "topics: [heat]\ndraft: true", StringComparison.Ordinal));
        await Assertions.Expect(page.Locator(".banner", new() { HasText = "Draft:" })).ToBeVisibleAsync();
    }

    public void Dispose() => _content.Dispose();
}
