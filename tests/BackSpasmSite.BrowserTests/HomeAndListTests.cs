using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace BackSpasmSite.BrowserTests;

/// <summary>From the home page and the lists to an article, and from nowhere to the desk, by keyboard.</summary>
public sealed class HomeAndListTests(Browser browser)
{
    [Theory]
    [InlineData(360, true)]
    [InlineData(1280, false)]
    [InlineData(1920, true)]
    public async Task The_home_page_shows_its_drawing_and_a_keyboard_gets_from_a_question_to_its_answer(int width, bool scripts)
    {
        await using var reader = await browser.OpenAsync(width, scripts: scripts);
        var page = await reader.ReadAsync("/");

        Assert.True(await page.Locator(".opening img").EvaluateAsync<bool>("it => it.complete && it.naturalWidth > 0"));
        var (drawing, title) = ((await page.Locator(".opening img").BoundingBoxAsync())!, (await page.Locator("h1").BoundingBoxAsync())!);
        Assert.True(drawing.X >= 0 && drawing.X + drawing.Width <= width, $"{drawing.X} to {drawing.X + drawing.Width}");
        if (width > 1000) Assert.True(drawing.X >= title.X + title.Width || drawing.X + drawing.Width <= title.X, "The drawing is not beside the title.");
        Assert.True(await reader.FitsAsync());

        var question = page.Locator(".questions a").First;
        var (words, address) = (await question.InnerTextAsync(), await question.GetAttributeAsync("href"));
        await page.Locator("main input[type=search]").FocusAsync();
        await TabToAsync(page, words);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex(Regex.Escape(address!) + "$"));
        Assert.Empty(reader.Elsewhere);
        Assert.Empty(reader.Complaints);
    }

    [Theory]
    [InlineData("/articles", ".articles > li", 360, true)]
    [InlineData("/articles", ".articles > li", 1280, false)]
    [InlineData("/articles", ".articles > li", 1920, true)]
    [InlineData("/topics", ".rows > li", 360, false)]
    [InlineData("/topics", ".rows > li", 1280, true)]
    [InlineData("/topics", ".rows > li", 1920, false)]
    [InlineData("/search?q=sciatica", ".hits > li", 360, true)]
    [InlineData("/search?q=sciatica", ".hits > li", 1280, true)]
    [InlineData("/search?q=sciatica", ".hits > li", 1920, false)]
    public async Task A_list_uses_the_width_and_a_keyboard_opens_its_entries_in_reading_order(string address, string entries, int width, bool scripts)
    {
        await using var reader = await browser.OpenAsync(width, scripts: scripts);
        var page = await reader.ReadAsync(address);

        var list = page.Locator($"main {entries}");
        var (first, second) = ((await list.Nth(0).BoundingBoxAsync())!, (await list.Nth(1).BoundingBoxAsync())!);
        if (width > 1000) Assert.True(second.X >= first.X + first.Width && Math.Abs(second.Y - first.Y) < 1, "The second entry is not beside the first.");
        else Assert.True(second.Y >= first.Y + first.Height, "The second entry is not below the first.");
        Assert.True(await reader.FitsAsync());

        var next = await list.Nth(1).GetByRole(AriaRole.Link).First.GetAttributeAsync("href");
        await list.Nth(0).GetByRole(AriaRole.Link).First.FocusAsync();
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex(Regex.Escape(next!) + "$"));
        Assert.Empty(reader.Complaints);
    }

    [Theory]
    [InlineData(360, true)]
    [InlineData(1280, false)]
    [InlineData(1920, true)]
    public async Task The_sign_in_form_is_in_the_middle_and_a_refusal_keeps_the_name(int width, bool scripts)
    {
        await using var editor = await browser.OpenAsync(width, scripts: scripts);
        var page = await editor.ReadAsync("/editor");

        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/editor/sign-in"));
        var form = (await page.Locator("main form").BoundingBoxAsync())!;
        Assert.InRange(form.X + (form.Width / 2), (width / 2) - 24, (width / 2) + 24);
        Assert.True(await editor.FitsAsync());

        await Assertions.Expect(page.GetByLabel("Name")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("nobody");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("not the password");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("do not match");
        await Assertions.Expect(page.GetByLabel("Name")).ToHaveValueAsync("nobody");
        await Assertions.Expect(page.GetByLabel("Password")).ToHaveValueAsync("");
        Assert.True(await editor.FitsAsync());
        if (scripts) await page.ExpectNoViolationAsync($"A refused sign-in at {width} px");
    }

    /// <summary>Presses Tab until the link with these words has the focus.</summary>
    private static async Task TabToAsync(IPage page, string words)
    {
        for (var stops = 0; stops < 20; stops++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<string>("document.activeElement.innerText") == words) return;
        }

        Assert.Fail($"“{words}” is not within 20 stops.");
    }
}
