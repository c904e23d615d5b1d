using BackSpasmSite.Content;
using BackSpasmSite.Content.Text;
using BackSpasmSite.Reports.Corrections;

namespace BackSpasmSite.Tests.Reports.Corrections;

public sealed class PassageChangeTests
{
    private const string Before = "Heat halves the pain (1). It is *pleasant*. Ice does not.\n\nRest is no help.";

    [Theory]
    [InlineData("Heat eases the pain (1). It is *pleasant*. Ice does not.\n\nRest is no help.", "Heat eases the pain.")]
    [InlineData("It is *pleasant*. Ice does not.\n\nRest is no help.", "")]
    [InlineData("Heat eases the pain (1). Only a little. It is *pleasant*. Ice does not.\n\nRest is no help.", "Heat eases the pain. Only a little.")]
    [InlineData("Heat eases the pain (1). It is *nice*. Ice does not.\n\nRest is no help.", "Heat eases the pain.")]
    [InlineData("Heat is nice and eases the pain. Ice does not.\n\nRest is no help.", "")]
    [InlineData("Heat halves the pain (1). It is *nice*. Ice does not.\n\nRest is no help.", "")]
    [InlineData("New. Heat eases\nthe **pain**. It is *pleasant*. Ice does not.\n\nRest is no help.", "New. Heat eases the pain.")]
    public void What_it_says_now_is_the_sentence_in_the_place_of_the_old_one(string after, string now) =>
        Assert.Equal(now, PassageChange.Now(Article(Before), Article(after), new Quotation("halves the pain")));

    [Fact]
    public void A_passage_of_several_sentences_is_followed_whole() =>
        Assert.Equal("Heat eases. It is so.", PassageChange.Now(
            Article(Before),
            Article("Heat eases. It is so. Ice does not.\n\nRest is no help."),
            new Quotation("the pain (1). It is")));

    [Theory]
    [InlineData("halves the", "Heat halves the pain.")]
    [InlineData("pain (1). It is", "Heat halves the pain. It is pleasant.")]
    [InlineData("not. Rest", "Ice does not. Rest is no help.")]
    [InlineData("nowhere  to be\nfound", "nowhere to be found")]
    public void What_it_said_is_whole_sentences_without_citations(string quote, string was) =>
        Assert.Equal(was, PassageChange.Sentences(Article(Before), new Quotation(quote)));

    [Theory]
    [InlineData("halves the pain", true)]
    [InlineData("Heat halves the pain (1).", true)]
    [InlineData("Heat doubles the pain", false)]
    public void A_passage_stands_when_its_words_do(string quote, bool stands) =>
        Assert.Equal(stands, PassageChange.Stands(Article(Before), new Quotation(quote)));

    private static Article Article(string text)
    {
        using var content = ContentOnDisk.WithText(text, "one");
        return content.Build().Articles.Values.Single();
    }
}
