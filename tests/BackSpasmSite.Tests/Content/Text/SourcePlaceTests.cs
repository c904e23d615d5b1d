using BackSpasmSite.Content;
using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.Files;
using BackSpasmSite.Content.Text;

namespace BackSpasmSite.Tests.Content.Text;

public sealed class SourcePlaceTests
{
    private const string Text = """
        Heat [*helps* a](https://example.org/little "helps a little") little (2, 1), and it is
        > cheap &amp; safe.

        ## Heat & `cold` \*

        1. It is *warm*. It is nice (1-3).
           It is nice.
        2. It is warm. <!-- It is odd. -->

        ::: note
        It is odd.
        :::

        | What | How much it helped |
        |---|---|
        | Heat | a little (1) |
        | Cold | a little (2) |

        ![It is odd](images/dot.svg "It is a picture (3)")

        See <https://example.org/x>, and [that][ref].

        [ref]: https://example.org/y "It is hidden"
        """;

    [Theory]
    [InlineData("helps a little (2, 1), and", 0, 10, 8)]
    [InlineData("cheap & safe", 0, 11, 3)]
    [InlineData("Heat & cold", 0, 13, 4)]
    [InlineData("warm", 0, 15, 11)]
    [InlineData("It is nice (1, 2, 3). It is", 0, 15, 18)]
    [InlineData("It is nice.", 0, 16, 4)]
    [InlineData("It is warm", 1, 17, 4)]
    [InlineData("Note", 0, 19, 1)]
    [InlineData("It is odd", 0, 20, 1)]
    [InlineData("a little (1)", 0, 25, 10)]
    [InlineData("a little (2)", 0, 26, 10)]
    [InlineData("is a picture", 0, 28, 33)]
    [InlineData("example.org/x", 0, 30, 14)]
    [InlineData("that.", 0, 30, 35)]
    [InlineData("or ice", 0, 2, 14)]
    [InlineData("drawing", 0, 7, 59)]
    public void A_passage_has_its_line_and_column_in_the_file(string words, int which, int line, int column)
    {
        var (article, source) = Read();
        var text = ReadingText.Of(article);
        var at = text.Text.IndexOf(words, StringComparison.Ordinal);
        while (which-- > 0) at = text.Text.IndexOf(words, at + 1, StringComparison.Ordinal);
        Assert.True(at >= 0, text.Text);
        var block = text.BlockAt(at);

        var place = SourcePlace.Find(article, block, new TextRange(at - block.Start, Math.Min(block.Text.Length, at - block.Start + words.Length)), source);

        Assert.Equal($"articles/heat.md:{line}:{column}", place?.ToString());
    }

    [Fact]
    public void Words_that_are_not_in_the_file_have_no_place()
    {
        var (article, source) = Read();

        Assert.Null(SourcePlace.Find(article, ReadingText.Of(article).Blocks[1], new TextRange(0, 10), new SourceText(source.Path, "")));
        Assert.Null(SourcePlace.Find(article, ReadingText.Of(article).Blocks[1], new TextRange(0, 10), new SourceText(source.Path, "---\ntitle: Heat helps a\n---\nCold.\n")));
    }

    [Fact]
    public void Every_block_of_the_shipped_articles_has_its_place()
    {
        var folder = Path.Combine(Repository.Root, "content");
        foreach (var article in new EditionBuilder(new ContentFolder(folder), drafts: true).Build(Repository.ContentDay).Articles.Values)
        {
            var source = TextFile.Decode(article.Path, File.ReadAllBytes(Path.Combine(folder, article.Path)), [])!;
            foreach (var block in ReadingText.Of(article).Blocks.Where(block => !block.IsOfSite && block.Kind is not BlockKind.BoxTitle))
            {
                var place = SourcePlace.Find(article, block, new TextRange(0, block.Text.Length), source);

                Assert.True(place is not null, block.Text);
                var first = block.Text.First(char.IsLetterOrDigit);
                Assert.True(source.Text[source.OffsetOf(place.Line) + place.Column - 1] == first, $"{place}: {block.Text}");
            }
        }
    }

    private static (Article Article, SourceText Source) Read()
    {
        using var content = ContentOnDisk.WithText(Text, "a", "b", "c");
        content.Write("images/dot.svg", """<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"></svg>""");
        content.Write("articles/heat.md", content.Read("articles/heat.md").Replace("references:", "image: { src: images/dot.svg, alt: A drawing, caption: \"A drawing (1)\" }\nreferences:", StringComparison.Ordinal));
        return (content.Build().Articles.Values.Single(), TextFile.Decode("articles/heat.md", File.ReadAllBytes(content.FullPath("articles/heat.md")), [])!);
    }
}
