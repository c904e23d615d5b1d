using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace BackSpasmSite.BrowserTests;

/// <summary>An article on a wide screen: contents at the left, evidence at the right.</summary>
public sealed class MarginTests(Browser browser)
{
    private const string Article = "/articles/back-spasm-during-running";

    [Theory]
    [InlineData(1100, 700)]
    [InlineData(1280, 800)]
    [InlineData(1920, 1080)]
    public async Task Each_paragraph_has_its_papers_beside_it_and_no_note_is_over_another_or_over_the_text(int width, int height)
    {
        await using var reader = await browser.OpenAsync(width, height);
        var page = await reader.ReadAsync(Article);
        await Assertions.Expect(page.Locator(".margin ul").First).ToBeVisibleAsync();

        await Assertions.Expect(page.Locator(".margin li").First).ToContainTextAsync(new Regex(@"^\(1\) \w.* \d{4}.+See in references$"));
        Assert.Empty(await page.EvaluateAsync<string[]>("""
            () => {
              const text = document.querySelector('article').getBoundingClientRect();
              const boxes = [...document.querySelectorAll('.margin ul')].filter(group => !group.hidden).map(group => group.getBoundingClientRect());
              return boxes.flatMap((box, index) => [
                box.left >= text.right && box.right <= innerWidth ? [] : `${index} is over the text or outside the window`,
                index === 0 || boxes[index - 1].bottom <= box.top ? [] : `${index} is over the one before`,
              ].flat());
            }
            """));
        Assert.Equal(
            await page.EvaluateAsync<int>("() => new Set([...document.querySelectorAll('.citation')].map(each => each.closest('p, li, tr, figcaption'))).size"),
            await page.Locator(".margin ul").CountAsync());
        Assert.True(await reader.FitsAsync());
        Assert.Empty(reader.Complaints);
    }

    [Fact]
    public async Task A_number_lifts_its_note_and_so_does_the_note_itself()
    {
        await using var reader = await browser.OpenAsync();
        var page = await reader.ReadAsync(Article);
        var (card, note) = (page.Locator(".card"), page.Locator(".margin li").First);

        await page.Locator("#cite-1-1").HoverAsync();
        await Assertions.Expect(card).ToContainTextAsync("What it found:");
        await AssertCoversAsync(card, note);
        await page.Keyboard.PressAsync("Escape");
        await page.Locator("h1").HoverAsync();
        await Assertions.Expect(card).ToHaveCountAsync(0);

        await note.HoverAsync();
        await AssertCoversAsync(card, note);
        await card.GetByRole(AriaRole.Link, new() { Name = "See in references" }).ClickAsync();
        await Assertions.Expect(page.Locator("#ref-1")).ToBeInViewportAsync();
    }

    [Fact]
    public async Task With_a_keyboard_a_number_lifts_its_note_whose_links_come_next()
    {
        await using var reader = await browser.OpenAsync(1920, 1080);
        var page = await reader.ReadAsync(Article);
        await page.Locator(".trail a").Last.FocusAsync();
        await page.Keyboard.PressAsync("Tab");

        await Assertions.Expect(page.Locator("#cite-1-1")).ToBeFocusedAsync();
        await AssertCoversAsync(page.Locator(".card"), page.Locator(".margin li").First);
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Open the paper" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator("#cite-1-1")).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator(".card")).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_contents_stay_at_the_left_with_and_without_scripts_and_scripts_mark_the_section(bool scripts)
    {
        await using var reader = await browser.OpenAsync(scripts: scripts);
        var page = await reader.ReadAsync(Article);
        var contents = page.GetByRole(AriaRole.Navigation, new() { Name = "Contents" });
        await contents.GetByRole(AriaRole.Link, new() { Name = "Remedies", Exact = true }).ClickAsync();

        await Assertions.Expect(page.Locator("#s-remedies")).ToBeInViewportAsync();
        await Assertions.Expect(contents.GetByRole(AriaRole.Link, new() { Name = "Remedies", Exact = true })).ToBeInViewportAsync();
        var (left, text) = ((await contents.BoundingBoxAsync())!, (await page.Locator("#s-remedies").BoundingBoxAsync())!);
        Assert.True(left.X >= 0 && left.X + left.Width <= text.X);
        await Assertions.Expect(contents.Locator("[aria-current]")).ToHaveCountAsync(scripts ? 1 : 0);
        if (scripts) await Assertions.Expect(contents.Locator("[aria-current]")).ToHaveTextAsync("Remedies");
        Assert.Equal(0, await page.Locator(".margin ul").CountAsync() * (scripts ? 0 : 1));
    }

    [Fact]
    public async Task A_narrow_window_has_no_notes_and_a_window_that_grows_gets_them()
    {
        await using var reader = await browser.OpenAsync(1000);
        var page = await reader.ReadAsync(Article);
        await page.Locator("#cite-1-1").HoverAsync();
        await Assertions.Expect(page.Locator(".card")).ToBeVisibleAsync();
        Assert.Equal(0, await page.Locator(".margin ul").CountAsync());

        await page.SetViewportSizeAsync(1280, 800);
        await Assertions.Expect(page.Locator(".margin ul").First).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(360, true)]
    [InlineData(1280, false)]
    public async Task A_section_is_reported_without_a_pointer(int width, bool scripts)
    {
        await using var reader = await browser.OpenAsync(width, 640, scripts: scripts);
        var page = await reader.ReadAsync(Article);
        await page.Locator(".ask a[href$='/s-remedies']").PressAsync("Enter");

        await Assertions.Expect(page.Locator("#f-section")).ToHaveValueAsync("s-remedies");
        if (scripts)
        {
            await Assertions.Expect(page.Locator("#f-concern")).ToBeFocusedAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Report a problem here: “Remedies”" })).ToHaveCountAsync(1);
            await Assertions.Expect(page.Locator("[role=status]")).ToContainTextAsync("The section “Remedies” is chosen");
            return;
        }

        Assert.True(await reader.FitsAsync());
        await page.GetByLabel("What should we know?").FillAsync("The second remedy needs a source.");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".receipt")).ToContainTextAsync("Remedies");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_form_is_two_stops_from_the_top(bool scripts)
    {
        await using var reader = await browser.OpenAsync(360, 640, scripts: scripts);
        var page = await reader.ReadAsync(Article);
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#feedback")).ToBeInViewportAsync();
        await page.Keyboard.PressAsync("Tab");

        await Assertions.Expect(page.Locator("#feedback summary")).ToBeFocusedAsync();
    }

    private static async Task AssertCoversAsync(ILocator card, ILocator note)
    {
        await Assertions.Expect(card).ToBeVisibleAsync();
        var (over, under) = ((await card.BoundingBoxAsync())!, (await note.BoundingBoxAsync())!);
        Assert.True(over.X <= under.X + 1 && over.X + over.Width >= under.X + under.Width - 1 && over.Y <= under.Y && over.Y + over.Height >= under.Y + under.Height,
            $"The card is at {over.X}, {over.Y}, {over.Width} × {over.Height}, and the note at {under.X}, {under.Y}, {under.Width} × {under.Height}.");
    }
}
