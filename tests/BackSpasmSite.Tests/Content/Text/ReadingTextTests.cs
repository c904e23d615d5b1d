using BackSpasmSite.Content.Text;

namespace BackSpasmSite.Tests.Content.Text;

public sealed class ReadingTextTests
{
    [Fact]
    public void A_reader_sees_words_block_by_block()
    {
        var text = ReadingText.Of(Selected.Article("""
            Heat   helps
            *a little* (2,1).

            ::: get-help-now
            Do not wait.
            :::

            ## Heat & cold

            - One
              - Two, [with a link](/about)
            - Three

              and more

            ::: note
            Small print<!-- hidden -->.
            :::

            | A | B |
            |---|---|
            | 1 | 2 (3) |

            ![alt](images/none.svg "A caption")

            > Quoted

                code  here
            """));

        Assert.Equal(
            """
            Title - Heat or ice
            Paragraph - Heat helps a little (2, 1).
            BoxTitle - Get help now
            Paragraph - Call your local emergency number
            Paragraph - Do not wait.
            Heading s-heat-cold Heat & cold
            ListItem s-heat-cold One
            ListItem s-heat-cold Two, with a link
            ListItem s-heat-cold Three
            ListItem s-heat-cold and more
            BoxTitle s-heat-cold Note
            Paragraph s-heat-cold Small print.
            TableCell s-heat-cold A
            TableCell s-heat-cold B
            TableCell s-heat-cold 1
            TableCell s-heat-cold 2 (3)
            Paragraph s-heat-cold alt
            Caption s-heat-cold A caption
            Paragraph s-heat-cold Quoted
            Code s-heat-cold code here
            """.ReplaceLineEndings("\n"),
            string.Join('\n', text.Blocks.Select(block => $"{block.Kind} {block.Section ?? "-"} {block.Text}")));
        Assert.All(text.Blocks, block => Assert.Equal(block.Text, text.Text[block.Start..block.End]));
    }

    [Fact]
    public void A_citation_has_its_place_and_its_numbers()
    {
        var block = ReadingText.Of(Selected.Article("Heat helps (2-4), perhaps (20).")).Blocks[1];

        var citation = Assert.Single(block.Citations);
        Assert.Equal("(2, 3, 4)", citation.Range.Of(block.Text));
        Assert.Equal([2, 3, 4], citation.Numbers);
    }

    [Theory]
    [InlineData("One. Two! Three? Four… Five", "One.|Two!|Three?|Four…|Five")]
    [InlineData("Heat helps (1). Cold may not. (2, 3) Rest (4) harms.", "Heat helps (1).|Cold may not. (2, 3)|Rest (4) harms.")]
    [InlineData("Heat helps.(1) Cold does not (2).(3) Rest harms.", "Heat helps.(1)|Cold does not (2).(3)|Rest harms.")]
    [InlineData("Take it, e.g. Ibuprofen 2.5 mg, as Dr J. Smith and A. B. Jones et al. Say in Fig. 2.", "Take it, e.g. Ibuprofen 2.5 mg, as Dr J. Smith and A. B. Jones et al. Say in Fig. 2.")]
    [InlineData("See Dr. Smith at 5 p.m. today. Take vitamin D. It is cheap. No. 5 is best? No. It is not.", "See Dr. Smith at 5 p.m. today.|Take vitamin D.|It is cheap.|No. 5 is best?|No.|It is not.")]
    [InlineData("He said “Stop.” She went on. (That is all.) Done... Really", "He said “Stop.”|She went on.|(That is all.)|Done...|Really")]
    [InlineData("See www.example.org for 1.5 of it (n = 5). Next", "See www.example.org for 1.5 of it (n = 5).|Next")]
    public void A_sentence_ends_where_a_reader_would_say(string paragraph, string sentences)
    {
        var block = ReadingText.Of(Selected.Article(paragraph)).Blocks[1];

        Assert.Equal(sentences.Split('|'), Sentences.Of(block).Select(sentence => sentence.Of(block.Text)));
    }

    [Fact]
    public void A_range_lies_in_the_sentences_it_touches()
    {
        var block = ReadingText.Of(Selected.Article("One two. Three four. Five six.")).Blocks[1];

        Assert.Equal("Three four.", Sentences.Around(block, new TextRange(10, 12)).Of(block.Text));
        Assert.Equal("One two. Three four.", Sentences.Around(block, new TextRange(4, 10)).Of(block.Text));
    }
}
