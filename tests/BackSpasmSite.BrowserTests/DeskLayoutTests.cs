using Microsoft.Playwright;

namespace BackSpasmSite.BrowserTests;

/// <summary>The desk shares the readers' stylesheet, so rules for readers may affect it unnoticed.</summary>
public sealed class DeskLayoutTests(Browser browser)
{
    [Theory]
    [InlineData(1280, 1)]
    [InlineData(360, 1)]
    public async Task The_head_of_the_desk_is_slim_and_breaks_no_word(int width, int lines)
    {
        using var content = ContentOnDisk.Small();
        await using var site = new RunningSite(content.Path);
        await site.AddEditorAsync(Editing.Name, Editing.Password);
        await using var editor = await browser.OpenAsync(width, site: site);
        var page = await editor.SignInAsync("/editor/articles");

        var head = await page.Locator("header.site").BoundingBoxAsync();
        Assert.InRange(head!.Height, 1, 8 + (lines * 44));
        if (width == 360) await page.Locator("header.site summary").ClickAsync();
        foreach (var link in await page.Locator("header.site nav a").AllAsync()) await ExpectOneLineAsync(link);
        Assert.Equal(width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    [Fact]
    public async Task What_a_passage_rests_on_reads_in_lines()
    {
        using var content = ContentOnDisk.Small();
        content.Write("references.json", """[{ "id": "a", "type": "book", "title": "About a", "custom": { "evidence": "randomised trial", "finding": "Heat helped a little." } }]""");
        content.Write("articles/heat-or-ice.md", content.Read("articles/heat-or-ice.md")
            .Replace("topics: [heat]", "topics: [heat]\nreferences: [a]", StringComparison.Ordinal)
            .Replace("a little.", "a little (1).", StringComparison.Ordinal));
        await using var site = new RunningSite(content.Path);
        await site.AddEditorAsync(Editing.Name, Editing.Password);
        await using var editor = await browser.OpenAsync(site: site);
        var form = editor.Page.Context.APIRequest.CreateFormData();
        Assert.Equal(200, (await editor.Page.Context.APIRequest.PostAsync("/feedback", new() { Form = form.Set("article", "heat-or-ice").Set("quote", "Either helps a little (1).").Set("concern", "harmful") })).Status);

        var page = await editor.SignInAsync("/editor/reports/1");

        await Assertions.Expect(page.Locator(".cited b")).ToHaveTextAsync(["(1)", "What it found:"]);
        foreach (var bold in await page.Locator(".cited b").AllAsync()) await ExpectOneLineAsync(bold);
    }

    private static async Task ExpectOneLineAsync(ILocator words) =>
        Assert.Equal(1, await words.EvaluateAsync<int>("it => { const all = document.createRange(); all.selectNodeContents(it); return new Set([...all.getClientRects()].map(line => line.top)).size }"));
}
