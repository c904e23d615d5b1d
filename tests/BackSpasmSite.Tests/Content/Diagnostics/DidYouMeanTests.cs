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
