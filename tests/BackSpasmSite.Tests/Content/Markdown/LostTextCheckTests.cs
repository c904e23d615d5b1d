using BackSpasmSite.Content.Diagnostics;

namespace BackSpasmSite.Tests.Content.Markdown;

/// <summary>Nothing an author wrote vanishes, or is read otherwise than it looks, without a word.</summary>
public sealed class LostTextCheckTests
{
    [Theory]
    [InlineData("| a | b |\n|---|---|\n| 1 | 2 |\nText right below.", "line directly above or below")]
    [InlineData("| a | b |\n|---|---|\n| 1 | 2 | 3 |", "more cells")]
    [InlineData("[note]: words", "would be lost")]
    [InlineData("[a]: https://example.org\n[a]: https://example.com\n\nSee [a].", "would be lost")]
    [InlineData("[^1]: word", "Footnotes")]
    [InlineData("[x](https://example.org \"Never shown\")", "Never shown")]
    [InlineData("Words\n---", "heading")]
    [InlineData("    Four spaces.", "four spaces")]
    [InlineData("1. one\n3. three", "number 2")]
    [InlineData("```\nNever closed.", "never ends")]
    [InlineData("``` Call now\nText.\n```", "Call now")]
    [InlineData("One line\\\nand another.", "backslash")]
    [InlineData("Take 2*3*4 of them.", "\\*")]
    [InlineData("> 38 degrees: call.", "\\>")]
    [InlineData("+ 5 kg.", "\\+")]
    [InlineData("## Learn C #", "\\#")]
    [InlineData("![A](images/heat wrap.svg)", "%20")]
    [InlineData("| a | b |\n| 1 | 2 |", "a line of hyphens")]
    [InlineData("| a | b |\n|—|—|\n| 1 | 2 |", "a line of hyphens")]
    [InlineData("| a | b |\n|---|---|\n| 1 | 2 |\n\n| 3 | 4 |", "empty line ends the table")]
    [InlineData("a | b\n---|---\n1 | 2\n\n3 | 4", "empty line ends the table")]
    [InlineData("| a | b |\n|---|---|\n| 1 | 2 |\n| c | d |\n|---|---|\n| 3 | 4 |", "row of hyphens")]
    [InlineData("+---+---+\n| a | b |\n+---+---+", "drawn with +")]
    [InlineData("Read [](https://x.example) now.", "no words")]
    [InlineData("Read [ ](https://x.example) now.", "no words")]
    [InlineData("Take ~~two~~ three.", "struck out")]
    [InlineData("Drink H~2~O.", "₂")]
    [InlineData("Ten m^2^ of it.", "²")]
    [InlineData("Take ==two== of it.", "highlighted")]
    [InlineData("##Heading", "space after it")]
    [InlineData("Words.\n#Heading", "space after it")]
    [InlineData("Take **two of it.", "come in pairs")]
    [InlineData("Take ** two ** of it.", "come in pairs")]
    [InlineData("Take __two of it.", "come in pairs")]
    [InlineData("It helps.[^1]", "Footnotes")]
    [InlineData("| a |\n|---|\n| ~~b~~ |", "struck out")]
    [InlineData("## About ~~heat~~", "struck out")]
    public void Words_that_Markdown_loses_or_changes_are_told(string text, string says)
    {
        using var content = ContentOnDisk.WithText($"Answer.\n\n{text}");

        var problem = Assert.Single(content.Build().Diagnostics);

        Assert.Equal("ART028", problem.Code);
        Assert.True(problem.Line >= 11, problem.Line.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Contains(says, problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("| a | b |\n|---|---|\n| 1 | 2 |\n\nText below.")]
    [InlineData("Words above.\n\n| a | b |\n|:--|--:|\n| 1 | |")]
    [InlineData("See [a].\n\n[a]: https://example.org")]
    [InlineData("1. one\n1. two\n1. three")]
    [InlineData("3. three\n4. four")]
    [InlineData("Less than <5 kg and a < b, *slanted* and **bold**.")]
    [InlineData("> A quotation.")]
    [InlineData("- 5 minutes\n- 10 minutes")]
    [InlineData("A \\[x\\](y) and `a](b`.")]
    [InlineData("| Remedy | |\n|---|---|\n| Heat | good |")]
    [InlineData("| | Remedy |\n|---|---|\n| Heat | good |")]
    [InlineData("| | |\n|---|---|\n| Heat | good |")]
    [InlineData("| Remedy | `a|b` | |\n|---|---|---|\n| Heat | good | x |")]
    [InlineData("| a | b |\n|---|---|\n| - | - |\n| — | — |")]
    [InlineData("`| a | b |`")]
    [InlineData("``\n| a | b |\n`` is code.")]
    [InlineData("```\n| a | b |\n+---+\n~~x~~ ##y **z [^1]\n```")]
    [InlineData("\\| a | b |")]
    [InlineData("Either a | b or c.")]
    [InlineData("| a |\n|---|\n| 1 |\n\nText with \\| and `|`.")]
    [InlineData("Walk ~5 minutes or ~10, then ~15.")]
    [InlineData("Write `**` and `H~2~O`, or \\*\\*, \\~~x~~ and \\[^1].")]
    [InlineData("Score: 2 == 2, 3^2, a #hashtag, number #1 and **bold** words.")]
    [InlineData("Name: ____ and __bold__.")]
    [InlineData("#1 is rest.")]
    [InlineData("**Bold *and slanted* words** and ***both***.")]
    public void What_readers_see_as_it_was_written_is_no_mistake(string text)
    {
        using var content = ContentOnDisk.WithText($"Answer.\n\n{text}");

        Assert.Empty(content.Problems());
    }

    [Theory]
    [InlineData("- one\n- two\nbelow", 7, "list item")]
    [InlineData("1. one\nbelow", 6, "list item")]
    [InlineData("- one\n-two", 6, "list item")]
    [InlineData("> quoted\nbelow", 6, "quotation")]
    public void A_line_right_below_a_list_or_a_quotation_is_told(string text, int line, string says)
    {
        using var content = ContentOnDisk.WithText($"Answer.\n\n{text}");

        var problem = Assert.Single(content.Build().Diagnostics);

        Assert.Equal(("ART028", Severity.Warning, 6 + line), (problem.Code, problem.Severity, problem.Line));
        Assert.Contains($"part of the {says} above it", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("!Warning signs", "\"!Warning signs\"")]
    [InlineData("Tip # 1", "\"Tip # 1\"")]
    [InlineData("Tip #1", "\"Tip #1\"")]
    [InlineData("&Warning signs", "quot")]
    [InlineData("*Warning signs", "quot")]
    [InlineData("\"C:\\new\"", "backslash")]
    [InlineData("\"a\\bc\"", "backslash")]
    public void A_value_that_YAML_reads_otherwise_is_told_in_every_file(string value, string says)
    {
        using var content = ContentOnDisk.Small();
        content.Write("site.yaml", $"name: {value}\n");
        content.Write("people.yaml", $"ann: {{ name: \"Ann\" }}\nrita:\n  name: \"Rita\"\n  bio: {value}\n");
        content.Write("pages/about.md", $"---\ntitle: {value}\n---\nText.\n");
        content.Write("articles/heat-or-ice.md", $"---\ntitle: {value}\ndescription: d\nauthor: ann\npublished: 2026-11-01\ntopics: [heat]\n---\nText.\n");

        var problems = content.Build().Diagnostics.Where(problem => problem.Code == "ART008").ToList();

        Assert.Equal(["articles/heat-or-ice.md", "pages/about.md", "people.yaml", "site.yaml"], problems.Select(problem => problem.Path));
        Assert.Equal([2, 2, 4, 1], problems.Select(problem => problem.Line));
        Assert.All(problems, problem => Assert.Contains(says, problem.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("tagline: ~")]
    [InlineData("tagline: null")]
    [InlineData("tagline: |")]
    [InlineData("tagline: >5")]
    [InlineData("---\ntagline: x")]
    [InlineData("...\ntagline: x")]
    [InlineData("tagline: #1 for backs")]
    [InlineData("description: Tip  # 1")]
    [InlineData("description: >- # 1\n  Tip")]
    [InlineData("description: Two\n  lines  # 1")]
    [InlineData("menu: [{ text: !About us, href: / }]")]
    [InlineData("tagline: !!str Words")]
    public void A_line_that_YAML_takes_for_nothing_is_told(string line)
    {
        using var content = ContentOnDisk.Small();
        content.Write("site.yaml", $"name: \"Backs\"\n{line}\n");

        Assert.Contains(content.Build().Diagnostics, problem => problem is { Path: "site.yaml", Code: "ART008" });
    }

    [Theory]
    [InlineData("tagline: yes")]
    [InlineData("tagline: 0123")]
    [InlineData("tagline: 1e3")]
    [InlineData("tagline: 2026-11-01")]
    [InlineData("tagline: Two\n  lines")]
    [InlineData("tagline: x  # a comment")]
    [InlineData("# a comment\ndescription: x\n  # another\ntagline: y")]
    [InlineData("description: \"x # y\"")]
    [InlineData("description: |\n  x # y")]
    [InlineData("language: en  # a comment")]
    // Quotation marks say where the words end.
    [InlineData("description: \"Tip\" # a comment")]
    [InlineData("tagline: \"x # y\" # a comment")]
    public void A_value_that_is_printed_as_it_stands_is_no_mistake(string line)
    {
        using var content = ContentOnDisk.Small();
        content.Write("site.yaml", $"name: \"Backs\"\n{line}\n");

        Assert.Empty(content.Problems());
    }
}
