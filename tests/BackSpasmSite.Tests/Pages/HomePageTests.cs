using BackSpasmSite.Content.Diagnostics;

namespace BackSpasmSite.Tests.Pages;

public sealed class HomePageTests
{
    [Fact]
    public async Task It_opens_with_the_tagline_and_the_drawing_and_ends_with_what_was_corrected_lately()
    {
        await using var site = new TestSite();
        site.Content.Write("site.yaml", "name: \"Backs\"\ntagline: \"Plain words.\"\nimage: images/home.svg\n");
        site.Content.Write("images/home.svg", """<svg xmlns="http://www.w3.org/2000/svg" width="30" height="40"></svg>""");
        site.Content.Write("articles/cold.md", """
            ---
            title: "Cold"
            description: "What cold does."
            author: ann
            published: 2026-11-01
            topics: [cold]
            corrections: [1, 2, 3, 4]
            ---
            Cold helps.
            """.Replace("[1, 2, 3, 4]", $"[{string.Join(", ", Enumerable.Range(1, 4).Select(day => $"{{ date: 2026-11-0{day}, note: \"Note {day}.\" }}"))}]"));

        var page = await site.Browser().PageAsync("/");

        Assert.Equal("Plain words", page.QuerySelector("h1")!.TextContent);
        Assert.Single(page.QuerySelectorAll("header .name, h1"), element => element.TextContent.Contains("Backs", StringComparison.Ordinal));
        var drawing = page.QuerySelector(".opening img")!;
        Assert.Equal(("30", "40", ""), (drawing.GetAttribute("width"), drawing.GetAttribute("height"), drawing.GetAttribute("alt")));
        Assert.Equal(["Note 4.", "Note 3.", "Note 2."], page.QuerySelectorAll(".lately li > p:not(.small)").Select(note => note.TextContent));
        var correction = page.QuerySelector(".lately a")!.GetAttribute("href")!;
        Assert.NotNull((await site.Browser().PageAsync("/corrections")).GetElementById(correction.Split('#')[1]));
    }

    [Fact]
    public async Task Without_a_tagline_a_drawing_and_corrections_it_has_the_name_alone()
    {
        await using var site = new TestSite();
        site.Content.Write("site.yaml", "name: \"Backs\"\n");

        var page = await site.Browser().PageAsync("/");

        Assert.Equal("Backs", page.QuerySelector("h1")!.TextContent);
        Assert.Null(page.QuerySelector(".opening img"));
        Assert.Null(page.QuerySelector(".lately"));
    }

    [Theory]
    [InlineData("images/nothing.svg", "LNK004")]
    [InlineData("https://example.org/a.svg", "ART012")]
    [InlineData("/about", "ART012")]
    public void A_drawing_that_is_not_one_of_the_pictures_is_reported_where_it_is_written(string image, string code)
    {
        using var content = ContentOnDisk.From($"""
            -- site.yaml --
            name: "Backs"
            image: {image}
            """);

        var diagnostic = Assert.Single(content.Build().Diagnostics, diagnostic => diagnostic.Path == "site.yaml");

        Assert.Equal((2, 8, Severity.Error, code), (diagnostic.Line, diagnostic.Column, diagnostic.Severity, diagnostic.Code));
    }
}
