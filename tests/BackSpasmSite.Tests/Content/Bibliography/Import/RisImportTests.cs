using BackSpasmSite.Content.Bibliography;

namespace BackSpasmSite.Tests.Content.Bibliography.Import;

public class RisImportTests
{
    [Fact]
    public void A_record_of_Zotero()
    {
        var paper = Imported.One("""
            TY  - JOUR
            TI  - Superficial heat or cold for low back pain
            AU  - French, Simon D
            AU  - Cameron, Melainie
            AU  - Berg, Jan van der
            T2  - Cochrane Database of Systematic Reviews
            AB  - Background: Heat and cold are common.
            DA  - 2006/01/25/
            PY  - 2006
            DO  - 10.1002/14651858.CD004750.pub2
            DP  - PubMed
            VL  - 2006
            IS  - 1
            SP  - CD004750
            J2  - Cochrane Database Syst Rev
            LA  - eng
            SN  - 1469-493X
            AN  - 16437495
            C2  - PMC8846312
            KW  - Humans
            L1  - files/12/French.pdf
            ER  - 


            """);

        Assert.Equal("french-2006", paper.Id);
        Assert.Equal("French SD, Cameron M, van der Berg J. Superficial heat or cold for low back pain. Cochrane Database Syst Rev. 2006;2006(1):CD004750. doi:10.1002/14651858.CD004750.pub2", AmaStyle.Text(paper.Paper));
        Assert.Equal(("16437495", "PMC8846312", "2006-01-25"), (paper.Paper.Pmid, paper.Paper.Pmcid, paper.Paper.Issued?.ToString()));
        Assert.DoesNotContain("Heat and cold are common", Imported.Json(paper), StringComparison.Ordinal);
    }

    [Fact]
    public void A_record_of_EndNote_with_its_notes_over_several_lines()
    {
        var paper = Imported.One("""
            TY  - JOUR
            AU  - Smith, J. A., Jr.
            AU  - World Health Organization,
            PY  - 2014
            DA  - May 12
            TI  - A title that goes on
             in a second line
            JO  - Spine (Phila Pa 1976)
            VL  - 39
            IS  - 11
            SP  - 1388-94
            SN  - 0362-2436
            N1  - 1528-1159
            Smith, J A
            Journal Article
            PMID: 24718057
            DO  - http://dx.doi.org/10.1097/BRS.0000000000000314
            UR  - <Go to ISI>://WOS:000336513400012
            UR  - https://www.ncbi.nlm.nih.gov/pubmed/24718057
            ID  - 1234
            ER  -
            """);

        Assert.Equal("Smith JA Jr; World Health Organization. A title that goes on in a second line. Spine (Phila Pa 1976). 2014;39(11):1388-1394. doi:10.1097/BRS.0000000000000314", AmaStyle.Text(paper.Paper));
        Assert.Equal(("24718057", "https://www.ncbi.nlm.nih.gov/pubmed/24718057", "2014-05-12"), (paper.Paper.Pmid, paper.Paper.Url, paper.Paper.Issued?.ToString()));
    }

    [Fact]
    public void A_record_of_a_publisher_with_entities_tags_and_a_status_in_place_of_the_volume()
    {
        Assert.Equal(
            "Ruiz-López MÁ. Heat & cold: the <TRPV1> story in E. coli. J Sports Sci. Published online 2026. doi:10.1080/02640414.2026.1",
            Imported.Ama("""
                TY - JOUR
                T1 - Heat &amp; cold: the &lt;TRPV1&gt; story in <em>E.&nbsp;coli</em>
                A1 - Ruiz-L&oacute;pez, M. &Aacute;.
                JF - Journal of Sports Sciences
                JA - J Sports Sci
                Y1 - 2026///
                VL - ahead-of-print
                IS - ahead-of-print
                SP - 1
                M3 - doi: 10.1080/02640414.2026.1
                PB - Routledge
                ER - 
                """));
    }

