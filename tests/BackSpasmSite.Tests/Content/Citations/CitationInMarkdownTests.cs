
namespace BackSpasmSite.Tests.Content.Citations;

/// <summary>The rule among everything else Markdown can do.</summary>
public class CitationInMarkdownTests
{
    [Theory]
    [InlineData("Heat (1-3, 2) helps", new[] { 1, 2, 3 })]
    [InlineData("Heat (1; 2) helps", new[] { 1, 2 })]
    [InlineData("Heat (1 – 3) helps", new[] { 1, 2, 3 })]
    [InlineData("Heat (1,\u00A02,\t3) helps", new[] { 1, 2, 3 })]
    [InlineData("Heat (\t1\t) helps", new[] { 1 })]
    [InlineData("Heat (1,\r\n2) helps", new[] { 1, 2 })]
    [InlineData("Heat (1\n) helps", new[] { 1 })]
    [InlineData("| - (1,\n2) helps", new[] { 1, 2 })]
    [InlineData("> Heat (1,\n> 2) helps", new[] { 1, 2 })]
    [InlineData("> Heat (1,\n2 ) helps", new[] { 1, 2 })]
    [InlineData("- Heat (1,\n  2) helps", new[] { 1, 2 })]
    [InlineData("1. Heat\n   - more (2)\n     > quoted (3)", new[] { 2, 3 })]
    [InlineData("Heat\\\\(1) helps", new[] { 1 })]
    [InlineData("***Heat (1)***", new[] { 1 })]
    [InlineData("**Heat *a little (1)* (2)** (3)", new[] { 1, 2, 3 })]
    [InlineData("Heat _helps_(1)", new[] { 1 })]
    [InlineData("Heat **45**(2)", new[] { 2 })]
    [InlineData("Heat (see (1) and ((2)))", new[] { 1, 2 })]
    [InlineData("Heat )(1)( helps", new[] { 1 })]
    [InlineData("Heat (1)(2)(3)", new[] { 1, 2, 3 })]
    [InlineData("Heat [see (1)] helps", new[] { 1 })]
    [InlineData("Heat [see (1) helps", new[] { 1 })]
    [InlineData("Heat `code`(1)", new[] { 1 })]
    [InlineData("Heat &amp;(1) &lt;(2)", new[] { 1, 2 })]
    [InlineData("[Heat](https://example.org/a)(1)", new[] { 1 })]
    [InlineData("*[Heat](https://example.org/a)*(1)", new[] { 1 })]
    [InlineData("[Heat](https://example.org/a).(1)", new[] { 1 })]
    [InlineData("<https://example.org/a>(1)", new[] { 1 })]
    [InlineData("![Heat](https://example.org/a.png)(1)", new[] { 1 })]
    [InlineData("https://example.org/a (1)", new[] { 1 })]
    [InlineData("Heat (1) https://example.org/a", new[] { 1 })]
    [InlineData("|https://example.org/a|(1)|\n|-|-|\n|x|y|", new[] { 1 })]
    [InlineData("a | b (1)\n--- | ---\nc (2) | (3)", new[] { 1, 2, 3 })]
    [InlineData("| a |\n|---|\n| (1) |\n| **b (2)** |", new[] { 1, 2 })]
    [InlineData("::: note\n- Heat (1)\n:::", new[] { 1 })]
    [InlineData("Heat — (1)", new[] { 1 })]
    [InlineData("Heat (5)", new[] { 5 })]
    [InlineData("(5)", new[] { 5 })]
    public void Is_a_citation(string markdown, int[] links) => Assert.Equal(links, new CitedText(markdown).Links);

