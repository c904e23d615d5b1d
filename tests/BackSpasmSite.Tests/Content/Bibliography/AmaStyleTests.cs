using BackSpasmSite.Content.Bibliography;
using BackSpasmSite.Tests.Content.Citations;

namespace BackSpasmSite.Tests.Content.Bibliography;

public class AmaStyleTests
{
    [Fact]
    public void More_than_six_authors_are_three_and_et_al()
    {
        var reference = Journal(Authors(["Alsaadi Saad M", "McAuley James H", "Hush Julia M", "Lo Serigne", "Lin Chung-Wei Christine", "Williams Christopher M", "Maher Christopher G"]));

        Assert.Equal(
            "Alsaadi SM, McAuley JH, Hush JM, et al. Poor sleep quality. Arthritis Rheumatol. 2014;66(5):1388-1394. doi:10.1002/art.38329",
            AmaStyle.Text(reference));
    }

    [Fact]
    public void Six_authors_are_all_named()
    {
        var reference = Journal(Authors(["Belavý Daniel L", "Quittner Matthew J", "Ridgers Nicola", "Ling Yuan", "Connell David", "Rantalainen Timo"]));

        Assert.StartsWith("Belavý DL, Quittner MJ, Ridgers N, Ling Y, Connell D, Rantalainen T. Poor", AmaStyle.Text(reference), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"family":"Kovač","given":"Jean-Paul"}""", "Kovač JP")]
    [InlineData("""{"family":"Brinjikji","given":"P H"}""", "Brinjikji PH")]
    [InlineData("""{"family":"Ferreira","given":"ML"}""", "Ferreira ML")]
    [InlineData("""{"family":"Sartre","given":"J.-P."}""", "Sartre JP")]
    [InlineData("""{"family":"Rossi","given":"émile"}""", "Rossi É")]
    [InlineData("""{"family":"Tulder","given":"Maurits W","non-dropping-particle":"van"}""", "van Tulder MW")]
    [InlineData("""{"family":"Noronha","given":"Marcos","dropping-particle":"de"}""", "de Noronha M")]
    [InlineData("""{"family":"van der Gaag","given":"Wendelien H"}""", "van der Gaag WH")]
    [InlineData("""{"family":"King","given":"Martin Luther","suffix":"Jr."}""", "King ML Jr")]
    [InlineData("""{"family":"Sukarno"}""", "Sukarno")]
    [InlineData("""{"literal":"OPAL Investigators"}""", "OPAL Investigators")]
    [InlineData("""{"family":"Day","given":"R"},{"literal":"OPAL Investigators"}""", "Day R; OPAL Investigators")]
    [InlineData("""{"literal":"WHO"},{"literal":"NICE"}""", "WHO, NICE")]
    public void Names_have_the_family_first(string authors, string printed) =>
        Assert.StartsWith($"{printed}. Poor sleep", AmaStyle.Text(Journal($"[{authors}]")), StringComparison.Ordinal);

    [Fact]
    public void An_entry_that_lists_too_few_authors_says_so()
    {
        var reference = Reference("""
            "type":"article-journal","title":"Magnesium for skeletal muscle cramps","container-title":"Cochrane Database of Systematic Reviews",
            "author":[{"family":"Garrison","given":"Scott R"},{"family":"Korownyk","given":"C S"},{"family":"Kolber","given":"M R"}],
            "container-title-short":"Cochrane Database Syst Rev","issued":{"date-parts":[[2020,9,21]]},"issue":"9","page":"CD009402",
            "DOI":"10.1002/14651858.CD009402.pub3","custom":{"authorsTruncated":true}
            """);

        Assert.Equal(
            "Garrison SR, Korownyk CS, Kolber MR, et al. Magnesium for skeletal muscle cramps. Cochrane Database Syst Rev. 2020;(9):CD009402. doi:10.1002/14651858.CD009402.pub3",
            AmaStyle.Text(reference));
    }

    [Theory]
    [InlineData(""" "volume":"7","page":"45975" """, "J. 2017;7:45975.")]
    [InlineData(""" "volume":"7","issue":"2" """, "J. 2017;7(2).")]
    [InlineData(""" "page":"CD009365" """, "J. 2017:CD009365.")]
    [InlineData(""" "issue":"4","page":"CD005275" """, "J. 2017;(4):CD005275.")]
    [InlineData(""" "note":"" """, "J. 2017.")]
    [InlineData(""" "volume":"1","page":"S12--S20" """, "J. 2017;1:S12-S20.")]
    [InlineData(""" "volume":"303","issue":"1","page":"25–32" """, "J. 2017;303(1):25-32.")]
    [InlineData(""" "volume":"1","page":"CPG1-CPG60" """, "J. 2017;1:CPG1-CPG60.")]
    [InlineData(""" "volume":"1","page":"e1-e9, 12-14" """, "J. 2017;1:e1-e9, 12-14.")]
    [InlineData(""" "volume":"1","page":"bmj-2020-0123" """, "J. 2017;1:bmj-2020-0123.")]
    public void What_is_missing_leaves_no_gap(string fields, string end)
    {
        var reference = Reference($$$"""
            "type":"article-journal","title":"T","container-title":"J","issued":{"date-parts":[[2017]]},{{{fields}}}
            """);

        Assert.Equal($"T. {end}", AmaStyle.Text(reference));
    }

    [Fact]
    public void Without_a_year_there_is_no_semicolon() =>
        Assert.Equal("T. J. 7(2):1-3.", AmaStyle.Text(Reference("""
            "type":"article-journal","title":"T","container-title":"J","volume":7,"issue":2,"page":"1-3"
            """)));

    [Fact]
    public void A_title_keeps_its_question_mark_and_an_abbreviation_loses_its_dots() =>
        Assert.Equal("How much is too much? Br J Sports Med. 2025.", AmaStyle.Text(Reference("""
            "type":"article-journal","title":"How much is too much?","container-title-short":"Br. J. Sports Med.","issued":{"date-parts":[[2025]]}
            """)));

    [Fact]
    public void A_report_has_publisher_date_and_address()
    {
        var reference = Reference("""
            "type":"report","title":"Low back pain and sciatica in over 16s: assessment and management (NG59)","number":"NG59",
            "author":[{"literal":"National Institute for Health and Care Excellence"}],"issued":{"date-parts":[[2016,11,30]]},
            "publisher":"NICE","publisher-place":"London","URL":"https://www.nice.org.uk/guidance/ng59"
            """);

        Assert.Equal(
            "National Institute for Health and Care Excellence. Low back pain and sciatica in over 16s: assessment and management (NG59). NICE; November 30, 2016. https://www.nice.org.uk/guidance/ng59",
            AmaStyle.Text(reference));
    }

    [Fact]
    public void A_page_of_the_web_names_each_of_its_dates() => Assert.Equal(
        "NHS. Back pain. NHS.uk. Published May 2023. Accessed November 20, 2026. https://www.nhs.uk/back",
        AmaStyle.Text(Reference("""
            "type":"webpage","title":"Back pain","author":[{"literal":"NHS"}],"container-title":"NHS.uk","issued":{"date-parts":[[2023,5]]},
            "accessed":{"date-parts":[[2026,11,20]]},"URL":"https://www.nhs.uk/back"
            """)));

    [Fact]
    public void A_title_alone_is_a_reference() =>
        Assert.Equal("T.", AmaStyle.Text(Reference("\"type\":\"report\",\"title\":\"T\"")));

    [Fact]
    public void In_HTML_the_journal_is_set_apart_the_DOI_is_a_link_and_everything_is_encoded() =>
        Assert.Equal(
            "Ne&#x27;eman V. Heat &lt;b&gt; or cold. <cite>Arthritis &amp; Rheumatology</cite>. 2014;1:1-2. <a href=\"https://doi.org/10.1002/(a)%3Cb%3E\">doi:10.1002/(a)&lt;b&gt;</a>",
            AmaStyle.Html(Reference("""
                "type":"article-journal","title":"Heat <b> or cold","container-title":"Arthritis & Rheumatology","DOI":"10.1002/(a)<b>",
                "author":[{"family":"Ne'eman","given":"V"}],"issued":{"date-parts":[[2014]]},"volume":"1","page":"1-2"
                """)));

    private static Reference Reference(string fields) => CitedText.Reference($$"""{"id":"a",{{fields}}}""");

    private static Reference Journal(string authors) => Reference($$$"""
        "type":"article-journal","title":"Poor sleep quality","author":{{{authors}}},"container-title":"Arthritis & Rheumatology",
        "container-title-short":"Arthritis Rheumatol","issued":{"date-parts":[[2014,5]]},"volume":"66","issue":"5","page":"1388-1394","DOI":"10.1002/art.38329"
        """);

    private static string Authors(IEnumerable<string> names) =>
        $"[{string.Join(',', names.Select(name => name.Split(' ', 2)).Select(name => $$"""{"family":"{{name[0]}}","given":"{{name[1]}}"}"""))}]";
}
