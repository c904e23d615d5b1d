using BackSpasmSite.Content.Diagnostics;

namespace BackSpasmSite.Tests.Content.Markdown;

/// <summary>What was pasted from a word processor would become one running paragraph, so its author is told.</summary>
public sealed class PastedTextTests
{
    [Theory]
    [InlineData("• rest\n• ice", 1)]
    [InlineData("•\trest\n•\tice", 1)]
    [InlineData("Try:\n• rest\n• ice", 2)]
    [InlineData("▪ rest", 1)]
    [InlineData("\uF0B7\trest\n\uF0B7\tice", 1)]
    [InlineData("o\trest\no\tice", 1)]
    [InlineData("– rest\n– ice", 1)]
    [InlineData("a) rest\nb) ice", 1)]
    [InlineData("(i) rest\n(ii) ice", 1)]
    [InlineData("Remedy\tEffect\nHeat\tsmall\nCold\tunknown", 1)]
    [InlineData("Heat\tsmall\tshort", 1)]
    [InlineData("- • rest\n- • ice", 1)]
    [InlineData("> • rest", 1)]
    public void A_pasted_list_or_table_is_told_at_its_first_line(string text, int line)
    {
        var problem = Of(text)[0];

        Assert.Equal(("ART031", Severity.Warning, 8 + line), (problem.Code, problem.Severity, problem.Line));
    }

    [Theory]
    [InlineData("- rest\n- ice")]
    [InlineData("1.\trest\n2.\tice")]
    [InlineData("-\trest\n-\tice")]
    [InlineData("It helps (1,\t2).")]
    [InlineData("One\ttab is a slip.")]
    [InlineData("Text – with dashes – in it.")]
    [InlineData("One line\n– and a dash below it.")]
    [InlineData("A dot · between words • and a bullet.")]
    [InlineData("Vitamin\nb) is a lone letter.")]
    [InlineData("    \tcode\tand\ttabs")]
    [InlineData("| a\t| b |\n|---|---|\n| c\t| d |")]
    public void Markdown_is_left_alone(string text) => Assert.Empty(Of(text));

    private static List<Diagnostic> Of(string text)
    {
        using var content = ContentOnDisk.WithText(text, "a-2020", "b-2021");
        return [.. content.Build().Diagnostics.Where(problem => problem.Code == "ART031")];
    }
}
