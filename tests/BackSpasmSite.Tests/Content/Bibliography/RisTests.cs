using BackSpasmSite.Content.Bibliography;
using BackSpasmSite.Tests.Content.Citations;

namespace BackSpasmSite.Tests.Content.Bibliography;

public sealed class RisTests
{
    [Fact]
    public void A_paper_has_a_line_for_each_tag() => Assert.Equal(
        """
        TY  - JOUR
        ID  - van-der-gaag-2020
        AU  - van der Gaag, Wendelien H
        AU  - King, Martin Luther, Jr.
        AU  - OPAL Investigators; Australia
        TI  - Drugs & pain
        T2  - Drugs and Pain
        J2  - Drugs Pain
        PY  - 2020
        DA  - 2020/04//
        VL  - 12
        IS  - 4
        SP  - S90
        EP  - S98
        DO  - 10.1002/14651858.CD013581
        UR  - https://doi.org/10.1002/14651858.CD013581
        AN  - 32297973
        C2  - PMC7161726
        KW  - systematic review
        N1  - One Two
        N1  - There are more authors than are listed here.
        ER  -

        """.ReplaceLineEndings("\r\n").Replace("ER  -", "ER  - ", StringComparison.Ordinal),
        Ris.Write([CitedText.Reference("""
            { "id": "van-der-gaag-2020", "type": "article-journal", "title": "Drugs & pain",
              "author": [{ "family": "Gaag", "given": "Wendelien H", "non-dropping-particle": "van der" }, { "family": "King", "given": "Martin Luther", "suffix": "Jr." },
                { "literal": "OPAL Investigators, Australia" }],
              "container-title": "Drugs and Pain", "container-title-short": "Drugs Pain", "issued": { "date-parts": [[2020, 4]] }, "volume": "12", "issue": 4,
              "page": "S90–S98", "DOI": "10.1002/14651858.CD013581", "PMID": "32297973", "PMCID": "PMC7161726", "URL": "https://doi.org/10.1002/14651858.CD013581",
              "note": "One\nTwo", "custom": { "evidence": "systematic review", "authorsTruncated": true } }
            """)]));

    [Theory]
    [InlineData("1388-1394", "1388", "1394")]
    [InlineData("e1234", "e1234", null)]
    [InlineData("CD004750", "CD004750", null)]
    [InlineData("bmj-2020-0123", "bmj-2020-0123", null)]
    [InlineData("e1-e9, 12-14", "e1-e9, 12-14", null)]
    [InlineData("58--75", "58", "75")]
    public void Pages_are_two_and_the_number_of_an_article_is_one(string page, string first, string? last)
    {
        var entry = Assert.Single(RisReader.Read(Ris.Write([Reference($"\"type\":\"article-journal\",\"page\":\"{page}\"")])));

        Assert.Equal((first, last), (entry["SP"].Single(), entry["EP"].SingleOrDefault()));
    }

    [Theory]
    [InlineData("article-journal", "JOUR")]
    [InlineData("report", "RPRT")]
    [InlineData("webpage", "ELEC")]
    [InlineData("chapter", "CHAP")]
    [InlineData("song", "GEN")]
    public void Each_type_has_its_own(string type, string written) =>
        Assert.Equal(written, Assert.Single(RisReader.Read(Ris.Write([Reference($"\"type\":\"{type}\"")])))["TY"].Single());

    private static Reference Reference(string fields) => CitedText.Reference($$"""{"id":"a","title":"T",{{fields}}}""");
}
