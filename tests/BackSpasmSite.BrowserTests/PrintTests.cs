using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace BackSpasmSite.BrowserTests;

/// <summary>What is printed.</summary>
public sealed partial class PrintTests(Browser browser)
{
    [Fact]
    public async Task Paper_has_the_address_the_review_the_text_and_the_papers_and_no_menu()
    {
        await using var reader = await browser.OpenAsync();
        var page = await reader.ReadAsync("/articles/back-spasm-during-running");
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });

        foreach (var shown in (string[])[".address", ".review", ".get-help-now", "figure", "#references li .finding"])
            await Assertions.Expect(page.Locator(shown).First).ToBeVisibleAsync();
        foreach (var hidden in (string[])["header.site nav", "header.site form", ".contents", ".notice", "#feedback", "footer.site", ".policies", ".trail", ".on"])
            await Assertions.Expect(page.Locator(hidden).First).ToBeHiddenAsync();

        await Assertions.Expect(page.Locator(".address")).ToHaveTextAsync("http://localhost:5080/articles/back-spasm-during-running");
        await Assertions.Expect(page.Locator("#references li").First).ToContainTextAsync("doi:10.");
        // The help box is too long for that.
        foreach (var box in await page.Locator(".box:not(.get-help-now)").AllAsync())
            Assert.Equal("avoid", await box.EvaluateAsync<string>("element => getComputedStyle(element).breakInside"));
    }

    [Theory]
    [InlineData("back-spasm-during-running", 8)]
    [InlineData("medicines-for-back-spasm", 7)]
    [InlineData("heat-or-ice", 6)]
    public async Task An_article_needs_few_sheets(string article, int most)
    {
        await using var reader = await browser.OpenAsync();
        var page = await reader.ReadAsync($"/articles/{article}");
        var pdf = Encoding.Latin1.GetString(await page.PdfAsync(new PagePdfOptions { Format = "A4", PreferCSSPageSize = false }));

        Assert.InRange(Page().Count(pdf), 1, most);
    }

    [Fact]
    public async Task The_desk_prints_in_one_column_with_all_of_a_text_and_nothing_to_press()
    {
        using var content = ContentOnDisk.Small();
        content.Write("articles/heat-or-ice.md", content.Read("articles/heat-or-ice.md") + string.Concat(Enumerable.Repeat("\nIt is pleasant.\n", 60)));
        await using var site = new RunningSite(content.Path);
        await site.AddEditorAsync(Editing.Name, Editing.Password);
        // The width of a sheet between its margins.
        await using var editor = await browser.OpenAsync(688, site: site);
        var page = await editor.WriteAsync("/editor/articles/heat-or-ice");
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });

        Assert.Equal("auto", await page.Locator("main").EvaluateAsync<string>("it => getComputedStyle(it).columnCount"));
        Assert.True(await page.Locator("#f-text").EvaluateAsync<bool>("it => it.scrollHeight <= it.clientHeight && it.clientHeight > innerHeight"));
        foreach (var hidden in (string[])["header.site details", ".tabs", ".tools", ".picker", ".line-copy", ".reading", "main button"])
            await Assertions.Expect(page.Locator(hidden).First).ToBeHiddenAsync();
        Assert.True(await editor.FitsAsync());
    }

    [GeneratedRegex("/Type /Page\\b")]
    private static partial Regex Page();
}
