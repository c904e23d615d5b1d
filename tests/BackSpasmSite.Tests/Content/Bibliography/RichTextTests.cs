using BackSpasmSite.Content.Bibliography;
using BackSpasmSite.Feeds;
using BackSpasmSite.Tests.Content.Citations;

namespace BackSpasmSite.Tests.Content.Bibliography;

/// <summary>Titles with the tags and entities that reference managers write.</summary>
public sealed class RichTextTests
{
    [Theory]
    [InlineData("<i>In vitro</i> tests", "<i>In vitro</i> tests", "In vitro tests", @"{\textit{In vitro} tests}")]
    [InlineData("A <b>bold</b> claim", "A <b>bold</b> claim", "A bold claim", @"{A \textbf{bold} claim}")]
    [InlineData("CO<sub>2</sub> and m<sup>2</sup>", "CO<sub>2</sub> and m<sup>2</sup>", "CO2 and m2", @"{{CO}\textsubscript{2} and m\textsuperscript{2}}")]
    [InlineData("The <span class=\"nocase\">iPhone study</span>", "The iPhone study", "The iPhone study", "{The {{iPhone} study}}")]
    [InlineData("<span style=\"font-variant:small-caps;\">l</span>-dopa", "<span class=\"small-capitals\">l</span>-dopa", "l-dopa", @"{\textsc{l}-dopa}")]
    [InlineData("<span style='font-variant: small-caps'>l</span>", "<span class=\"small-capitals\">l</span>", "l", @"{\textsc{l}}")]
    [InlineData("<i>a <b>b</b></i>", "<i>a <b>b</b></i>", "a b", @"{\textit{a \textbf{b}}}")]
    [InlineData("Heat &amp; cold &#8211; what helps", "Heat &amp; cold – what helps", "Heat & cold – what helps", @"{Heat \& cold – what helps}")]
    [InlineData("Smith &#x26; co", "Smith &amp; co", "Smith & co", @"{Smith \& co}")]
    [InlineData("p&lt;0.05", "p&lt;0.05", "p<0.05", "{p$<$0.05}")]
    [InlineData("&lt;i&gt;not set&lt;/i&gt;", "&lt;i&gt;not set&lt;/i&gt;", "<i>not set</i>", "{$<$i$>$not set$<$/i$>$}")]
    [InlineData("p<0.05 and r>0.3", "p&lt;0.05 and r&gt;0.3", "p<0.05 and r>0.3", "{p$<$0.05 and r$>$0.3}")]
    [InlineData("AT&T;", "AT&amp;T;", "AT&T;", @"{{AT\&T;}}")]
    [InlineData("never <i>closed", "never &lt;i&gt;closed", "never <i>closed", "{never $<$i$>$closed}")]
    [InlineData("<i>crossed <b>tags</i> here</b>", "<i>crossed &lt;b&gt;tags</i> here&lt;/b&gt;", "crossed <b>tags here</b>", @"{\textit{crossed $<$b$>$tags} here$<$/b$>$}")]
    [InlineData("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;", "<script>alert(1)</script>", "{$<$script$>$alert(1)$<$/script$>$}")]
    [InlineData("<i onclick=\"x\">a</i>", "&lt;i onclick=&quot;x&quot;&gt;a&lt;/i&gt;", "<i onclick=\"x\">a</i>", "{$<$i onclick=\"x\"$>$a$<$/i$>$}")]
    [InlineData("a&#27;b", "a&amp;#27;b", "a&#27;b", @"{a\&\#27;b}")]
    public void A_title_is_right_in_pages_as_words_and_in_BibTeX(string written, string html, string plain, string bibTex)
    {
        var title = RichText.Parse(written);

        Assert.Equal(html, title.Html);
        Assert.Equal(plain, title.Plain);
        Assert.Equal(bibTex, BibTexText.Title(title));
    }

    [Fact]
    public void Every_format_reads_the_same_entry()
    {
        var paper = CitedText.Reference("""
            {"id":"a","type":"article-journal","title":"<i>E. coli</i> &amp; CO<sub>2</sub> (p<0.05)","container-title":"Pain &amp; <i>Gain</i>",
             "author":[{"family":"O&#8217;Neil","given":"Ann"}],"publisher":"A &amp; B","issued":{"date-parts":[[2020]]},"volume":"1"}
            """);

        Assert.Equal("O’Neil A. E. coli & CO2 (p<0.05). Pain & Gain. 2020;1.", AmaStyle.Text(paper));
        Assert.Equal("O’Neil A. <i>E. coli</i> &amp; CO<sub>2</sub> (p&lt;0.05). <cite>Pain &amp; Gain</cite>. 2020;1.", AmaStyle.Html(paper));
        Assert.Contains("TI  - E. coli & CO2 (p<0.05)\r\n", Ris.Write([paper]), StringComparison.Ordinal);
        Assert.Contains("T2  - Pain & Gain\r\n", Ris.Write([paper]), StringComparison.Ordinal);
        Assert.Contains(@"title = {\textit{E. coli} \& {CO}\textsubscript{2} (p$<$0.05)},", BibTex.Write([paper]), StringComparison.Ordinal);
        // As it was written: another program reads the tags itself.
        Assert.Contains("\"title\": \"<i>E. coli</i> &amp; CO<sub>2</sub> (p<0.05)\"", CslJson.Write([paper]), StringComparison.Ordinal);
        Assert.Contains("\"name\":\"E. coli \\u0026 CO2 (p\\u003C0.05)\"", CitedWork.Of(paper), StringComparison.Ordinal);
    }

    [Fact]
    public void A_title_of_tags_alone_is_its_words() =>
        Assert.Equal("<i></i>", CitedText.Reference("""{"id":"a","type":"book","title":"<i></i>"}""").Title);

    [Fact]
    public void A_DOI_with_entities_is_the_DOI() =>
        Assert.Equal("10.1002/(SICI)1097-0258<1661::AID>3.0", CitedText.Reference("""{"id":"a","type":"book","title":"T","DOI":"10.1002/(SICI)1097-0258&lt;1661::AID&gt;3.0"}""").Doi);

    [Fact]
    public void Very_many_tags_take_no_square_of_their_number()
    {
        var title = RichText.Parse(string.Concat(Enumerable.Repeat("<i>", 20_000)) + string.Concat(Enumerable.Repeat("<b>x</b>", 20_000)));

        Assert.Contains("&lt;i&gt;", title.Html, StringComparison.Ordinal);
    }
}
