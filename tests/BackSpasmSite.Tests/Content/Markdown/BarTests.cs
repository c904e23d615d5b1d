using AngleSharp.Html.Parser;
using BackSpasmSite.Content.Text;

namespace BackSpasmSite.Tests.Content.Markdown;

/// <summary>A table draws numbers that are a part of a scale, and an author is told of each bar that can't be drawn.</summary>
public sealed class BarTests
{
    [Theory]
    [InlineData("{bar 7 of 100}", "7 of 100", "7")]
    [InlineData("{bar about 7 of 100}", "about 7 of 100", "7")]
    [InlineData("{bar About 1 of 5}", "About 1 of 5", "20")]
    [InlineData("{bar 1.5 of 4}", "1.5 of 4", "37.5")]
    [InlineData("{bar 1 of 3}", "1 of 3", "33.33")]
    [InlineData("{bar 0 of 10}", "0 of 10", "0")]
    [InlineData("{bar 100 of 100, line at 100}", "100 of 100", "100")]
    [InlineData("{BAR 7 OF 100,line at 10}", "7 OF 100", "7")]
    public void The_words_are_printed_and_the_bar_is_drawn_to_scale(string bar, string words, string width)
    {
        using var content = ContentOnDisk.WithText(Table($"Then {bar} less pain"));
        var edition = content.Build();
        using var page = new HtmlParser().ParseDocument(edition.Articles.Values.Single().BodyHtml);
        var cell = page.QuerySelector("td:last-child")!;

        Assert.Empty(edition.Diagnostics);
        Assert.Equal($"Then {words} less pain", cell.TextContent);
        Assert.Equal("svg", cell.FirstElementChild!.LocalName);
        Assert.Equal("true", cell.FirstElementChild.GetAttribute("aria-hidden"));
        Assert.Equal(width, cell.QuerySelector("rect")!.GetAttribute("width"));
        Assert.DoesNotContain("style", cell.InnerHtml, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{bar 7 of 100}", false, null)]
    [InlineData("{bar perhaps 7 of 100}", true, null)]
    [InlineData("{bar Perhaps 7 of 50, line at 10}", true, "M20 0V14")]
    public void An_unsure_bar_is_pale_and_a_line_is_drawn_where_it_is_asked_for(string bar, bool isPale, string? line)
    {
        using var content = ContentOnDisk.WithText(Table(bar));
        using var page = new HtmlParser().ParseDocument(content.Build().Articles.Values.Single().BodyHtml);

        Assert.Equal(isPale, page.QuerySelector("rect")!.HasAttribute("fill-opacity"));
        Assert.Equal(line, page.QuerySelector("path:nth-of-type(2)")?.GetAttribute("d"));
    }

    [Theory]
    [InlineData("{bar}", "is no bar")]
    [InlineData("{bar 7}", "is no bar")]
    [InlineData("{bar 7 100}", "is no bar")]
    [InlineData("{bar: 7 of 100}", "is no bar")]
    [InlineData("{ bar 7 of 100}", "is no bar")]
    [InlineData("{bar 7/100}", "is no bar")]
    [InlineData("{bar -7 of 100}", "is no bar")]
    [InlineData("{bar 7,5 of 100}", "is no bar")]
    [InlineData("{bar 7% of 100}", "is no bar")]
    [InlineData("{bar about seven of 100}", "is no bar")]
    [InlineData("{bar 7 of 9999999}", "is no bar")]
    [InlineData("{bar 7 of 100, line 10}", "is no bar")]
    [InlineData("{bar 7 of 100 \" onload=alert}", "is no bar")]
    [InlineData("{bar 7 of 100", "is no bar")]
    [InlineData("{bar 101 of 100}", "101 of 100")]
    [InlineData("{bar 0 of 0}", "0 of 0")]
    [InlineData("{bar 7 of 100, line at 120}", "line at 120")]
    public void A_bar_that_can_not_be_drawn_is_told_at_its_place(string bar, string says)
    {
        using var content = ContentOnDisk.WithText(Table($"Then {bar}"));

        var problem = Assert.Single(content.Build().Diagnostics);

        Assert.Equal(("ART030", 13, 12), (problem.Code, problem.Line, problem.Column));
        Assert.Contains(says, problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Pain is {bar 7 of 100}.")]
    [InlineData("- {bar 7 of 100}")]
    [InlineData("## {bar 7 of 100}")]
    [InlineData("> {bar 7 of 100}")]
    [InlineData("![A chart](../images/heat.svg \"{bar 7 of 100}\")")]
    [InlineData("![{bar 7 of 100}](../images/heat.svg)")]
    public void A_bar_outside_a_table_is_told(string text)
    {
        using var content = ContentOnDisk.WithText($"Answer.\n\n{text}");
        content.Write("images/heat.svg", """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>""");

        var problem = Assert.Single(content.Build().Diagnostics);

        Assert.Equal(("ART030", 11), (problem.Code, problem.Line));
        Assert.Contains("in a table", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\\{bar 7 of 100}", "{bar 7 of 100}")]
    [InlineData("`{bar 7 of 100}`", "{bar 7 of 100}")]
    [InlineData("{barbell}", "{barbell}")]
    [InlineData("{a bar}", "{a bar}")]
    public void Other_braces_are_printed(string text, string printed)
    {
        using var content = ContentOnDisk.WithText(Table(text));
        var edition = content.Build();

        Assert.Empty(edition.Diagnostics);
        Assert.Contains(ReadingText.Of(edition.Articles.Values.Single()).Blocks, block => block.Text == printed);
    }

    private static string Table(string cell) => $"Answer.\n\n| a | b |\n|---|---|\n| c | {cell} |";
}
