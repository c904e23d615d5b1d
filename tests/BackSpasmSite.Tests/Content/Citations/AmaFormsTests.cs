using BackSpasmSite.Content.Bibliography;
using BackSpasmSite.Content.Diagnostics;

namespace BackSpasmSite.Tests.Content.Citations;

/// <summary>Each form of the AMA Manual of Style (11th edition, chapter 3), with examples of its own kind.</summary>
public sealed class AmaFormsTests
{
    [Theory]
    // 3.12.4, chapter in an edited book
    [InlineData("""
        "type":"chapter","title":"Drug allergy","author":[{"family":"Solensky","given":"R"}],"editor":[{"family":"Lockey","given":"P"}],
        "container-title":"Allergens and Allergen Immunotherapy","edition":"3","publisher":"Marcel Dekker","publisher-place":"New York","issued":{"date-parts":[[2004,5]]},"page":"585-606"
        """, "Solensky R. Drug allergy. In: Lockey P, ed. Allergens and Allergen Immunotherapy. 3rd ed. Marcel Dekker; 2004:585-606.")]
    [InlineData("""
        "type":"chapter","title":"Spine","author":[{"family":"Lee","given":"A"}],"editor":[{"family":"Doe","given":"Jane"},{"family":"Roe","given":"R B"}],
        "container-title":"Backs","volume":"2","edition":"second edition","publisher":"Elsevier","issued":{"date-parts":[[2019]]},"page":"10–12","DOI":"10.1000/a"
        """, "Lee A. Spine. In: Doe J, Roe RB, eds. Backs. Vol 2. 2nd ed. Elsevier; 2019:10-12. doi:10.1000/a")]
    [InlineData("""
        "type":"chapter","title":"Spine","container-title":"Backs","publisher":"Elsevier"
        """, "Spine. In: Backs. Elsevier.")]
    // 3.12, books
    [InlineData("""
        "type":"book","title":"Rehabilitation of the Spine","author":[{"family":"Sherlock","given":"S"}],"edition":"1st","publisher":"Press","issued":{"date-parts":[[2009,3,1]]}
        """, "Sherlock S. Rehabilitation of the Spine. Press; 2009.")]
    [InlineData("""
        "type":"book","title":"Anatomy","editor":[{"family":"Standring","given":"S"}],"edition":42,"publisher":"Elsevier","issued":{"date-parts":[[2020]]}
        """, "Standring S, ed. Anatomy. 42nd ed. Elsevier; 2020.")]
    [InlineData("""
        "type":"book","title":"The Laws","author":[{"literal":"Plato"}],"editor":[{"family":"Taylor","given":"E A"}],"translator":[{"family":"Low","given":"B"}],"edition":"Rev. ed.","publisher":"Dent","issued":{"date-parts":[[1934]]},"page":"104-105"
        """, "Plato. The Laws. Taylor EA, ed. Low B, trans. Rev ed. Dent; 1934:104-105.")]
    // 3.13.1, reports
    [InlineData("""
        "type":"report","title":"Monitoring","author":[{"family":"Johnston","given":"L D"}],"publisher":"National Institute on Drug Abuse","genre":"NIH publication","number":"03-5374","issued":{"date-parts":[[2003]]}
        """, "Johnston LD. Monitoring. National Institute on Drug Abuse; 2003. NIH publication 03-5374.")]
    [InlineData("""
        "type":"report","title":"Access","author":[{"literal":"World Health Organization"}],"publisher":"WHO","issued":{"date-parts":[[2004,3]]},"accessed":{"date-parts":[[2015,12,3]]},"URL":"https://www.who.int/a"
        """, "World Health Organization. Access. WHO; March 2004. Accessed December 3, 2015. https://www.who.int/a")]
    [InlineData("""
        "type":"standard","title":"Quality management","author":[{"literal":"International Organization for Standardization"}],"number":"ISO 9001:2015","issued":{"date-parts":[[2015]]}
        """, "International Organization for Standardization. Quality management. 2015. ISO 9001:2015.")]
    // 3.15.3, web pages
    [InlineData("""
        "type":"webpage","title":"Zika travel information","container-title":"Centers for Disease Control and Prevention","issued":{"date-parts":[[2016,1,26]]},"accessed":{"date-parts":[[2019,6,18]]},"URL":"https://wwwnc.cdc.gov/a"
        """, "Zika travel information. Centers for Disease Control and Prevention. Published January 26, 2016. Accessed June 18, 2019. https://wwwnc.cdc.gov/a")]
    [InlineData("""
        "type":"post-weblog","title":"Advice after mischief","author":[{"family":"Gray","given":"T"}],"container-title":"AGU Blogosphere","issued":{"date-parts":[[2016,2,29]]},"URL":"https://blogs.example/a"
        """, "Gray T. Advice after mischief. AGU Blogosphere. Published February 29, 2016. https://blogs.example/a")]
    // 3.13.7, theses
    [InlineData("""
        "type":"thesis","title":"Arts in STEM","author":[{"family":"Ghanbari","given":"S"}],"publisher":"University of California","issued":{"date-parts":[[2014,6]]}
        """, "Ghanbari S. Arts in STEM. Dissertation. University of California; 2014.")]
    [InlineData("""
        "type":"thesis","title":"Behaviors","author":[{"family":"Maiti","given":"N"}],"genre":"master's thesis","publisher":"Idaho State University","issued":{"date-parts":[[2010]]}
        """, "Maiti N. Behaviors. Master's thesis. Idaho State University; 2010.")]
    // 3.13.8 and 3.13.9, conferences
    [InlineData("""
        "type":"paper-conference","title":"The effect of affect","author":[{"family":"Resnick","given":"M L"}],"container-title":"Proceedings of the 2012 Symposium","publisher":"HFES","issued":{"date-parts":[[2012]]},"page":"39-44"
        """, "Resnick ML. The effect of affect. In: Proceedings of the 2012 Symposium. HFES; 2012:39-44.")]
    [InlineData("""
        "type":"paper-conference","title":"Health practices","author":[{"family":"Morales","given":"M"}],"event-title":"78th Annual Meeting","event-place":"St Louis, MO","issued":{"date-parts":[[2015,11,6]]}
        """, "Morales M. Health practices. Paper presented at: 78th Annual Meeting; November 6, 2015; St Louis, MO.")]
    [InlineData("""
        "type":"paper-conference","title":"An abstract","container-title":"Pain Med","volume":"11","issue":"Suppl. 1","page":"S12","issued":{"date-parts":[[2019]]}
        """, "An abstract. Pain Med. 2019;11(suppl 1):S12.")]
    // 3.11.4, ahead of print
    [InlineData("""
        "type":"article-journal","title":"Ahead","container-title":"JAMA","issued":{"date-parts":[[2018,7,10]]},"DOI":"10.1001/jama.2018.8931"
        """, "Ahead. JAMA. Published online July 10, 2018. doi:10.1001/jama.2018.8931")]
    [InlineData("""
        "type":"article-journal","title":"Ahead","container-title":"JAMA","issued":{"date-parts":[[2018]]},"DOI":"10.1001/a"
        """, "Ahead. JAMA. Published online 2018. doi:10.1001/a")]
    [InlineData("""
        "type":"article-journal","title":"Accepted","container-title":"JAMA","status":"in press"
        """, "Accepted. JAMA. In press.")]
    // Editors beside authors, and series
    [InlineData("""
        "type":"report","title":"Access","author":[{"literal":"World Health Organization"}],"editor":[{"family":"Doe","given":"J"}],"publisher":"WHO","issued":{"date-parts":[[2004]]}
        """, "World Health Organization. Access. Doe J, ed. WHO; 2004.")]
    [InlineData("""
        "type":"report","title":"Access","author":[{"literal":"WHO"}],"collection-title":"Technical Report Series","publisher":"WHO","issued":{"date-parts":[[2004]]}
        """, "WHO. Access. WHO; 2004. Technical Report Series.")]
    [InlineData("""
        "type":"webpage","title":"Back pain","author":[{"family":"Lee","given":"A"}],"editor":[{"family":"Doe","given":"J"},{"family":"Roe","given":"R"}],"container-title":"Backs","issued":{"date-parts":[[2020]]},"URL":"https://backs.example/a"
        """, "Lee A. Back pain. Backs. Doe J, Roe R, eds. Published 2020. https://backs.example/a")]
    [InlineData("""
        "type":"webpage","title":"Back pain","editor":[{"family":"Doe","given":"J"}],"container-title":"Backs","URL":"https://backs.example/a"
        """, "Doe J, ed. Back pain. Backs. https://backs.example/a")]
    [InlineData("""
        "type":"document","title":"Leaflet","author":[{"family":"Lee","given":"A"}],"editor":[{"family":"Doe","given":"J"}],"publisher":"NHS","issued":{"date-parts":[[2020]]}
        """, "Lee A. Leaflet. Doe J, ed. NHS; 2020.")]
    [InlineData("""
        "type":"book","title":"Backs","author":[{"family":"Lee","given":"A"}],"collection-title":"Health Policy Series","collection-number":"3","publisher":"Elsevier","issued":{"date-parts":[[2019]]}
        """, "Lee A. Backs. Elsevier; 2019. Health Policy Series; vol 3.")]
    [InlineData("""
        "type":"chapter","title":"Spine","container-title":"Backs","collection-title":"Health Policy Series","publisher":"Elsevier","issued":{"date-parts":[[2019]]}
        """, "Spine. In: Backs. Elsevier; 2019. Health Policy Series.")]
    [InlineData("""
        "type":"article-journal","title":"Numbered","container-title":"JAMA Netw Open","issued":{"date-parts":[[2019,3,1]]},"volume":"2","issue":"3","number":"e190348"
        """, "Numbered. JAMA Netw Open. 2019;2(3):e190348.")]
    // 3.11.4.1, preprints
    [InlineData("""
        "type":"article","title":"A trial","author":[{"family":"Bloss","given":"C S"}],"publisher":"bioRxiv","genre":"preprint","issued":{"date-parts":[[2015,10,28]]},"DOI":"10.1101/029983"
        """, "Bloss CS. A trial. bioRxiv. Preprint posted online October 28, 2015. doi:10.1101/029983")]
    // data
    [InlineData("""
        "type":"dataset","title":"Data from a trial","author":[{"family":"Li","given":"G"}],"publisher":"Dryad","version":"2","issued":{"date-parts":[[2021,1,5]]},"accessed":{"date-parts":[[2022,2,3]]},"DOI":"10.5061/a"
        """, "Li G. Data from a trial. Version 2. Dryad. Published January 5, 2021. Accessed February 3, 2022. doi:10.5061/a")]
    // 3.13.2, newspapers, and magazines without volumes
    [InlineData("""
        "type":"article-newspaper","title":"Kafka is a symbol","author":[{"family":"Steinmetz","given":"G"}],"container-title":"Wall Street Journal","issued":{"date-parts":[[1996,10,10]]},"page":"A1, A6"
        """, "Steinmetz G. Kafka is a symbol. Wall Street Journal. October 10, 1996:A1, A6.")]
    [InlineData("""
        "type":"article-magazine","title":"Backs","container-title":"Time","issued":{"date-parts":[[2001,2]]}
        """, "Backs. Time. February 2001.")]
    // 3.16, law
    [InlineData("""
        "type":"legislation","title":"Patient Protection Act","container-title":"USC","volume":"42","section":"18001","issued":{"date-parts":[[2010]]}
        """, "Patient Protection Act, 42 USC §18001 (2010).")]
    [InlineData("""
        "type":"legislation","title":"Health and Care Act 2022","issued":{"date-parts":[[2022]]}
        """, "Health and Care Act 2022.")]
    public void A_work_is_printed_in_the_form_of_its_kind(string fields, string printed) =>
        Assert.Equal(printed, AmaStyle.Text(CitedText.Reference($$"""{"id":"a",{{fields}}}""")));

