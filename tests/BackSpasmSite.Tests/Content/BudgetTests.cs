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
    [InlineData("*a *a *a *a *a *a *a *a\n\n", 1_000, "ART027", "5000")]
    [InlineData("[a](b) [a](b) [a](b) [a](b)\n\n", 2_000, "ART027", "5000")]
    [InlineData("![a](b)\n\n", 6_000, "ART027", "5000")]
    [InlineData("a `b` c `d`\n\n", 2_000, "ART027", "5000")]
    [InlineData("a ~~b~~\n\n", 2_000, "ART027", "5000")]
    [InlineData("a <b\n\n", 6_000, "ART027", "5000")]
    [InlineData("a &#1\n\n", 6_000, "ART027", "5000")]
    [InlineData("a https://b.c\n\n", 6_000, "ART027", "5000")]
    [InlineData("[^1]\n\n", 6_000, "ART027", "5000")]
    [InlineData("[a]: /b\n\n", 6_000, "ART027", "5000")]
    [InlineData("a (1)\n\n", 6_000, "ART027", "5000")]
    [InlineData("## a\n", 40_000, "ART027", "500")]
    [InlineData("- # a\n", 30_000, "ART027", "500")]
    [InlineData("a\n---\n", 30_000, "ART027", "500")]
    [InlineData("::: note\n", 20_000, "ART027", "1000")]
    [InlineData("> ", 120_000, "ART018", "32")]
    [InlineData("- ", 120_000, "ART018", "32")]
    public void Too_many_signs_are_told_with_the_limit(string sign, int times, string code, string most)
    {
        using var content = ContentOnDisk.WithText("Answer.\n\n" + string.Concat(Enumerable.Repeat(sign, times)));
        content.Write("articles/other.md", content.Read("articles/heat.md").Split("Answer.")[0] + "Answer.\n");

        var edition = content.Build();

        var problem = Assert.Single(edition.Diagnostics);
        Assert.Equal(("articles/heat.md", code), (problem.Path, problem.Code));
        if (!sign.Contains('\n', StringComparison.Ordinal)) Assert.Equal(11, problem.Line);
        Assert.Contains(most, problem.Message, StringComparison.Ordinal);
        Assert.Single(edition.Articles);
    }

    [Theory]
    [InlineData("a\\\n", 50_000, "49999", "Warning")]
    [InlineData("+---+\n\n", 30_000, "30000", "Error")]
    public void Of_a_file_with_more_than_1000_problems_the_first_1000_are_told(string text, int times, string all, string severity)
    {
        using var content = ContentOnDisk.WithText("Answer.\n\n" + string.Concat(Enumerable.Repeat(text, times)));

        var diagnostics = content.Build().Diagnostics;

        Assert.Equal(1_001, diagnostics.Count);
        var rest = Assert.Single(diagnostics, diagnostic => diagnostic.Code == "ART027");
        Assert.Equal((1, severity), (rest.Line, rest.Severity.ToString()));
        Assert.StartsWith($"{all} problems are in this file; the first 1000 are listed", rest.Message, StringComparison.Ordinal);
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

    [Fact]
    public void However_many_long_sentences_there_are_a_few_are_named_and_the_rest_counted()
    {
        using var content = ContentOnDisk.WithText(string.Concat(Enumerable.Repeat($"{string.Concat(Enumerable.Repeat("We rest. ", 20))}{string.Concat(Enumerable.Repeat("a *b* ", 30))}end.\n\n", 80)));

        var long30 = BackSpasmSite.Content.ContentCheck.Of(content.Build()).Where(problem => problem.Code == "TXT003").ToList();

        Assert.Equal(21, long30.Count);
        Assert.Contains(long30, problem => problem.Message.StartsWith("60 more sentences", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("![a", "](b)", 150)]
    [InlineData("**a *b ", "b* a** ", 120)]
    [InlineData("_a **b ", "b** a_ ", 120)]
    public void Text_that_nests_deeper_than_a_page_is_told_and_the_others_are_published(string begin, string end, int times)
    {
        using var content = ContentOnDisk.Small();
        var deep = content.Read("articles/heat-or-ice.md").Replace("Either helps a little.", string.Concat(Enumerable.Repeat(begin, times)) + string.Concat(Enumerable.Repeat(end, times)), StringComparison.Ordinal);
        content.Write("articles/deep.md", deep.Replace("redirects: [/old-heat, /Old/cold.html/, /k%C3%B6ln]\n", "", StringComparison.Ordinal));

        var edition = content.Build();

        Assert.Equal(["articles/deep.md ART018"], edition.Diagnostics.Select(problem => $"{problem.Path} {problem.Code}"));
        Assert.Equal(["heat-or-ice"], edition.Articles.Keys.Select(slug => slug.ToString()));
    }
}
