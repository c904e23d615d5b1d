namespace BackSpasmSite.BrowserTests;

/// <summary>Our drawings as a phone shows them, in whatever fonts this machine has.</summary>
public sealed class DrawingTests(Browser browser)
{
    public static TheoryData<string> Names() => [.. Directory
        .EnumerateFiles(Path.Combine(Repository.Root, "content", "images"), "*.svg")
        .Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task No_word_is_cut_off_or_lies_on_another(string name)
    {
        await using var reader = await browser.OpenAsync(360, 640);
        var page = await reader.ReadAsync($"/images/{name}");

        var wrong = await page.EvaluateAsync<string[]>("""
            () => {
              const svg = document.documentElement.getBoundingClientRect();
              const words = [...document.querySelectorAll('text')].map(text => ({ said: text.textContent, box: text.getBoundingClientRect() }));
              const cut = words.filter(({ box }) => box.left < svg.left || box.right > svg.right || box.top < svg.top || box.bottom > svg.bottom);
              const over = words.filter(({ box: a }, i) => words.slice(0, i).some(({ box: b }) =>
                Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 3));
              return [words.length ? [] : ['no words'], cut.map(word => `cut off: ${word.said}`), over.map(word => `lies on another: ${word.said}`)].flat();
            }
            """);

        // Only the home page's drawing has no words.
        Assert.Equal(name == "home.svg" ? ["no words"] : [], wrong);
        Assert.Empty(reader.Complaints);
    }
}