    // The mistake is told all the same: a date is expected there.
    [Theory]
    [InlineData("""
        "type":"article-journal","title":"Accepted","container-title":"JAMA","issued":{"literal":"in press"}
        """, "Accepted. JAMA. In press.")]
    [InlineData("""
        "type":"article-journal","title":"Accepted","container-title":"JAMA","issued":{"raw":"Forthcoming"}
        """, "Accepted. JAMA. In press.")]
    [InlineData("""
        "type":"article-journal","title":"Accepted","container-title":"JAMA","issued":"in press"
        """, "Accepted. JAMA. In press.")]
    [InlineData("""
        "type":"article-journal","title":"Undated","container-title":"JAMA","issued":{"literal":"long ago"}
        """, "Undated. JAMA.")]
    [InlineData("""
        "type":"book","title":"Backs","author":[{"family":"Lee","given":"A"}],"publisher":"Elsevier","issued":{"literal":"in press"}
        """, "Lee A. Backs. Elsevier. In press.")]
    public void Words_in_the_place_of_a_date_print_in_press_where_they_say_so(string fields, string printed)
    {
        var read = BibliographyReader.Read(new SourceText("references.json", $$"""[{"id":"a",{{fields}}}]"""), new List<Diagnostic>());

        Assert.Equal(printed, AmaStyle.Text(read.Find("a")!));
    }

