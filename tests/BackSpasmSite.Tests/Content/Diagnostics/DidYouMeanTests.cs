using BackSpasmSite.Content.Diagnostics;

namespace BackSpasmSite.Tests.Content.Diagnostics;

public sealed class DidYouMeanTests
{
    [Theory]
    [InlineData("heet", "heat")]
    [InlineData("HEAT", "heat")]
    [InlineData("xyz", null)]
    [InlineData("", null)]
    public void The_word_with_the_fewest_changes_is_meant(string word, string? meant) =>
        Assert.Equal(meant, DidYouMean.To(word, ["cold", "heat", "heating"]));

    [Theory]
    [InlineData("nmae", "name")]
    [InlineData("txet", "text")]
    [InlineData("NAEM", "name")]
    [InlineData("rloe", "role")]
    [InlineData("Titel", "title")]
    [InlineData("chekc", "check")]
    [InlineData("nmea", null)]
    public void Two_neighbours_that_changed_places_are_one_change(string word, string? meant) =>
        Assert.Equal(meant, DidYouMean.To(word, ["check", "name", "role", "text", "title"]));

    [Theory]
    [InlineData("heat", "heat")]
    [InlineData("caf\u00e9", "cafe\u0301")]
    public void A_word_that_reads_the_same_is_no_advice(string word, string same) => Assert.Equal("", DidYouMean.Hint(word, [same]));

    [Fact]
    public void A_word_longer_than_any_name_is_compared_with_nothing() =>
        Assert.Null(DidYouMean.To(new string('a', 8_000), Unread()));

    private static IEnumerable<string> Unread()
    {
        Assert.Fail("A candidate was looked at.");
        yield break;
    }
}
