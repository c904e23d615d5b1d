using BackSpasmSite.Content;
using BackSpasmSite.Content.Diagnostics;

namespace BackSpasmSite.Tests.Content.Citations;

/// <summary>A citation in another style would be printed as text and lead nowhere, so its author is told.</summary>
public sealed class ForeignCitationsTests
{
    [Theory]
    [InlineData("It helps a little [3].", 22)]
    [InlineData("It helps a little[3].", 21)]
    [InlineData("It helps a little [1,2].", 22)]
    [InlineData("It helps a little [1, 2; 4–6].", 22)]
    [InlineData("It helps a little [ 3 ].", 22)]
    [InlineData("It helps a little [1—3].", 22)]
    [InlineData("It helps a little [1 and 2].", 22)]
    [InlineData("It helps. [3] So does cold.", 14)]
    [InlineData("It helps a little¹.", 21)]
    [InlineData("It helps a little.²", 22)]
    [InlineData("It helps a little.¹²", 22)]
    [InlineData("It helps a little,³ and cold too.", 22)]
    [InlineData("It helps a little.¹,²", 22)]
    [InlineData("It helps a little.¹⁻³", 22)]
    [InlineData("It helps a little.¹—³", 22)]
    [InlineData("He called it “sore”¹ at first.", 23)]
    [InlineData("It helps a little (Dahm 2010).", 22)]
    [InlineData("It helps a little (Dahm, 2010).", 22)]
    [InlineData("It helps a little (Dahm 2010) **at first**.", 22)]
    [InlineData("It helps a little (Dahm et al. 2010).", 22)]
    [InlineData("It helps a little (Dahm *et al.*, 2010).", 22)]
    [InlineData("It helps a little (Dahm & Smith, 2010).", 22)]
    [InlineData("It helps a little (Dahm and van der Velde 2010).", 22)]
    [InlineData("It helps a little (see Dahm 2010a; Chou 2011).", 22)]
    [InlineData("It helps a little (Dahm 2010, p. 12).", 22)]
    [InlineData("It helps a little (O’Brien, 2011).", 22)]
    [InlineData("It helps a little (van Tulder 2006).", 22)]
    [InlineData("It helps a little (WHO 2020).", 22)]
    [InlineData("It helps a little (World Health Organization, 2023).", 22)]
    [InlineData("It helps, as Dahm et al. (2010) found.", 17)]
    [InlineData("It helps, as Dahm and Smith (2010) found.", 17)]
    [InlineData("It helps, as Dahm (2010) found.", 17)]
    [InlineData("- It helps a little (Dahm\n  2010).", 24)]
    public void A_citation_of_another_style_is_told_at_its_place(string text, int column)
    {
        var problem = Assert.Single(Of(text));

        Assert.Equal((Severity.Warning, 8, column - 3), (problem.Severity, problem.Line, problem.Column));
    }

    [Theory]
    [InlineData(@"It helps a little \[3].")]
    [InlineData(@"It helps a little \(Dahm 2010).")]
    [InlineData("It weighs 20 kg/m² and 3 m² and 10⁻³, I² is 40, and chi² is low.")]
    [InlineData("It took five feet² of room.")]
    [InlineData("It is `a[3]` in code.")]
    [InlineData("It began (in 2010) long ago.")]
    [InlineData("It began (March 2020) long ago, and (since 2011) it grew.")]
    [InlineData("It was held in Paris (2010).")]
    [InlineData("It was 5 points (95% CI [2, 9]).")]
    [InlineData("The year [2010] is no number of a list.")]
    [InlineData("Dahm (2010) [@a-2020] found that it helps.")]
    [InlineData("Dahm et al. (2010) [@a-2020] found that it helps.")]
    [InlineData("It helps, [1]\n\n[1]: https://example.org")]
    [InlineData("It helps a little (a review of 2010), and (about 2 hours) is enough.")]
    [InlineData("## Paris (2010)\n\nText.")]
    public void What_is_no_citation_is_left_alone(string text) => Assert.Empty(Of(text));

    [Fact]
    public void The_key_that_is_suggested_has_the_name_and_the_year() =>
        Assert.Contains("[@dahm-2010]", Assert.Single(Of("It helps (Dahm et al., 2010).")).Message);

    [Fact]
    public void A_long_text_of_openings_takes_no_longer_than_its_length() =>
        Assert.Empty(Of(string.Concat(Enumerable.Repeat("(Dahm of Dahm and ", 900))));

