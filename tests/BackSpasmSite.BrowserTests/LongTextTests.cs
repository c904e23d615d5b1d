using Microsoft.Playwright;

namespace BackSpasmSite.BrowserTests;

/// <summary>A text of 200 KB at the desk: of its thousands of lines, the page has those in view, with the right numbers beside them.</summary>
[Collection(nameof(Clipboard))]
public sealed class LongTextTests(Browser browser)
{
    private const string Address = "/editor/articles/heat-or-ice";
    private const int Paragraphs = 2500;

    [Fact]
    public async Task Numbers_stand_beside_their_lines_after_changes_at_the_start_in_the_middle_and_at_the_end()
    {
        using var content = Long();
        await using var site = new RunningSite(content.Path);
        await site.AddEditorAsync(Editing.Name, Editing.Password);
        await using var editor = await browser.OpenAsync(site: site);
        var page = await editor.WriteAsync($"{Address}?line={Paragraphs}");
        var box = page.Locator("#f-text");
        Assert.InRange((await box.InputValueAsync()).Length, 180_000, 250_000);
        await Assertions.Expect(page.Locator(".line-copy .here")).ToHaveAttributeAsync("data-number", $"{Paragraphs}");
        await ExpectNumbersAsync(page);

        foreach (var (way, words) in (IEnumerable<(string, string)>)[("", "in the middle"), ("Control+Home", "at the start"), ("Control+End", "at the end")])
        {
            if (way.Length > 0) await page.Keyboard.PressAsync(way);
            var before = await box.InputValueAsync();
            await page.Keyboard.TypeAsync($"Typed {words}");
            await ExpectNumbersAsync(page);
            await page.Keyboard.PressAsync("Enter");
            await page.Keyboard.PressAsync("Enter");
            await ExpectNumbersAsync(page);
            // So long that it wraps, and then one line with the next.
            await page.Keyboard.InsertTextAsync(string.Concat(Enumerable.Repeat("and on and ", 40)));
            await page.Keyboard.PressAsync("Delete");
            await ExpectNumbersAsync(page);
            for (var i = 0; i < 60 && await box.InputValueAsync() != before; i++) await page.Keyboard.PressAsync("Control+z");
            Assert.Equal(before, await box.InputValueAsync());
            await ExpectNumbersAsync(page);
        }

        // All at once, and in another width. Pasted with the keys: what a driver inserts, Chromium adds line by line, for a minute.
        var all = await box.InputValueAsync();
        foreach (var keys in (string[])["Control+a", "Control+c", "Control+Home", "Control+v"]) await page.Keyboard.PressAsync(keys);
        Assert.Equal(all + all, await box.InputValueAsync());
        await ExpectNumbersAsync(page);
        await page.Keyboard.PressAsync("Control+End");
        await ExpectNumbersAsync(page);
        await page.SetViewportSizeAsync(700, 800);
        await ExpectNumbersAsync(page);
        Assert.Empty(editor.Complaints);
    }

    /// <summary>Asks the browser which line of the text area is at the height of each number in view.</summary>
    private static async Task ExpectNumbersAsync(IPage page)
    {
        // After what the last key has begun.
        var rows = await page.EvaluateAsync<string[]>(
            """
            () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => {
              const box = document.getElementById('f-text');
              box.scrollIntoView({ block: 'center' });
              const { left, top, bottom } = box.getBoundingClientRect();
              const text = box.value.split('\n');
              const start = left + parseFloat(getComputedStyle(box).paddingLeft) + 3;
              const rows = [...document.querySelectorAll('.line-copy > div')];
              if (rows.length > 300) done([`${rows.length} lines in the page`]);
              done(rows.map((row) => ({ row, middle: row.getBoundingClientRect().top + 8 })).filter(({ middle }) => middle > Math.max(top, 0) + 8 && middle < Math.min(bottom, innerHeight) - 8).map(({ row, middle }) => {
                const at = document.caretPositionFromPoint(start, middle);
                const line = box.value.slice(0, at.offset).split('\n').length;
                return at.offsetNode === box && row.dataset.number === String(line) && row.textContent === text[line - 1] ? 'right' : `${row.dataset.number} is beside ${line}: ${text[line - 1]}`;
              }));
            })))
            """);
        Assert.InRange(rows.Length, 5, 100);
        Assert.All(rows, row => Assert.Equal("right", row));
    }

    private static ContentOnDisk Long()
    {
        var content = ContentOnDisk.Small();
        content.Write("articles/heat-or-ice.md", content.Read("articles/heat-or-ice.md").Replace("redirects: [/old-heat, /Old/cold.html/, /k%C3%B6ln]\n", "", StringComparison.Ordinal)
            .Replace("It is pleasant.", string.Join("\n\n", Enumerable.Range(1, Paragraphs).Select(number => $"Paragraph {number} says{string.Concat(Enumerable.Repeat(" that it is warm", number % 9))}.")), StringComparison.Ordinal));
        return content;
    }
}
