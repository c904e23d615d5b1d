using Microsoft.Playwright;

namespace BackSpasmSite.BrowserTests;

/// <summary>No article, one article, and three pages of articles with very long names.</summary>
public sealed class LargeAndSmallTests(Browser browser)
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(60)]
    public async Task Every_page_fits_a_phone_and_has_no_violation(int articles)
    {
        using var content = LargeContent.With(articles);
        await using var site = new RunningSite(content.Path);
        await using var reader = await browser.OpenAsync(360, 640, site: site);

        foreach (var address in Addresses(articles))
        {
            var page = await reader.ReadAsync(address);
            Assert.True(await reader.FitsAsync(), $"{address} is wider than 360 px.");
            await page.ExpectNoViolationAsync(address, looksOnly: articles == 1);
            Assert.True(await reader.FitsAsync(), $"{address} is wider than 360 px with its menu open.");
            Assert.Empty(await CutOffAsync(page));
        }
    }

    [Fact]
    public async Task A_long_list_is_read_page_by_page()
    {
        using var content = LargeContent.With(60);
        await using var site = new RunningSite(content.Path);
        await using var reader = await browser.OpenAsync(360, 640, touch: true, scripts: false, site: site);
        var page = await reader.ReadAsync("/articles");

        await page.GetByRole(AriaRole.Link, new() { Name = "Next page" }).TapAsync();
        await Assertions.Expect(page).ToHaveURLAsync($"{site.Address}/articles?page=2");
        await page.GetByRole(AriaRole.Link, new() { Name = "Page 3", Exact = true }).TapAsync();
        await Assertions.Expect(page.Locator(".articles > li")).ToHaveCountAsync(20);
        await Assertions.Expect(page.Locator(".articles a").Last).ToHaveTextAsync(LargeContent.Title(1));
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Next page" })).ToHaveCountAsync(0);
    }

    private static string[] Addresses(int articles) =>
    [
        "/", "/articles", "/topics", $"/people/{LargeContent.Person}", "/about", "/corrections", "/papers/paper-2", "/nowhere",
        .. articles == 0 ? [] : new[] { $"/articles/{LargeContent.Slug(1)}", $"/topics/{LargeContent.Topic}" },
        .. articles <= 20 ? [] : new[] { "/articles?page=2", "/articles?page=3", $"/people/{LargeContent.Person}?page=4", $"/articles/{LargeContent.Slug(30)}" },
    ];

    /// <summary>Words that overflow the page at the end, where it does not scroll.</summary>
    private static Task<string[]> CutOffAsync(IPage page) => page.EvaluateAsync<string[]>("""
        () => [...document.querySelectorAll('body *')]
          .filter(element => element.matches(':not(.unseen, .unseen *, .trap, .trap *, .skip, option)') && element.checkVisibility())
          .filter(element => [...element.getClientRects()].some(box => box.right > innerWidth + .5 || box.left < -.5))
          .map(element => element.outerHTML.slice(0, 200))
        """);
}