    [Theory]
    [InlineData("(1—3)", "(1-3)")]
    [InlineData("(1 — 3, 5)", "(1 - 3, 5)")]
    [InlineData("(1−2)", "(1-2)")]
    [InlineData("(1‒2)", "(1-2)")]
    [InlineData("(1‑2)", "(1-2)")]
    [InlineData("(1‐2)", "(1-2)")]
    [InlineData("(1--2)", "(1-2)")]
    [InlineData("(1&mdash;2)", "(1-2)")]
    [InlineData("(1&ndash;2)", "(1-2)")]
    [InlineData("(1 and 2)", "(1, 2)")]
    [InlineData("(1, 2, and 3)", "(1, 2, 3)")]
    [InlineData("(1 & 2)", "(1, 2)")]
    [InlineData("(1 &amp; 2)", "(1, 2)")]
    [InlineData("(1,\u20092)", "(1, 2)")]
    [InlineData("(1,\n2,\n3)", "(1, 2, 3)")]
    [InlineData("（1）", "(1)")]
    [InlineData("(１、２)", "(1,2)")]
    [InlineData("【1】", "(1)")]
    [InlineData("(¹)", "(1)")]
    [InlineData("(¹⁻³)", "(1-3)")]
    [InlineData("(ref. 2)", "(2)")]
    [InlineData("(References 1, 2)", "(1, 2)")]
    [InlineData("(1, p. 12)", "(1)")]
    [InlineData("(1, 2, table 3)", "(1, 2)")]
    public void Numbers_of_the_list_with_signs_of_another_style_are_told_with_ours(string written, string ours)
    {
        var problem = Assert.Single(Listed($"It helps a little {written}. The rest (1-5)."));

        Assert.Equal((Severity.Warning, 19), (problem.Severity, problem.Column));
        Assert.Contains($" looks like a citation, but is printed as text. Write {ours}; if this is not a citation, write \\(", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_message_says_to_write_is_a_citation_or_text()
    {
        foreach (var written in new[] { "(1—3)", "(1 and 2)", "（1）", "(ref. 2)", "(1, p. 12)" })
        {
            var message = Assert.Single(Listed($"Heat {written}. The rest (1-5).")).Message;
            var (ours, text) = (message.Split("Write ")[1].Split(';')[0], message.Split("write ")[1]);
            Assert.Empty(Listed($"Heat {ours}. The rest (1-5)."));
            Assert.Empty(Listed($"Heat {text}. The rest (1-5)."));
        }
    }

    [Fact]
    public void Each_place_is_told() => Assert.Equal([6, 20], Listed("Heat (1—3) and ice (2—3). The rest (1-5).").Select(problem => problem.Column));

    [Fact]
    public void The_place_is_right_behind_an_escaped_sign_and_markup() =>
        Assert.Equal([(12, "(1—2)"), (31, "(2—3)")], Listed(@"Wait \(20) (1—2), *not* &amp; (2—3). The rest (1-5).").Select(problem => (problem.Column, problem.Message.Split(' ')[0])));

    [Theory]
    [InlineData("It takes long (1 to 3).")]
    [InlineData("Take some (1 or 2).")]
    [InlineData("Take half (1/2), (1.5) or (1:2).")]
    [InlineData("It is easy (1-2-3), (1 2 3).")]
    [InlineData("It was less (3—1).")]
    [InlineData("It was long ago (2010—2012), in (1—31), (0—3) and (01—3).")]
    [InlineData("It is warm (1—3 mg), (1 and 2 weeks) or (about 1—2), (−1) and (±2).")]
    [InlineData("See BMJ 45(1—2).")]
    [InlineData(@"Wait \(1—3), (1—3\) or `(1—3)`, see https://example.org/a_(1—3).")]
    [InlineData("Page (p. 12), (ref.), (and), (1, and), (&).")]
    [InlineData("## Heat (1—3)\n\nIt helps.")]
    [InlineData("It helps (1, 2), (1–3) and (1,\n2).")]
    public void Other_numbers_are_left_alone(string text) => Assert.Empty(Listed($"{text}\n\nThe rest (1-5)."));

    [Fact]
    public void An_article_that_cites_by_key_is_told_of_numbers_that_readers_see()
    {
        var problem = Assert.Single(Of("Heat [@a-2020; @b-2021]. Ice (1—2), in (1—3)."));

        Assert.Equal(30, problem.Column);
        Assert.Contains("Write the paper’s key, such as [@french-2006]; if this is not a citation, write \\(1—2)", problem.Message, StringComparison.Ordinal);
        Assert.Empty(Of("Heat. Ice (1—2)."));
    }

    [Fact]
    public void A_long_text_of_brackets_takes_no_longer_than_its_length() =>
        Assert.Empty(Listed($"{string.Concat(Enumerable.Repeat("(1, 2 and 3 and 4 & ", 900))}\n\nThe rest (1-5)."));

    /// <summary>In an article with a list of five papers.</summary>
    private static List<Diagnostic> Listed(string text)
    {
        using var content = ContentOnDisk.WithText(text, "a", "b", "c", "d", "e");
        return [.. ContentCheck.Of(content.Build()).Where(problem => problem.Code == "CIT012")];
    }

    private static List<Diagnostic> Of(string text)
    {
        using var content = ContentOnDisk.WithText(text);
        content.Write("articles/heat.md", content.Read("articles/heat.md").Replace("references: []\n", "", StringComparison.Ordinal));
        return [.. ContentCheck.Of(content.Build()).Where(problem => problem.Code == "CIT012")];
    }
}
