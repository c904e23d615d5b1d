using BackSpasmSite.Articles;

namespace BackSpasmSite.Tests.Articles;

/// <summary>A review covers words: changing one voids it, moving or renumbering does not.</summary>
public sealed class MedicalTextTests
{
    private const string Text = "Heat helps a little (1), but rest does not (2).\n\n::: do\n- Keep moving\n:::\n\n| a | b |\n|---|---|\n| c | d |";

    [Theory]
    [InlineData("Heat helps a little (1), but rest does not (2).", "Heat helps\na   little (1),\nbut rest does not (2).")]
    [InlineData("Heat helps", "*Heat* helps")]
    [InlineData("Heat helps", "[Heat](https://example.org) helps")]
    [InlineData("little (1)", "little(1)")]
    [InlineData("| c | d |", "|  c  |d|")]
    [InlineData("Heat", "Heat<!-- why? -->")]
    public void What_a_reader_does_not_see_does_not_void_a_review(string before, string after) =>
        Assert.Equal(Stamp(Text), Stamp(Text.Replace(before, after, StringComparison.Ordinal)));

    [Theory]
    [InlineData("a little", "a lot")]
    [InlineData("(2)", "(1)")]
    [InlineData("::: do", "::: dont")]
    [InlineData("Keep moving", "Keep still")]
    [InlineData("| c | d |", "| c | e |")]
    [InlineData(" (2)", "")]
    public void A_changed_word_number_or_box_voids_it(string before, string after) =>
        Assert.NotEqual(Stamp(Text), Stamp(Text.Replace(before, after, StringComparison.Ordinal)));

    [Fact]
    public void Renumbering_does_not_void_it()
    {
        using var before = ContentOnDisk.WithText("Heat (1) and rest (2).", "a-2020", "b-2020");
        using var after = ContentOnDisk.WithText("Heat (2) and rest (1).", "b-2020", "a-2020");

        Assert.Equal(TextStamp.Of(before.Build().Articles.Values.Single()), TextStamp.Of(after.Build().Articles.Values.Single()));
    }

    private static string Stamp(string text)
    {
        using var content = ContentOnDisk.WithText(text, "a-2020", "b-2020");
        return TextStamp.Of(content.Build().Articles.Values.Single());
    }
}