    [Theory]
    [InlineData("(1,\n\n2)")]
    [InlineData("(1,\n2,\n3)")]
    [InlineData("(1,\u202F2)")]
    [InlineData("(\u20091)")]
    [InlineData("\\(1)")]
    [InlineData("(1\\)")]
    [InlineData("\\\\\\(1)")]
    [InlineData("&#40;1)")]
    [InlineData("(1&#41;")]
    [InlineData("（1）")]
    [InlineData("(１)")]
    [InlineData("(¹)")]
    [InlineData("(1")]
    [InlineData("1)")]
    [InlineData("(*1*)")]
    [InlineData("(**1**, 2)")]
    [InlineData("([1](https://example.org/))")]
    [InlineData("(+1)")]
    [InlineData("(1.5)")]
    [InlineData("(1%)")]
    [InlineData("(1/2)")]
    [InlineData("(#1)")]
    [InlineData("(1 and 2)")]
    [InlineData("(1—2)")]
    [InlineData("(1--2)")]
    [InlineData("(99999999999999999999)")]
    [InlineData("(1-99999999999999999999)")]
    [InlineData("    (1) indented code")]
    [InlineData("```\n(1)\n```")]
    [InlineData("~~~ (1)\n(2)\n~~~")]
    [InlineData("``a (1) ` b``")]
    [InlineData("<div>\n(1)\n</div>")]
    [InlineData("Heat <span title=\"(1)\">helps</span>")]
    [InlineData("Heat <!-- (1) --> helps")]
    [InlineData("<https://x.org/(1)>")]
    [InlineData("https://en.wikipedia.org/wiki/Back_(1)")]
    [InlineData("http://example.org/a(1)b")]
    [InlineData("ftps://example.org/a_(1)")]
    [InlineData("www.example.org/(1)")]
    [InlineData("WWW.example.org/(1)")]
    [InlineData("(www.example.org/_(1))")]
    [InlineData("[b]: https://example.org/(1) \"(2)\"")]
    public void Is_silently_text(string markdown)
    {
        var cited = new CitedText(markdown);

        Assert.Empty(cited.Links);
        Assert.Equal("", cited.Problems);
    }

    [Theory]
    [InlineData("Heat (6)", "CIT001 1:6")]
    [InlineData("Heat (1, 6)", "CIT001 1:6")]
    [InlineData("Heat (1-999)", "CIT001 1:6")]
    [InlineData("Heat\nhelps (6)", "CIT001 2:7")]
    [InlineData("> a\n> b (6)", "CIT001 2:5")]
    [InlineData("- a\n  - b (6)", "CIT001 2:7")]
    [InlineData("| a |\n|---|\n| b (6) |", "CIT001 3:5")]
    [InlineData("::: note\nHeat (6)\n:::", "CIT001 2:6")]
    [InlineData("45(1)", "CIT003 1:3")]
    [InlineData("45(6)", "CIT003 1:3")]
    [InlineData("45(1,)", "CIT003 1:3")]
    [InlineData("45(2019)", "")]
    [InlineData("Heat (,1)", "CIT004 1:6")]
    [InlineData("Heat (1;;2)", "CIT004 1:6")]
    [InlineData("Heat (00)", "CIT004 1:6")]
    [InlineData("Heat (1, 02)", "CIT004 1:6")]
    [InlineData("Heat (3–1)", "CIT004 1:6")]
    [InlineData("Heat (9-8)", "CIT004 1:6")]
    [InlineData("Heat (1,  \n2)", "CIT004 1:6")]
    [InlineData("Heat (2019,)", "")]
    [InlineData("# Heat (1)", "CIT006 1:8")]
    [InlineData("Heat (1)\n========", "CIT006 1:6")]
    [InlineData("Heat *(1)*\n---", "CIT006 1:7")]
    [InlineData("# Heat (6)", "CIT006 1:8")]
    [InlineData("# Heat (1, 6)", "CIT006 1:8")]
    [InlineData("# Heat (2019)", "")]
    [InlineData("# Heat (1,)", "CIT004 1:8")]
    [InlineData("[a (6)](https://example.org) (7) [b (8)][c]\n\n[c]: https://example.org", "CIT006 1:4, CIT001 1:30, CIT006 1:37")]
    [InlineData("![a (6)](b.png) (6)", "CIT006 1:5, CIT001 1:17")]
    [InlineData("[a (6)] is no link", "CIT001 1:4")]
    [InlineData("[a (1)](https://example.org)", "CIT006 1:4")]
    [InlineData("[*a (1)*](https://example.org)", "CIT006 1:5")]
    [InlineData("[a (1)][b]\n\n[b]: https://example.org", "CIT006 1:4")]
    [InlineData("[a (1)]\n\n[a (1)]: https://example.org", "CIT006 1:4")]
    [InlineData("![a (1)](b.png)", "CIT006 1:5")]
    [InlineData("[![a (1)](b.png)](https://example.org)", "CIT006 1:6")]
    public void Is_text_and_check_says_so(string markdown, string problems)
    {
        var cited = new CitedText(markdown);

        Assert.Empty(cited.Links);
        Assert.Equal(problems, cited.Problems);
    }

