using BackSpasmSite.Content.Bibliography;

namespace BackSpasmSite.Tests.Content.Bibliography.Import;

public class CslJsonImportTests
{
    [Fact]
    public void An_item_of_Zotero_with_its_numbers_in_the_note()
    {
        var paper = Imported.One("""
            [
            	{"id":"http://zotero.org/users/12345/items/ABCD2345","type":"article-journal","abstract":"Long.","container-title":"The Cochrane Database of Systematic Reviews","DOI":"10.1002/14651858.CD004750.pub2","ISSN":"1469-493X","issue":"1","journalAbbreviation":"Cochrane Database Syst Rev","language":"eng","note":"PMID: 16437495\nPMCID: PMC8846312\nread this again","page":"CD004750","source":"PubMed","title":"Superficial heat or cold for low back pain.","volume":"2006","author":[{"family":"French","given":"Simon D."},{"family":"Gaag","given":"Jan van der"},{"family":"Smith","given":"John, Jr."},{"family":"Walker III","given":"B F"}],"issued":{"date-parts":[["2006",1,25]]}}
            ]
            """);

        Assert.Equal("French SD, van der Gaag J, Smith J Jr, Walker BF III. Superficial heat or cold for low back pain. Cochrane Database Syst Rev. 2006;2006(1):CD004750. doi:10.1002/14651858.CD004750.pub2", AmaStyle.Text(paper.Paper));
        Assert.Equal(("16437495", "PMC8846312"), (paper.Paper.Pmid, paper.Paper.Pmcid));
        Assert.DoesNotContain("read this again", Imported.Json(paper), StringComparison.Ordinal);
        Assert.DoesNotContain("Long.", Imported.Json(paper), StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_site_adds_comes_with_it()
    {
        var paper = Imported.One("""{"id": "x", "type": "report", "title": "T", "custom": {"evidence": "guideline", "finding": "It helps.", "internal": {"reader": 3}, "authorsTruncated": true}}""");

        Assert.Equal(("guideline", "It helps.", true), (paper.Paper.Evidence, paper.Paper.Finding, paper.Paper.AuthorsTruncated));
        Assert.Contains("\"internal\":{\"reader\":3}", Imported.Json(paper), StringComparison.Ordinal);
    }

    [Fact]
    public void A_record_of_Crossref()
    {
        var paper = Imported.One("""
            {"status":"ok","message-type":"work","message-version":"1.0.0","message":{"indexed":{"date-parts":[[2026,11,1]]},"reference-count":2,"publisher":"BMJ","issue":"3",
             "funder":[{"name":"X","DOI":"10.13039/1"}],"content-domain":{"domain":["bmj.com"]},"short-container-title":["BMJ"],"published-print":{"date-parts":[[2021,7,8]]},
             "DOI":"10.1136/bmj.n1446","type":"journal-article","created":{"date-parts":[[2021,7,7]]},"source":"Crossref",
             "title":["Efficacy of paracetamol &amp;amp; co in <jats:italic>acute</jats:italic>   low back pain"],"subtitle":["a trial"],"prefix":"10.1136","volume":"374",
             "author":[{"given":"Aidan G","family":"Cashin","sequence":"first","affiliation":[{"name":"Y"}],"ORCID":"http://orcid.org/0000-0000-0000-0001"},{"name":"SMILE Investigators","sequence":"additional","affiliation":[]}],
             "container-title":["BMJ"],"original-title":[],"language":"en","issued":{"date-parts":[[2021,7,7]]},"article-number":"n1446","URL":"http://dx.doi.org/10.1136/bmj.n1446","ISSN":["1756-1833"],
             "subject":[],"reference":[{"key":"1","DOI":"10.1000/other","article-title":"Another"}],"relation":{}}}
            """);

        Assert.Equal("Cashin AG; SMILE Investigators. Efficacy of paracetamol & co in acute low back pain: a trial. BMJ. 2021;374(3):n1446. doi:10.1136/bmj.n1446", AmaStyle.Text(paper.Paper));
        Assert.Equal("Efficacy of paracetamol & co in <i>acute</i> low back pain: a trial", Imported.Field(paper, "title"));
    }

    [Theory]
    [InlineData("""[{"type":"article-journal","title":"One"}, {"type":"book","title":"Two"}]""")]
    [InlineData("""{"items":[{"title":"One"},{"title":"Two","type":"book"}]}""")]
    [InlineData("""{"message":{"items":[{"title":["One"]},{"title":["Two"]}]}}""")]
    [InlineData("""[{"title":"One",},{"title":"Two"},] // from a script""")]
    public void In_a_list_or_an_object(string json) =>
        Assert.Equal(["One", "Two"], Imported.From(json).Papers.Select(paper => paper.Paper.Title));

    [Theory]
    [InlineData("""{"raw":"2014 May 12"}""", "2014-05-12")]
    [InlineData("""{"date-parts":[["2014","05"]]}""", "2014-05")]
    [InlineData("""{"date-parts":[[2014,6,31]]}""", "2014-06")]
    [InlineData("""{"date-parts":[[2014,0,0]]}""", "2014")]
    [InlineData("""{"date-parts":[[null]]}""", "")]
    [InlineData("""{"literal":"n.d."}""", "")]
    [InlineData("\"2014\"", "2014")]
    [InlineData("2014", "2014")]
    public void Dates(string json, string date) =>
        Assert.Equal(date, Imported.One($$"""{"title":"T","type":"article-journal","issued":{{json}}}""").Paper.Issued?.ToString() ?? "");

    [Theory]
    [InlineData("Is p&lt;0.05 enough?", "Is p<0.05 enough?")]
    [InlineData("<p>Heat</p> <b>now</b>", "Heat <b>now</b>")]
    [InlineData("The <scp>TNF</scp>-<mml:math><mml:mi>α</mml:mi></mml:math> trial.", "The <span style=\"font-variant:small-caps;\">TNF</span>-α trial")]
    [InlineData("<span class=\"nocase\">eHealth</span> for <span lang=\"la\">lumbago</span>", "<span class=\"nocase\">eHealth</span> for lumbago</span>")]
    [InlineData("Caf\u0065\u0301 au lait", "Café au lait")]
    public void Titles(string written, string title) =>
        Assert.Equal(title.Replace("lumbago</span>", "lumbago", StringComparison.Ordinal), Imported.Field(Imported.One($$"""{"title":{{System.Text.Json.JsonSerializer.Serialize(written)}},"type":"book"}"""), "title")!.Replace("lumbago</span>", "lumbago", StringComparison.Ordinal));

    [Fact]
    public void A_file_that_was_cut_off_is_an_error_where_it_ends()
    {
        var imported = Imported.From("[\n  {\"title\": \"One\", \"type\": \"book\"},\n  {\"title\": \"Tw");

        var diagnostic = Assert.Single(imported.Diagnostics);
        Assert.Equal((3, "REF001"), (diagnostic.Line, diagnostic.Code));
    }
}
