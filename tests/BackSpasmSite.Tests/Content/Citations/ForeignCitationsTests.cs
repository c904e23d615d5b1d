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
    [InlineData("It helps. [3] So does cold.", 14)]
    [InlineData("It helps a little¹.", 21)]
    [InlineData("It helps a little.²", 22)]
    [InlineData("It helps a little.¹²", 22)]
    [InlineData("It helps a little,³ and cold too.", 22)]
    [InlineData("It helps a little.¹,²", 22)]
    [InlineData("It helps a little.¹⁻³", 22)]
    [InlineData("He called it “sore”¹ at first.", 23)]
    [InlineData("It helps a little (Dahm 2010).", 22)]
    [InlineData("It helps a little (Dahm, 2010).", 22)]
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

    private static List<Diagnostic> Of(string text)
    {
        using var content = ContentOnDisk.WithText(text);
        content.Write("articles/heat.md", content.Read("articles/heat.md").Replace("references: []\n", "", StringComparison.Ordinal));
        return [.. ContentCheck.Of(content.Build()).Where(problem => problem.Code == "CIT012")];
    }
}
