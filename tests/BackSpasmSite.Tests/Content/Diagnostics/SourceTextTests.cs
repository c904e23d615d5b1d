using BackSpasmSite.Content.Diagnostics;

namespace BackSpasmSite.Tests.Content.Diagnostics;

public sealed class SourceTextTests
{
    [Fact]
    public void Places_are_the_same_without_the_text()
    {
        // A character was removed in front of “c”.
        var source = new SourceText("articles/a.md", "ab\nc\n\nd", [0, 1, 2, 4, 5, 6, 7, 8]);

        var places = source.WithoutText();

        for (var offset = -1; offset <= 9; offset++) Assert.Equal(source.PositionOf(offset), places.PositionOf(offset));
        Assert.Equal((2, 2), places.PositionOf(3));
        Assert.Throws<InvalidOperationException>(() => places.Text);
    }
}