    [Fact]
    public void Our_own_article_says_when_it_was_updated() => Assert.Equal(
        "Heat. Backs. Published November 1, 2026. Updated November 20, 2026. https://backs.example/heat",
        AmaStyle.Text(new Reference
        {
            Id = "heat",
            Type = "webpage",
            Title = "Heat",
            ContainerTitle = "Backs",
            Issued = new PartialDate(2026, 11, 1),
            Updated = new PartialDate(2026, 11, 20),
            Url = "https://backs.example/heat",
        }));

    [Theory]
    [InlineData("2", "2nd ed.")]
    [InlineData("3rd", "3rd ed.")]
    [InlineData("11", "11th ed.")]
    [InlineData("12th edition", "12th ed.")]
    [InlineData("23", "23rd ed.")]
    [InlineData("111", "111th ed.")]
    [InlineData("Third", "3rd ed.")]
    [InlineData("revised", "Rev ed.")]
    [InlineData("international", "International ed.")]
    public void An_edition_is_counted_in_one_way(string written, string printed) =>
        Assert.Equal($"T. {printed}", AmaStyle.Text(CitedText.Reference($$"""{"id":"a","type":"book","title":"T","edition":"{{written}}"}""")));

    [Theory]
    [InlineData("1")]
    [InlineData("1st ed.")]
    [InlineData("First edition")]
    public void A_first_edition_is_not_named(string written) =>
        Assert.Equal("T.", AmaStyle.Text(CitedText.Reference($$"""{"id":"a","type":"book","title":"T","edition":"{{written}}"}""")));

