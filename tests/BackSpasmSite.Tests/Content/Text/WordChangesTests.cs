using BackSpasmSite.Content.Text;

namespace BackSpasmSite.Tests.Content.Text;

public sealed class WordChangesTests
{
    [Theory]
    [InlineData("Heat helps.\nCold too.", "Heat helps.\nCold too.", "")]
    [InlineData("Heat helps a lot.\nCold too.", "Heat helps a little.\nCold too.", "Heat helps a [-lot-]{+little+}.")]
    [InlineData("Heat.\nCold.", "Heat.\nRest.\nCold.", "{+Rest.+}")]
    [InlineData("Heat.\nRest.\nCold.", "Heat.\nCold.", "[-Rest.-]")]
    [InlineData("Heat.\nRest.\nCold.", "Heat.\nCold, rest.\nBaths.\nIce.", "[-Rest-]{+Cold, rest+}.|[-Cold-]{+Baths+}.|{+Ice.+}")]
    [InlineData("", "Heat.", "{+Heat.+}")]
    public void What_changed_is_shown_word_by_word(string before, string after, string changes) => Assert.Equal(changes, Shown(before, after));

    [Fact]
    public void What_stayed_is_shown_near_a_change_only()
    {
        var words = string.Join(' ', Enumerable.Range(100, 100));

        var shown = Shown($"{words} old {words} gone {words}", $"{words} new {words} {words}");

        Assert.Equal(
            $"… {Join(181, 199)} [-old-]{{+new+}} {Join(100, 118)} … {Join(180, 199)}[- gone-] {Join(100, 118)} …",
            shown);

        static string Join(int first, int last) => string.Join(' ', Enumerable.Range(first, last - first + 1));
    }

    [Fact]
    public void A_long_block_that_was_rewritten_is_not_compared_word_by_word()
    {
        var (before, after) = (string.Join(' ', Enumerable.Range(0, 50_000)), string.Join(' ', Enumerable.Range(50_000, 50_000)));

        Assert.Equal($"[-{before}-]{{+{after}+}}", Shown(before, after));
    }

    private static string Shown(string before, string after) => string.Join('|', WordChanges.Of(before, after).Select(block => string.Concat(block.Runs.Select(run => run.Kind switch
    {
        RunKind.WentAway => $"[-{run.Text}-]",
        RunKind.Came => $"{{+{run.Text}+}}",
        _ => run.Text,
    }))));
}
