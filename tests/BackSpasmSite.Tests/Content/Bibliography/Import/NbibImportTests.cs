using BackSpasmSite.Content.Bibliography;

namespace BackSpasmSite.Tests.Content.Bibliography.Import;

public class NbibImportTests
{
    private const string Record = """
        PMID- 28422125
        OWN - NLM
        STAT- MEDLINE
        DCOM- 20170807
        IS  - 1538-3598 (Electronic)
        IS  - 0098-7484 (Linking)
        VI  - 317
        IP  - 14
        DP  - 2017 Apr 11
        TI  - Association of Spinal Manipulative Therapy With Clinical Benefit and Harm for
              Acute Low Back Pain: Systematic Review and Meta-analysis.
        PG  - 1451-60
        LID - 10.1001/jama.2017.3086 [doi]
        AB  - IMPORTANCE: Acute low back pain is common.
        CI  - (c) 2017
        FAU - Paige, Neil M
        AU  - Paige NM
        AD  - West Los Angeles Veterans Affairs Medical Center.
        FAU - Miake-Lye, Isomi M
        AU  - Miake-Lye IM
        FAU - Berg, Jan van der Jr
        AU  - Berg JV Jr
        CN  - Spine Research Group
        LA  - eng
        PT  - Journal Article
        PT  - Meta-Analysis
        PL  - United States
        TA  - JAMA
        JT  - JAMA
        PMC - PMC5470352
        EDAT- 2017/04/20 06:00
        AID - 2616395 [pii]
        AID - 10.1001/jama.2017.3086 [doi]
        PST - ppublish
        SO  - JAMA. 2017 Apr 11;317(14):1451-1460. doi: 10.1001/jama.2017.3086.

        """;

    [Fact]
    public void A_record_of_PubMed()
    {
        var paper = Imported.One(Record);

        Assert.Equal("paige-2017", paper.Id);
        Assert.Equal("Paige NM, Miake-Lye IM, van der Berg J Jr; Spine Research Group. Association of Spinal Manipulative Therapy With Clinical Benefit and Harm for Acute Low Back Pain: Systematic Review and Meta-analysis. JAMA. 2017;317(14):1451-1460. doi:10.1001/jama.2017.3086", AmaStyle.Text(paper.Paper));
        Assert.Equal(("28422125", "PMC5470352", "2017-04-11"), (paper.Paper.Pmid, paper.Paper.Pmcid, paper.Paper.Issued?.ToString()));
    }

    [Fact]
    public void A_paper_ahead_of_print_an_article_number_and_a_translated_title()
    {
        Assert.Equal(
            "Dupont E, Li X. Exercise for the back. Rev Med. Published online March 2, 2026. doi:10.1000/x.1",
            Imported.Ama("PMID- 40000001\nDP  - 2026 Mar 2\nTI  - [Exercise for the back].\nLID - 10.1000/x.1 [doi]\nAU  - Dupont E\nAU  - Li X\nTA  - Rev Med\nJT  - Revue medicale\nPST - aheadofprint\nSO  - Rev Med. 2026 Mar 2. doi: 10.1000/x.1.\n"));
        Assert.Equal(
            "Li X. T. PLoS One. 2019;14(5):e0217148.",
            Imported.Ama("PMID- 40000002\nDP  - 2019 Spring\nVI  - 14\nIP  - 5\nTI  - T.\nPG  - e0217148\nAU  - Li X\nTA  - PLoS One\nSO  - PLoS One. 2019.\n"));
    }

    [Fact]
    public void Several_records_and_one_that_is_retracted()
    {
        var imported = Imported.From($"\n{Record}\nPMID- 1\nTI  - Withdrawn study.\nPT  - Retracted Publication\nSO  - X.\n");

        Assert.Equal(["28422125", "1"], imported.Papers.Select(paper => paper.Paper.Pmid));
        Assert.Equal(["(38,1): warning REF034: PubMed marks “Withdrawn study” as retracted. Read the notice before you cite it."], imported.Lines);
    }

    [Fact]
    public void A_file_that_was_cut_off_is_an_error_at_the_record()
    {
        var imported = Imported.From($"{Record}\nPMID- 2\nTI  - Low back pa");

        Assert.Equal("(37,1): error REF030: This record is not finished: it has no line “SO  - ”, PubMed’s last one. The file seems to be cut off. Export it again, or complete the record.", Assert.Single(imported.Lines));
    }
}
