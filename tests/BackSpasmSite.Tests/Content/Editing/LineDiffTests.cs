using BackSpasmSite.Content.Editing;

namespace BackSpasmSite.Tests.Content.Editing;

public sealed class LineDiffTests
{
    [Fact]
    public void Only_what_differs_is_shown_with_a_little_around_it()
    {
        var before = string.Join("\r\n", Enumerable.Range(1, 20));
        var after = string.Join("\n", Enumerable.Range(1, 20).Select(i => i == 10 ? "ten" : $"{i}")) + "\nmore";

        Assert.Equal(
            ["Skipped 1 ", "Same 8 8", "Same 9 9", "Gone 10 10", "New 10 ten", "Same 11 11", "Same 12 12", "Skipped 13 ", "Same 19 19", "Same 20 20", "New 21 more"],
            LineDiff.Of(before, after).Select(line => $"{line.Kind} {line.Number} {line.Text}"));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("a\r\nb", "a\nb")]
    [InlineData("\uFEFFa", "a")]
    public void Line_ends_are_no_difference(string before, string after) => Assert.Empty(LineDiff.Of(before, after));
}
