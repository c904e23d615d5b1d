using BackSpasmSite.Content.Editing;
using BackSpasmSite.Content.Files;
using BackSpasmSite.Pages;

namespace BackSpasmSite.Tests;

/// <summary>The shipped drawings can be read by everyone, and are small.</summary>
public sealed class ShippedDrawingTests
{
    /// <summary>The lines that carry meaning, without grids and the fills of outlined shapes.</summary>
    private static readonly string[] Lines = ["edge", "mark", "blue", "hot", "hipline", "redline"];

    public static TheoryData<string> Names() =>
        [.. Directory.EnumerateFiles(Drawing.Folder, "*.svg").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Fact]
    public void There_are_six_or_more() => Assert.True(Names().Count >= 6);

    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_small_and_the_site_would_take_it(string name)
    {
        var drawing = new Drawing(name);

        Assert.InRange(drawing.Bytes.Length, 1, 15_000);
        Assert.Null(SvgCheck.Validate(drawing.Bytes));
        Assert.Equal(360, ImageSize.Of(".svg", drawing.Bytes)!.Value.Width);
        Assert.StartsWith("0 0 360 ", drawing.Root.Attribute("viewBox")!.Value, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_says_what_it_shows(string name)
    {
        var drawing = new Drawing(name);

        Assert.Equal("img", drawing.Root.Attribute("role")?.Value);
        Assert.Equal(["t", "d"], drawing.Root.Attribute("aria-labelledby")?.Value.Split(' ') ?? []);
        Assert.Equal("t", Assert.Single(drawing.Elements("title")).Attribute("id")?.Value);
        Assert.Equal("d", Assert.Single(drawing.Elements("desc")).Attribute("id")?.Value);
        Assert.All(drawing.Elements("title").Concat(drawing.Elements("desc")), said => Assert.True(said.Value.Length > 20));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_letters_are_fourteen_pixels_or_more_on_a_telephone(string name)
    {
        var sizes = new Drawing(name).LetterSizes().ToList();

        // Only the home page's drawing has no words.
        Assert.Equal(name == "home.svg", sizes.Count == 0);
        Assert.All(sizes, size => Assert.True(size >= 14, $"{size} px"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_words_and_lines_stand_out_on_a_light_and_on_a_dark_page(string name)
    {
        var (light, dark) = (new Drawing(name).Colours(dark: false), new Drawing(name).Colours(dark: true));

        Assert.Equal(light.Keys.Order(), dark.Keys.Order());
        Assert.All([(light, Colour.Paper), (dark, Colour.Night)], page =>
        {
            var (colours, paper) = page;
            Assert.True(Contrast(colours["ink"], paper) >= 4.5);
            foreach (var line in Lines.Where(colours.ContainsKey)) Assert.True(Contrast(colours[line], paper) >= 3, line);
            if (colours.TryGetValue("hot", out var hot)) Assert.True(Contrast(colours["on"], Parse(hot)) >= 4.5);
        });
    }

    private static double Contrast(string colour, Colour background) => Parse(colour).ContrastWith(background);

    private static Colour Parse(string colour)
    {
        Assert.True(Colour.TryParse(colour, out var parsed), colour);
        return parsed;
    }
}
