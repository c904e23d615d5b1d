using System.Text.RegularExpressions;
using BackSpasmSite.Content;
using BackSpasmSite.Content.Editing;

namespace BackSpasmSite.Tests.Content.Editing;

public sealed partial class FrontMatterSpanTests
{
    [Theory]
    [InlineData("\r\n")]
    [InlineData("\n")]
    [InlineData("\r")]
    public void The_lines_between_the_fences_are_found_whatever_ends_them(string lineEnd)
    {
        foreach (var mark in new[] { "", "\uFEFF" })
        {
            var text = $"{mark}---{lineEnd}title: x{lineEnd}--- {lineEnd}Text.";

            var front = FrontMatterSpan.Of(text);

            Assert.Equal(($"title: x{lineEnd}", lineEnd), (front.In(text), front.LineEnd));
        }
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\r")]
    [InlineData("\n\r")]
    public void Many_lines_without_a_second_fence_are_refused_at_once(string lineEnd) =>
        Assert.Throws<FormatException>(() => FrontMatterSpan.Of("---" + lineEnd + string.Concat(Enumerable.Repeat("a: b" + lineEnd, 20_000))));

    [Fact]
    public void No_pattern_may_run_for_ever() =>
        Assert.Throws<RegexMatchTimeoutException>(() =>
        {
            Assert.Equal(RegexTimeout.Limit, AppContext.GetData("REGEX_DEFAULT_MATCH_TIMEOUT"));
            _ = Costly().IsMatch(new string('\r', 60));
        });

    [GeneratedRegex(@"\A(?:.|[\r\n])*?X\z")]
    private static partial Regex Costly();
}
