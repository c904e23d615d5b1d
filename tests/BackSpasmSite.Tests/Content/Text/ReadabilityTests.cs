using BackSpasmSite.Content.Text;

namespace BackSpasmSite.Tests.Content.Text;

/// <summary>The measure of an article, word by word and as a whole.</summary>
public sealed class ReadabilityTests
{
    [Fact]
    public void The_grade_is_that_of_the_formula()
    {
        // 0.39 * 9 / 2 + 11.8 * 9 / 9 - 15.59
        var measured = Measure("Heat may help a bit. Rest does not heal.");

        Assert.Equal(new Readability(9, 2, 9), measured);
        Assert.Equal(-2.035, measured.Grade, 6);
    }

    [Fact]
    public void Numbers_of_citations_are_no_words() =>
        Assert.Equal(Measure("Heat may help a bit. Rest does not."), Measure("Heat may help a bit (1). Rest does not (1, 2)."));

    [Fact]
    public void Headings_tables_and_code_are_no_prose() =>
        Assert.Equal(Measure("Heat may help."), Measure("Heat may help.\n\n## Considerations\n\n| Alternative | Recommendation |\n|---|---|\n| a | b |\n\n```\ncode\n```"));

    [Fact]
    public void Each_item_of_a_list_is_a_sentence() =>
        Assert.Equal(3, Measure("Do this:\n\n- walk a bit\n- rest a bit").Sentences);

    [Fact]
    public void A_word_is_what_has_a_letter_or_a_digit() =>
        Assert.Equal(6, Measure("“Slow” – well-known – runs *don’t* count 20%.").Words);

    private static Readability Measure(string text)
    {
        using var content = ContentOnDisk.WithText(text, "a-2020", "b-2020");
        return Readability.Of(ReadingText.Of(content.Build().Articles.Values.Single()));
    }
}