    [Fact]
    public void The_book_and_not_its_chapter_is_set_apart() => Assert.Equal(
        "Spine. In: Doe J, ed. <cite>Backs &amp; Bones</cite>. 2019.",
        AmaStyle.Html(CitedText.Reference("""{"id":"a","type":"chapter","title":"Spine","container-title":"Backs & Bones","editor":[{"family":"Doe","given":"J"}],"issued":{"date-parts":[[2019]]}}""")));

    [Theory]
    [InlineData("\"type\":\"chapter\",\"container-title\":\"B\",\"editor\":[{\"family\":\"Doe\",\"given\":\"J\"}],\"edition\":\"2\"", "@incollection editor = {Doe, J} booktitle = {B} edition = {2}", "TY  - CHAP|ED  - Doe, J|T2  - B|ET  - 2")]
    [InlineData("\"type\":\"book\",\"publisher\":\"P\",\"edition\":\"2\"", "@book edition = {2} publisher = {P}", "TY  - BOOK|ET  - 2|PB  - P")]
    [InlineData("\"type\":\"thesis\",\"publisher\":\"U\",\"genre\":\"Master's thesis\"", "@mastersthesis school = {U}", "TY  - THES|PB  - U|M3  - Master's thesis")]
    [InlineData("\"type\":\"thesis\",\"publisher\":\"U\"", "@phdthesis school = {U}", "TY  - THES|PB  - U")]
    [InlineData("\"type\":\"report\",\"publisher\":\"I\",\"number\":\"7\"", "@techreport institution = {I} number = {7}", "TY  - RPRT|PB  - I|SN  - 7")]
    [InlineData("\"type\":\"paper-conference\",\"event-title\":\"Meeting\"", "@inproceedings booktitle = {Meeting}", "TY  - CONF|T2  - Meeting")]
    [InlineData("\"type\":\"article\",\"publisher\":\"medRxiv\",\"genre\":\"preprint\"", "@misc howpublished = {medRxiv}", "TY  - UNPB|PB  - medRxiv|M3  - preprint")]
    [InlineData("\"type\":\"dataset\",\"publisher\":\"Dryad\"", "@misc howpublished = {Dryad}", "TY  - DATA|PB  - Dryad")]
    [InlineData("\"type\":\"webpage\",\"container-title\":\"NHS\"", "@misc howpublished = {NHS}", "TY  - ELEC|T2  - NHS")]
    [InlineData("\"type\":\"standard\",\"number\":\"ISO 9001\"", "@misc number = {ISO 9001}", "TY  - STAND|SN  - ISO 9001")]
    [InlineData("\"type\":\"legislation\",\"container-title\":\"USC\"", "@misc howpublished = {USC}", "TY  - STAT|T2  - USC")]
    public void BibTeX_and_RIS_know_the_kind_too(string fields, string bibTex, string ris)
    {
        var work = CitedText.Reference($$"""{"id":"a","title":"T",{{fields}}}""");

        var entry = BibTex.Write([work]);
        Assert.StartsWith(bibTex.Split(' ')[0] + "{a,", entry, StringComparison.Ordinal);
        foreach (var field in bibTex.Split(' ', 2)[1].Split("} ").Select(field => $"  {field.TrimEnd('}')}}},\n")) Assert.Contains(field, entry, StringComparison.Ordinal);
        foreach (var line in ris.Split('|')) Assert.Contains($"{line}\r\n", Ris.Write([work]), StringComparison.Ordinal);
    }
}
