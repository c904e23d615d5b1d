using BackSpasmSite.Content.FrontMatter;
using BackSpasmSite.Content.Markdown;

namespace BackSpasmSite.Tests.Content;

/// <summary>What would cost more than any honest article is told before it is read, and holds up nothing else.</summary>
public sealed class BudgetTests
{
    [Theory]
    [InlineData("[a](", 62_000, "ART027", "1000")]
    [InlineData("www.", 62_000, "ART027", "1000")]
    [InlineData("*a ", 80_000, "ART027", "1000")]
    [InlineData("[", 250_000, "ART027", "1000")]
    [InlineData("![", 120_000, "ART027", "1000")]
    [InlineData("<a ", 80_000, "ART027", "1000")]
    [InlineData("`a ", 80_000, "ART027", "1000")]
    [InlineData("_a ", 80_000, "ART027", "1000")]
    [InlineData("~~a ", 60_000, "ART027", "1000")]
    [InlineData("https://a ", 25_000, "ART027", "1000")]
    [InlineData("> ", 120_000, "ART018", "32")]
    [InlineData("- ", 120_000, "ART018", "32")]
    public void Too_many_signs_are_told_with_the_limit(string sign, int times, string code, string most)
    {
        using var content = ContentOnDisk.WithText("Answer.\n\n" + string.Concat(Enumerable.Repeat(sign, times)));
        content.Write("articles/other.md", content.Read("articles/heat.md")[..^(sign.Length * times)]);

        var edition = content.Build();

        var problem = Assert.Single(edition.Diagnostics);
        Assert.Equal(("articles/heat.md", 11, code), (problem.Path, problem.Line, problem.Code));
        Assert.Contains(most, problem.Message, StringComparison.Ordinal);
        Assert.Single(edition.Articles);
    }

    [Fact]
    public void A_table_of_5000_columns_and_20000_rows_is_told_with_the_limit()
    {
        var table = $"|{string.Concat(Enumerable.Repeat("a|", 5_000))}\n|{string.Concat(Enumerable.Repeat("-|", 5_000))}\n{string.Concat(Enumerable.Repeat("|a\n", 20_000))}";
        using var content = ContentOnDisk.WithText("Answer.\n\n" + table);

        var problem = Assert.Single(content.Build().Diagnostics);

        Assert.Equal(("ART027", 11), (problem.Code, problem.Line));
        Assert.Contains("5000", problem.Message, StringComparison.Ordinal);
        Assert.Contains($"{MarkdownBudget.MostColumns}", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_of_many_cells_is_told_with_the_limit()
    {
        using var content = ContentOnDisk.WithText("Answer.\n\n|a|b|\n|-|-|\n" + string.Concat(Enumerable.Repeat("|a|b|\n", 40_000)));

        Assert.Contains("10000", Assert.Single(content.Build().Diagnostics).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("references", "a-{0}", 999)]
    [InlineData("topics", "a-{0}", 50)]
    [InlineData("redirects", "/a-{0}", YamlFields.MostItems)]
    [InlineData("corrections", "{{ date: 2026-11-01, note: x{0} }}", YamlFields.MostItems)]
    public void A_list_of_20000_is_told_with_the_limit(string key, string item, int most)
    {
        var items = string.Join(", ", Enumerable.Range(0, 20_000).Select(number => string.Format(System.Globalization.CultureInfo.InvariantCulture, item, number)));
        using var content = ContentOnDisk.Small();
        var lines = content.Read("articles/heat-or-ice.md").Split('\n').Where(line => !line.StartsWith($"{key}:", StringComparison.Ordinal)).ToList();
        lines.Insert(2, $"{key}: [{items[..Math.Min(items.Length, 230_000)].Split(", {")[0]}]");
        if (key == "corrections") lines[2] = $"corrections: [{string.Join(", ", Enumerable.Repeat("{ date: 2026-11-01, note: x }", 6_000))}]";
        content.Write("articles/heat-or-ice.md", string.Join('\n', lines));

        var problem = Assert.Single(content.Build().Diagnostics, problem => problem.Code == "ART027");

        Assert.Equal(3, problem.Line);
        Assert.Contains($"the most is {most}", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("![a", 150)]
    [InlineData("[a", 990)]
    [InlineData("*a _b ", 120)]
    public void Text_that_nests_deeper_than_a_page_is_told_and_the_others_are_published(string stuff, int times)
    {
        using var content = ContentOnDisk.Small();
        var deep = content.Read("articles/heat-or-ice.md").Replace("Either helps a little.", string.Concat(Enumerable.Repeat(stuff, times)) + string.Concat(Enumerable.Repeat("](b)", times)), StringComparison.Ordinal);
        content.Write("articles/deep.md", deep.Replace("redirects: [/old-heat, /Old/cold.html/, /k%C3%B6ln]\n", "", StringComparison.Ordinal));

        var edition = content.Build();

        Assert.Contains("heat-or-ice", edition.Articles.Keys.Select(slug => slug.ToString()));
    }
}
