using Microsoft.Playwright;

namespace BackSpasmSite.BrowserTests;

/// <summary>A reader in pain, on a phone.</summary>
public sealed class ReadingTests(Browser browser)
{
    private const string Article = "/articles/back-spasm-during-running";

    [Fact]
    public async Task The_first_screen_has_the_answer_its_evidence_and_the_help_line()
    {
        await using var reader = await browser.OpenAsync(360, 640);
        var page = await reader.ReadAsync(Article);

        string[] inOrder = ["header.site", "h1", ".review", ".lead > p", ".citation a", "#get-help-now h2", "#get-help-now a[href='tel:112']"];
        var bottoms = new List<float>();
        foreach (var part in inOrder)
        {
            var box = (await page.Locator(part).First.BoundingBoxAsync())!;
            bottoms.Add(box.Y + (part == ".lead > p" ? 0 : box.Height));
        }

        Assert.Equal(bottoms.Order(), bottoms);
        Assert.True(bottoms[^1] <= 640, $"The telephone link ends at {bottoms[^1]} px.");
        await Assertions.Expect(page.Locator(".review")).ToContainTextAsync("Not yet reviewed by a medical professional");
    }

    [Theory]
    [InlineData(360)]
    [InlineData(1280)]
    public async Task A_skip_link_that_has_the_focus_is_over_the_header(int width)
    {
        await using var reader = await browser.OpenAsync(width, 640);
        var page = await reader.ReadAsync(Article);

        foreach (var words in (string[])["Skip to the text", "Skip to the form for mistakes"])
        {
            await page.Keyboard.PressAsync("Tab");
            await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = words })).ToBeFocusedAsync();
            Assert.True(await page.EvaluateAsync<bool>("""
                () => {
                  const { left, top, width, height } = document.activeElement.getBoundingClientRect();
                  return [.1, .5, .9].every(part => document.elementFromPoint(left + width * part, top + height / 2) === document.activeElement);
                }
                """), $"“{words}” is covered.");
        }
    }

    [Fact]
    public async Task The_text_is_large_airy_and_not_too_wide()
    {
        await using var reader = await browser.OpenAsync(360, 640);
        var page = await reader.ReadAsync(Article);

        Assert.Equal("18px", await StyleAsync(page, "article > h2 + p", "fontSize"));
        Assert.Equal("28.8px", await StyleAsync(page, "article > h2 + p", "lineHeight"));

        await page.SetViewportSizeAsync(1280, 800);
        var longest = await page.EvaluateAsync<int>("""
            () => Math.max(...[...document.querySelectorAll('article > p')].map(p => {
              const range = document.createRange();
              let line = 0, longest = 0, y = null;
              const walk = document.createTreeWalker(p, NodeFilter.SHOW_TEXT);
              while (walk.nextNode()) for (let i = 0; i < walk.currentNode.length; i++) {
                range.setStart(walk.currentNode, i); range.setEnd(walk.currentNode, i + 1);
                const box = range.getBoundingClientRect();
                if (!box.width) continue;
                if (y === null || box.top > y + box.height / 2) { line = 0; y = box.top; }
                longest = Math.max(longest, ++line);
              }
              return longest;
            }))
            """);
        Assert.InRange(longest, 40, 66);
    }

    [Theory]
    [InlineData(320)]
    [InlineData(360)]
    [InlineData(768)]
    [InlineData(1280)]
    public async Task Nothing_scrolls_sideways(int width)
    {
        await using var reader = await browser.OpenAsync(width, 640);
        foreach (var address in Kinds.OfPages)
        {
            await reader.ReadAsync(address);
            Assert.True(await reader.FitsAsync(), $"{address} is wider than {width} px.");
        }
    }

    [Fact]
    public async Task Contents_are_closed_and_lead_to_the_sections()
    {
        await using var reader = await browser.OpenAsync(360, 640);
        var page = await reader.ReadAsync(Article);
        var contents = page.Locator("details.contents");

        await Assertions.Expect(contents.Locator("a").First).ToBeHiddenAsync();
        await contents.Locator("summary").ClickAsync();
        await contents.GetByRole(AriaRole.Link, new() { Name = "Remedies", Exact = true }).ClickAsync();

        await Assertions.Expect(page.Locator("#s-remedies")).ToBeInViewportAsync();
    }

    [Fact]
    public async Task Every_number_can_be_hit_with_a_thumb_and_none_overlaps_its_neighbour()
    {
        await using var reader = await browser.OpenAsync(360, 640);
        var page = await reader.ReadAsync(Article);

        var wrong = await page.EvaluateAsync<string[]>("""
            () => {
              const links = [...document.querySelectorAll('.citation a')];
              const boxes = links.map(link => link.getBoundingClientRect());
              const small = boxes.filter(box => box.width < 24 || box.height < 24).map(box => `small ${box.width}x${box.height}`);
              const over = boxes.slice(1).filter((box, i) => box.top === boxes[i].top && box.left < boxes[i].right - .01).map(box => `overlap at ${box.left}`);
              return [...small, ...over];
            }
            """);

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task The_space_before_a_heading_is_twice_that_after_it()
    {
        await using var reader = await browser.OpenAsync(360, 640);
        var page = await reader.ReadAsync(Article);

        var before = await StyleAsync(page, "article > h2", "marginBlockStart");
        var after = await StyleAsync(page, "article > h2", "marginBlockEnd");

        Assert.Equal(Pixels(before), 2 * Pixels(after), precision: 1);
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task The_text_stands_out_seven_to_one(ColorScheme scheme)
    {
        await using var reader = await browser.OpenAsync(360, 640, scheme: scheme);
        var page = await reader.ReadAsync(Article);

        var contrast = await page.EvaluateAsync<double>("""
            () => {
              const luminance = colour => {
                const [r, g, b] = colour.match(/[\d.]+/g).map(Number).map(c => c / 255).map(c => c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4);
                return .2126 * r + .7152 * g + .0722 * b;
              };
              const style = getComputedStyle(document.body);
              const [a, b] = [luminance(style.color), luminance(style.backgroundColor)].sort((x, y) => y - x);
              return (a + .05) / (b + .05);
            }
            """);

        Assert.True(contrast >= 7, $"It is {contrast}.");
    }

    [Fact]
    public async Task A_page_loads_nothing_from_elsewhere_sets_no_cookie_and_breaks_no_rule()
    {
        await using var reader = await browser.OpenAsync();
        foreach (var address in Kinds.OfPages.Where(address => address != Kinds.Missing))
        {
            var page = await reader.ReadAsync(address);
            Assert.Empty(await page.Context.CookiesAsync());
        }

        Assert.Empty(reader.Elsewhere);
        Assert.Empty(reader.Complaints);
    }

    private static Task<string> StyleAsync(IPage page, string selector, string property) =>
        page.Locator(selector).First.EvaluateAsync<string>($"element => getComputedStyle(element).{property}");

    private static double Pixels(string length) =>
        double.Parse(length.Replace("px", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture);
}
