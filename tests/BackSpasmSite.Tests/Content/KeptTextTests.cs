using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.Text;

namespace BackSpasmSite.Tests.Content;

/// <summary>How an edition keeps thousands of articles in memory.</summary>
public sealed class KeptTextTests
{
    [Theory]
    [InlineData("")]
    [InlineData("One line")]
    [InlineData("Größe\n\nЖизнь 日本語 👍🏽\n\0\n\tend\n")]
    public void A_packed_text_is_the_same_text(string text)
    {
        var source = new SourceText("articles/heat.md", text);
        var packed = source.Pack();

        Assert.Equal(text, packed.Text);
        Assert.Equal(source.Hash(), packed.Hash());
        Assert.Equal(source.PositionOf(text.Length), packed.PositionOf(text.Length));
        Assert.Same(packed, packed.Pack());
    }

    [Fact]
    public void A_long_text_and_one_that_cannot_be_compressed_are_the_same_too()
    {
        var random = new Random(1);
        var noise = string.Concat(Enumerable.Range(0, 60_000).Select(_ => (char)random.Next(' ', 0xD800)));

        foreach (var text in (string[])[noise, string.Join('\n', Enumerable.Repeat("Rest helps little.", 20_000))]) Assert.Equal(text, new SourceText("articles/heat.md", text).Pack().Text);
    }

    [Fact]
    public void Articles_share_what_they_have_in_common()
    {
        using var content = ContentOnDisk.WithText("Heat helps (1).\n\n## What to try\n\n[More](cold.md#s-what-to-try)", "one");
        content.Write("articles/cold.md", content.Read("articles/heat.md").Replace("Heat or ice", "Cold", StringComparison.Ordinal));
        var (heat, cold) = content.Build().Articles.Values.ToArray() is [var first, var second] ? (first, second) : throw new InvalidOperationException("Two articles.");

        Assert.NotEqual(heat.Title, cold.Title);
        Assert.Same(heat.FrontMatter.Author, cold.FrontMatter.Author);
        Assert.Same(heat.FrontMatter.Topics[0], cold.FrontMatter.Topics[0]);
        Assert.Same(heat.FrontMatter.References[0], cold.FrontMatter.References[0]);
        Assert.Same(heat.Headings[0].Id, cold.Headings[0].Id);
        Assert.Same(heat.Headings[0].Text, cold.Headings[0].Text);
    }

    [Fact]
    public void What_is_shared_is_bounded()
    {
        var (first, long1, long2) = (SharedText.Of(Name(0)), SharedText.Of(new string('a', SharedText.Longest + 1)), SharedText.Of(new string('a', SharedText.Longest + 1)));
        Assert.Same(first, SharedText.Of(Name(0)));
        Assert.NotSame(long1, long2);

        for (var number = 1; number <= SharedText.Most; number++) SharedText.Of(Name(number));

        Assert.Equal(first, SharedText.Of(Name(0)));
        Assert.NotSame(first, SharedText.Of(Name(0)));

        static string Name(int number) => $"only in this test {number}";
    }

    [Fact]
    public void Many_threads_at_once_get_the_same_string_for_equal_texts()
    {
        var shared = new string[8, 2000];

        Parallel.For(0, shared.GetLength(0), thread =>
        {
            for (var i = 0; i < shared.GetLength(1); i++) shared[thread, i] = SharedText.Of($"topic {i}, asked for by many");
        });

        for (var i = 0; i < shared.GetLength(1); i++)
            for (var thread = 0; thread < shared.GetLength(0); thread++) Assert.Same(shared[0, i], shared[thread, i]);
        Assert.Equal("topic 1999, asked for by many", shared[7, 1999]);
    }

    [Fact]
    public void Many_threads_at_once_can_unpack_a_text_that_is_collected_meanwhile()
    {
        var text = string.Join('\n', Enumerable.Range(0, 3000).Select(line => $"Line {line}"));
        var packed = new SourceText("articles/heat.md", text).Pack();

        Parallel.For(0, 200, round =>
        {
            if (round % 20 == 0) GC.Collect();
            Assert.Equal(text, packed.Text);
            Assert.Equal((3000, 1), packed.PositionOf(packed.OffsetOf(3000)));
            Assert.Equal($"Line {round}", packed.Line(round + 1));
        });
    }
}
