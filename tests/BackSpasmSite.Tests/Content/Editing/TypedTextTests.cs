using System.Net;
using BackSpasmSite.Content.Editing;

namespace BackSpasmSite.Tests.Content.Editing;

public sealed class TypedTextTests
{
    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("one")]
    [InlineData("\uFEFF---\r\ntitle: x\r\n---\r\nText  \r\n\r\n")]
    [InlineData("one\rtwo\r")]
    [InlineData("mixed\r\nends\nof\rlines\r\r\n\n\n")]
    [InlineData("\n\n  first line is empty\n")]
    [InlineData("nul\0l, next\u0085line, sep\u2028, tab\t, 🏃, שלום, &amp; </textarea>\n")]
    public void What_nobody_touched_is_the_same_file(string file) =>
        Assert.Equal(file, TypedText.Over(file, Sent(TypedText.Shown(file))));

    [Theory]
    [InlineData("one\r\ntwo\r\nthree", "one\nTWO\nthree", "one\r\nTWO\r\nthree")]
    [InlineData("one\ntwo\r\nthree\r", "one\ntwo\nthree\nfour\n", "one\ntwo\r\nthree\rfour\r")]
    [InlineData("one\ntwo\r\nthree\r", "zero\none\nthree\n", "zero\none\nthree\r")]
    [InlineData("\uFEFFone\r\ntwo\r\n", "one", "\uFEFFone")]
    [InlineData("one", "one\n", "one\n")]
    [InlineData("one\r\n", "one\ntwo", "one\r\ntwo")]
    [InlineData("a\0b\r\nc\n", "a\uFFFDb\nd\n", "a\0b\r\nd\r\n")]
    [InlineData("same\r\nsame\nsame\r\n", "same\nsame\nnew\nsame\n", "same\r\nsame\nnew\nsame\r\n")]
    [InlineData("text\r\n", "", "")]
    [InlineData("", "new\nlines\n", "new\nlines\n")]
    public void Lines_that_did_not_change_keep_their_ends(string file, string typed, string expected)
    {
        Assert.Equal(expected, TypedText.Over(file, Sent(typed)));
        Assert.Equal(expected, TypedText.Over(file, typed));
    }

    [Fact]
    public void Whatever_is_cut_out_of_a_file_with_mixed_ends_leaves_the_rest_alone()
    {
        string[] ends = ["\n", "\r\n", "\r"];
        var lines = Enumerable.Range(0, 12).Select(i => $"line {i}{ends[i % 3]}").ToArray();
        var file = string.Concat(lines);
        for (var from = 0; from < 12; from++)
        {
            var cut = string.Concat(lines.Where((_, i) => i != from));
            Assert.Equal(cut, TypedText.Over(file, Sent(TypedText.Shown(cut))));
        }
    }

    /// <summary>As a browser sends it.</summary>
    private static string Sent(string shown) =>
        WebUtility.UrlDecode(WebUtility.UrlEncode(shown.Replace("\n", "\r\n", StringComparison.Ordinal)));
}