    [Theory]
    [InlineData("(1) Rest.", "CIT002 1:1")]
    [InlineData("- (1) Rest", "CIT002 1:3")]
    [InlineData("> (1) Rest", "CIT002 1:3")]
    [InlineData("*(1) Rest*", "CIT002 1:2")]
    [InlineData("(1) **Rest**", "CIT002 1:1")]
    [InlineData("| a |\n|---|\n| (1) rest |", "CIT002 3:3")]
    [InlineData("Do this: (1) rest; (2) ice", "CIT002 1:10, CIT002 1:20")]
    [InlineData("Do this:\n(1) rest\nand (2) ice", "CIT002 2:1, CIT002 3:5")]
    [InlineData("Do this: (1) rest, and (2) ice or (3) heat", "CIT002 1:10, CIT002 1:24, CIT002 1:35")]
    [InlineData("Heat (1) and massage (2) help", "")]
    [InlineData("Heat helps. (1) Massage does not.", "")]
    [InlineData("Heat helps.(1) Massage does not.", "")]
    [InlineData("Heat helps, (1, 2) and so on", "")]
    [InlineData("Heat helps and (1) more", "")]
    [InlineData("| a |\n|---|\n| (1) |", "")]
    [InlineData("(1)", "")]
    [InlineData("(1), rest", "")]
    [InlineData("Heat,(1) rest", "")]
    [InlineData("<a@e.org>(1) mail.", "")]
    [InlineData("<https://e.org>(1) is there.", "")]
    public void Counting_is_told_from_citing(string markdown, string problems) =>
        Assert.Equal(problems, new CitedText(markdown).Problems);

    [Theory]
    [InlineData("# Heat (1; 2)", "<h1>Heat (1; 2)</h1>")]
    [InlineData("![Heat (1)](a.png)", "<p><img src=\"a.png\" alt=\"Heat (1)\" /></p>")]
    [InlineData("[Heat (1;2) & cold](/a)", "<p><a href=\"/a\">Heat (1;2) &amp; cold</a></p>")]
    public void What_was_written_is_put_back_where_no_citation_can_be(string markdown, string html) =>
        Assert.Equal(html, new CitedText(markdown).Html.Trim());

    [Fact]
    public void A_group_does_not_reach_into_the_next_row_of_a_table()
    {
        var cited = new CitedText("a | b\n--- | ---\nc | d (1,\n2) | e");

        Assert.Equal(3, cited.Body.QuerySelectorAll("tr").Length);
        Assert.Empty(cited.Links);
    }

    [Fact]
    public void A_group_does_not_reach_into_the_next_paragraph() =>
        Assert.Empty(new CitedText("- Heat (1,\n- 2)").Links);

    [Fact]
    public void A_problem_is_placed_in_the_file_and_not_in_its_text() =>
        Assert.Equal("CIT001 4:6", new CitedText("Heat (9)", before: "---\ntitle: Ä\n---\n").Problems);

    // CommonMark: a line that begins with 1) and a space begins a list, whatever is before it.
    [Fact]
    public void A_list_is_stronger_than_a_citation() => Assert.Empty(new CitedText("Heat (\n1) helps").Links);

    // Looked for once a group, the rows of a table would take the square of their number.
    [Fact]
    public void However_many_groups_run_over_line_ends_each_is_a_citation()
    {
        var cited = new CitedText("a | b " + string.Concat(Enumerable.Repeat("(1,\n2) a ", 20_000)));

        Assert.Equal(40_000, cited.Links.Length);
    }

    [Fact]
    public void A_long_group_is_quoted_in_part()
    {
        var problem = Assert.Single(new CitedText($"Heat ({string.Join(", ", Enumerable.Range(1, 900))})").InOrder);

        Assert.Contains("write \\(1, 2, 3", problem.Message, StringComparison.Ordinal);
        Assert.InRange(problem.Message.Length, 100, 300);
    }

    [Fact]
    public void A_long_text_without_spaces_takes_no_square_of_its_length()
    {
        var cited = new CitedText(string.Concat(Enumerable.Repeat("(1)a", 20_000)) + string.Concat(Enumerable.Repeat("(1,", 20_000)));

        Assert.Equal(20_000, cited.Links.Length);
    }
}