    [Fact]
    public void The_edition_of_an_article_is_EndNotes_word_for_the_day_it_appeared()
    {
        Assert.Null(Imported.Field(Imported.One("TY  - JOUR\nTI  - T\nET  - 2018/03/26\nER  - \n"), "edition"));
        Assert.Equal("2nd", Imported.Field(Imported.One("TY  - BOOK\nTI  - T\nET  - 2nd\nER  - \n"), "edition"));
    }

    [Theory]
    [InlineData("PY  - 2014", "2014")]
    [InlineData("PY  - 2014/05/12/", "2014-05-12")]
    [InlineData("Y1  - 2014/05//", "2014-05")]
    [InlineData("Y1  - 2014///Spring", "2014")]
    [InlineData("DA  - 12 May 2014", "2014-05-12")]
    [InlineData("PY  - 2014\nDA  - 2014-05-12", "2014-05-12")]
    [InlineData("PY  - 2014\nDA  - 2013/12/30", "2014")]
    [InlineData("PY  - May 2014", "2014-05")]
    [InlineData("PY  - 2014\nDA  - 2014/May/12", "2014-05-12")]
    public void Dates(string tags, string date) =>
        Assert.Equal(date, Imported.One($"TY  - JOUR\nTI  - T\n{tags}\nER  - \n").Paper.Issued?.ToString());

    [Theory]
    [InlineData("SP  - 1388\nEP  - 1394", "1388-1394")]
    [InlineData("SP  - 1388\nEP  - 94", "1388-1394")]
    [InlineData("SP  - e123\nEP  - e130", "e123-e130")]
    [InlineData("SP  - e123", "e123")]
    [InlineData("SP  - S12–S20", "S12-S20")]
    [InlineData("SP  - pp. 3-9", "3-9")]
    [InlineData("SP  - 12\nEP  - 12", "12")]
    public void Pages(string tags, string pages) =>
        Assert.Equal(pages, Imported.One($"TY  - JOUR\nTI  - T\n{tags}\nER  - \n").Paper.Page);

    [Fact]
    public void Several_records_without_blank_lines_and_with_a_missing_end()
    {
        var imported = Imported.From("TY  - JOUR\nTI  - One\nER  - \nTY  - JOUR\nTI  - Two\nTY  - RPRT\nTI  - Three\nER  - \n");

        Assert.Equal(["One", "Two", "Three"], imported.Papers.Select(paper => paper.Paper.Title));
        Assert.Empty(imported.Diagnostics);
    }

    [Fact]
    public void A_file_that_was_cut_off_is_an_error_at_the_record()
    {
        var imported = Imported.From("TY  - JOUR\nTI  - One\nER  - \n\nTY  - JOUR\nTI  - Low back pa");

        Assert.Equal(["(5,1): error REF030: This record is not finished: the line “ER  - ” is missing at its end. The file seems to be cut off. Export it again, or complete the record."], imported.Lines);
    }

    [Theory]
    [InlineData("TI  -Heat", "Heat")]
    [InlineData("TI - Heat", "Heat")]
    [InlineData("TI  - Heat\nand cold", "Heat and cold")]
    [InlineData("TI  - Heat\nAB  - Cold\nis worse.", "Heat")]
    public void A_tag_is_read_with_fewer_spaces_and_a_value_on_several_lines(string lines, string title) =>
        Assert.Equal(title, Imported.One($"TY  - JOUR\n{lines}\nER  - \n").Paper.Title);

    [Fact]
    public void Authors_in_one_line_are_divided() =>
        Assert.Equal("Smith J, van der Berg AB", AmaNames.Of(Imported.One("TY  - JOUR\nTI  - T\nAU  - Smith J, van der Berg AB\nER  - \n").Paper.Authors, false));

    [Fact]
    public void Numbers_in_an_abstract_are_those_of_other_papers()
    {
        var paper = Imported.One("TY  - JOUR\nTI  - T\nN2  - PMC1234567\nAB  - PMID: 12345, doi:10.1000/other\nER  - \n").Paper;
        Assert.Equal((null, null, null), (paper.Doi, paper.Pmid, paper.Pmcid));
    }
}
