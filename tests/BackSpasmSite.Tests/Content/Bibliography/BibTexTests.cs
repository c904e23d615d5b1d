using BackSpasmSite.Content.Bibliography;
using BackSpasmSite.Tests.Content.Citations;

namespace BackSpasmSite.Tests.Content.Bibliography;

public sealed class BibTexTests
{
    [Fact]
    public void A_paper_has_a_line_for_each_field() => Assert.Equal(
        """
        @article{van-der-gaag-2020,
          author = {van der Gaag, Wendelien H and {OPAL Investigators, Australia}},
          title = {Drugs for low back pain: a {Cochrane} review},
          journal = {Drugs \& Pain},
          shortjournal = {Drugs Pain},
          year = {2020},
          month = apr,
          day = {16},
          volume = {12},
          number = {4},
          pages = {1388--1394},
          doi = {10.1002/14651858.CD013581},
          pmid = {32297973},
          pmcid = {PMC7161726},
          url = {https://doi.org/10.1002/14651858.CD013581},
          keywords = {systematic review},
          note = {50\% of it},
        }

        """.ReplaceLineEndings("\n"),
        BibTex.Write([CitedText.Reference("""
            { "id": "van-der-gaag-2020", "type": "article-journal", "title": "Drugs for low back pain: a Cochrane review",
              "author": [{ "family": "Gaag", "given": "Wendelien H", "non-dropping-particle": "van der" }, { "literal": "OPAL Investigators, Australia" }],
              "container-title": "Drugs & Pain", "container-title-short": "Drugs Pain", "issued": { "date-parts": [[2020, 4, 16]] }, "volume": "12", "issue": 4,
              "page": "1388–1394", "DOI": "10.1002/14651858.CD013581", "PMID": "32297973", "PMCID": "PMC7161726",
              "URL": "https://doi.org/10.1002/14651858.CD013581", "note": "50% of it", "custom": { "evidence": "systematic review", "finding": "Ours." } }
            """)]));

    [Fact]
    public void A_report_needs_no_DOI() => Assert.Equal(
        """
        @techreport{nice-ng59,
          author = {{National Institute for Health and Care Excellence}},
          title = {Low back pain {(NG59)}},
          institution = {NICE},
          address = {London},
          year = {2016},
          number = {NG59},
          url = {https://www.nice.org.uk/guidance/ng59},
        }

        """.ReplaceLineEndings("\n"),
        BibTex.Write([CitedText.Reference("""
            { "id": "nice-ng59", "type": "report", "title": "Low back pain (NG59)", "author": [{ "literal": "National Institute for Health and Care Excellence" }],
              "issued": { "date-parts": [[2016]] }, "number": "NG59", "publisher": "NICE", "publisher-place": "London", "URL": "https://www.nice.org.uk/guidance/ng59" }
            """)]));

    [Theory]
    [InlineData("""{"family":"Gaag","given":"W","non-dropping-particle":"van der"}""", "van der Gaag, W", "van der")]
    [InlineData("""{"family":"van der Gaag","given":"W"}""", "van der Gaag, W", "van der")]
    [InlineData("""{"family":"García y Vega","given":"J"}""", "{García y Vega}, J", "")]
    [InlineData("""{"family":"Van der Berg","given":"J"}""", "{Van der Berg}, J", "")]
    [InlineData("""{"family":"de García y Vega","given":"J"}""", "de {García y Vega}, J", "de")]
    [InlineData("""{"family":"King","given":"Martin","suffix":"Jr."}""", "King, Jr., Martin", "")]
    [InlineData("""{"family":"Rock and Roll","given":"A"}""", "{Rock and Roll}, A", "")]
    [InlineData("""{"family":"Smith, Jones","given":"A"}""", "{Smith, Jones}, A", "")]
    [InlineData("""{"family":"Sukarno"}""", "Sukarno", "")]
    [InlineData("""{"family":"Bin Foundation"}""", "{Bin Foundation}", "")]
    [InlineData("""{"literal":"WHO"}""", "{WHO}", "")]
    [InlineData("""{"literal":"Health and Care"}""", "{Health and Care}", "")]
    public void A_name_is_read_as_the_name_it_is(string author, string written, string particles)
    {
        var field = Assert.Single(BibTexReader.Read(BibTex.Write([Reference($"\"title\":\"T\",\"author\":[{author}]")]))).Fields["author"];

        Assert.Equal($"{{{written}}}", field);
        Assert.Equal(particles, BibTexReader.Particles(written));
    }

    [Theory]
    [InlineData("Heat or ice", "Heat or ice")]
    [InlineData("MRI of backs", "{MRI} of backs")]
    [InlineData("Heat: an RCT in iPhone users", "Heat: an {RCT} in {iPhone} users")]
    [InlineData("“Heat” or ice", "{“Heat”} or ice")]
    [InlineData("The R&D of A_B", @"The {R\&D} of {A\_B}")]
    [InlineData("&D of backs", @"{{\&D}} of backs")]
    [InlineData("  Two\n lines ", "Two lines")]
    [InlineData("Set {a} of B", @"Set \{a\} of {B}")]
    [InlineData("Half {a of b", @"Half {\textbraceleft}a of b")]
    [InlineData("p < 0.05", "p $<$ 0.05")]
    public void A_title_keeps_its_capitals_and_its_signs(string title, string written) =>
        Assert.Equal($"{{{written}}}", Assert.Single(BibTexReader.Read(BibTex.Write(
            [Reference($"\"title\":{System.Text.Json.JsonSerializer.Serialize(title)}")]))).Fields["title"]);

    [Fact]
    public void Keys_are_plain_and_no_two_are_the_same() => Assert.Equal(
        ["Smith-2020", "smith-2020-2", "Muller-2020", "http-zotero-org-users-1-items-ABC", "paper", "paper-2", "better:2020_a"],
        Keys("Smith-2020", "smith-2020", "Müller 2020", "http://zotero.org/users/1/items/ABC", "山田", "{}", "better:2020_a"));

    [Fact]
    public void A_brace_in_an_address_ends_nothing() => Assert.Equal(
        "{https://example.org/%7Ba?b=%5C}",
        Assert.Single(BibTexReader.Read(BibTex.Write([Reference(""" "title":"T","URL":"https://example.org/{a?b=\\" """)]))).Fields["url"]);

    private static IEnumerable<string> Keys(params string[] ids) => BibTexReader.Read(BibTex.Write(ids.Select(id =>
        CitedText.Reference($$"""{"id":"{{id}}","type":"report","title":"T"}""")))).Select(entry => entry.Key);

    private static Reference Reference(string fields) => CitedText.Reference($$"""{"id":"a","type":"article-journal",{{fields}}}""");
}
