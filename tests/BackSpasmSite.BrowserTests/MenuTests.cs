using Microsoft.Playwright;

namespace BackSpasmSite.BrowserTests;

/// <summary>The menu with a thumb, with a keyboard, and without a script.</summary>
public sealed class MenuTests(Browser browser)
{
    [Theory]
    [InlineData(2, 360)]
    [InlineData(8, 360)]
    [InlineData(8, 320)]
    [InlineData(8, 1280)]
    public async Task Every_entry_can_be_hit_with_a_thumb(int entries, int width)
    {
        using var content = With(entries);
        await using var site = new RunningSite(content.Path);
        await using var reader = await browser.OpenAsync(width, 640, touch: true, scripts: false, site: site);
        var page = await reader.ReadAsync("/");
        var summary = page.Locator("header summary");

        await Assertions.Expect(page.Locator("header li a").First).ToBeHiddenAsync();
        Assert.True((await summary.BoundingBoxAsync())!.Height >= 44);
        await summary.TapAsync();

        var links = await page.Locator("header li a").AllAsync();
        Assert.Equal(entries, links.Count);
        foreach (var link in links)
        {
            var box = (await link.BoundingBoxAsync())!;
            Assert.True(box.Height >= 44 && box.Width >= 44, $"{box.Width} x {box.Height}");
            Assert.InRange(box.X + box.Width, 44, width);
        }

        // It pushes the page down, so that a keyboard can't reach anything hidden below it.
        var last = (await links[^1].BoundingBoxAsync())!;
        Assert.True((await page.Locator("h1").BoundingBoxAsync())!.Y >= last.Y + last.Height);
        await links[^1].TapAsync();
        await Assertions.Expect(page).ToHaveURLAsync($"{site.Address}/topics");
    }

    [Fact]
    public async Task A_keyboard_opens_it_walks_through_it_and_closes_it()
    {
        using var content = With(3);
        await using var site = new RunningSite(content.Path);
        await using var reader = await browser.OpenAsync(360, 640, scripts: false, site: site);
        var page = await reader.ReadAsync("/");
        var summary = page.Locator("header summary");

        await summary.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.Locator("header li a").First).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Shift+Tab");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("header li a").First).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_short_one_stands_in_the_line_where_there_is_room()
    {
        await using var reader = await browser.OpenAsync(1280, 800, scripts: false);
        var page = await reader.ReadAsync("/");

        await Assertions.Expect(page.Locator("header summary")).ToBeHiddenAsync();
        var links = await page.Locator("header li a").AllAsync();
        var name = (await page.Locator("header .name").BoundingBoxAsync())!;
        foreach (var link in links)
        {
            var box = (await link.BoundingBoxAsync())!;
            Assert.True(box.Y < name.Y + name.Height && box.Height >= 44);
        }

        await page.Locator("header .name").FocusAsync();
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.Locator("header [type=search]")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.Locator("header li a").First).ToBeFocusedAsync();
    }

    private static ContentOnDisk With(int entries)
    {
        var content = ContentOnDisk.Small();
        var menu = Enumerable.Range(1, entries).Select(number => $"{{ text: \"Entry {number} of a menu with rather many words in each\", href: /topics }}");
        content.Write("site.yaml", $"name: \"A site of some name\"\nmenu: [{string.Join(", ", menu)}]\n");
        return content;
    }
}
