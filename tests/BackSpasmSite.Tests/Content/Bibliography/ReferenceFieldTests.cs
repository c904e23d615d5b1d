using BackSpasmSite.Content.Bibliography;
using BackSpasmSite.Content.Diagnostics;

namespace BackSpasmSite.Tests.Content.Bibliography;

/// <summary>What is read in the fields of an entry. A mistake in one costs no more than the field.</summary>
public sealed class ReferenceFieldTests : BibliographyReading
{
    [Theory]
    [InlineData("\"author\":{}", "REF002 2:10")]
    [InlineData("\"author\":[{\"family\":\"A\"},1,{},{\"given\":\"X\"},{\"family\":2}]", "REF002 2:26, REF002 2:28, REF002 2:31, REF002 2:45")]
    [InlineData("\"issued\":[]", "REF002 2:10")]
    [InlineData("\"issued\":{}", "REF002 2:10")]
    [InlineData("\"issued\":{\"date-parts\":[[2020,13]]}", "REF002 2:10")]
    [InlineData("\"issued\":{\"date-parts\":[[2019,2,29]]}", "REF002 2:10")]
    [InlineData("\"issued\":{\"date-parts\":[[]]}", "REF002 2:10")]
    [InlineData("\"issued\":{\"date-parts\":2020}", "REF002 2:10")]
    [InlineData("\"issued\":{\"date-parts\":[[1e99]]}", "REF002 2:10")]
    [InlineData("\"issued\":\"soon\"", "REF002 2:10")]
    [InlineData("\"volume\":{}", "REF002 2:10")]
    [InlineData("\"container-title\":[\"J\"]", "REF002 2:19")]
    [InlineData("\"custom\":[]", "REF002 2:10")]
    [InlineData("\"custom\":{\"evidence\":1,\"finding\":[],\"authorsTruncated\":\"yes\"}", "REF002 2:56, REF002 2:22, REF002 2:34")]
    [InlineData("\"URL\":\"https://user:pw@example.org/a\"", "REF002 2:7")]
    [InlineData("\"status\":5", "REF002 2:10")]
    [InlineData("\"genre\":[],\"event-place\":true,\"edition\":{}", "REF002 2:9, REF002 2:26, REF002 2:41")]
    [InlineData("\"editor\":\"Ann\"", "REF002 2:10")]
    [InlineData("\"editor\":[{\"family\":\"A\"},7]", "REF002 2:26")]
    [InlineData("\"accessed\":\"someday\"", "REF002 2:12")]
    [InlineData("\"URL\":\"www.example.org\"", "REF002 2:7")]
    [InlineData("\"URL\":\"javascript:alert(1)\"", "REF002 2:7")]
    [InlineData("\"URL\":\"/a\"", "REF002 2:7")]
    [InlineData("\"note\":\"äö\",\"note\":\"b\"", "REF002 2:20")]
    [InlineData("\"PMID\":\"PMID: 1\"", "REF005 2:8")]
    [InlineData("\"PMID\":1.5", "REF005 2:8")]
    [InlineData("\"PMCID\":\"5396190\"", "REF005 2:9")]
    [InlineData("\"DOI\":\"10.12/a\"", "REF005 2:7")]
    [InlineData("\"DOI\":\"10.1234/\"", "REF005 2:7")]
    [InlineData("\"DOI\":\"10.1234/a b\"", "REF005 2:7")]
    [InlineData("\"DOI\":\"10.１２３４/a\"", "REF005 2:7")]
    [InlineData("\"DOI\":10.1234", "REF002 2:7")]
    public void A_mistake_in_a_field_costs_only_the_field(string field, string problems)
    {
        var bibliography = Read($"[{{\"id\":\"a\",\"type\":\"map\",\"title\":\"T\",\n{field}}}]");

        Assert.Equal(problems, Reported);
        var reference = bibliography.Find("a")!;
        Assert.True(reference.Doi is null && reference.Pmid is null && reference.Pmcid is null && reference.Url is null);
        Assert.True(reference.Issued is null && reference.Evidence is null && !reference.AuthorsTruncated);
    }

    [Theory]
    [InlineData("https://user:pw@example.org/a")]
    [InlineData("https://pw@example.org")]
    [InlineData("HTTPS:\\\\user:pw@example.org")]
    [InlineData("ftp://user:pw@example.org/a")]
    [InlineData("//user:pw@example.org/a")]
    [InlineData("user:pw@example.org/a")]
    public void An_address_with_a_password_is_refused_without_repeating_it_and_not_handed_on(string url)
    {
        var reference = Read($$"""[{"id":"a","type":"webpage","title":"T","URL":"{{url}}"}]""").Find("a")!;

        Assert.Null(reference.Url);
        Assert.DoesNotContain("pw", Assert.Single(Problems).Message.Replace("password", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("pw", CslJson.Write([reference]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://example.org/@someone/a")]
    [InlineData("https://example.org/a?b=c@d")]
    public void An_at_sign_after_the_host_is_no_password(string url)
    {
        Assert.Equal(url, Read($$"""[{"id":"a","type":"webpage","title":"T","URL":"{{url}}"}]""").Find("a")!.Url);
        Assert.Empty(Problems);
    }

    [Theory]
    [InlineData("article-jornal", "article-journal")]
    [InlineData("Article-Journal", "article-journal")]
    [InlineData("journalArticle", "article-journal")]
    [InlineData("inproceedings", "paper-conference")]
    [InlineData("Report", "report")]
    [InlineData("web-page", "webpage")]
    [InlineData("something", "article-journal, report, book, chapter or webpage")]
    public void A_type_that_CSL_does_not_have_is_a_warning(string type, string mend)
    {
        Assert.Equal(type, Read($$"""[{"id":"a","title":"T","type":"{{type}}"}]""").Find("a")!.Type);

        Assert.Equal("REF009 1:31", Reported);
        Assert.Contains(mend, Problems[0].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("in pres", "in press")]
    [InlineData("fortcoming", "forthcoming")]
    [InlineData("ahead fo print", "ahead of print")]
    public void A_status_with_a_slip_is_a_warning(string status, string meant)
    {
        Read($$"""[{"id":"a","type":"map","title":"T","status":"{{status}}"}]""");

        Assert.Contains($"Did you mean “{meant}”?", Assert.Single(Problems).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("In Press")]
    [InlineData("published")]
    [InlineData("retracted")]
    [InlineData("submitted")]
    public void Other_statuses_are_no_alarm(string status)
    {
        Read($$"""[{"id":"a","type":"map","title":"T","status":"{{status}}"}]""");

        Assert.Empty(Problems);
    }

    [Theory]
    [InlineData("https://doi.org/10.1038/srep45975")]
    [InlineData("http://dx.doi.org/10.1038/srep45975")]
    [InlineData("DOI: 10.1038/srep45975")]
    [InlineData("doi.org/10.1038/srep45975")]
    public void A_DOI_with_its_address_is_printed_without_it(string doi)
    {
        Read($$"""[{"id":"a","type":"map","title":"T","DOI":"{{doi}}"}]""");

        Assert.Equal("REF005", Assert.Single(Problems).Code);
        Assert.EndsWith("Write: \"DOI\": \"10.1038/srep45975\"", Problems[0].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"date-parts\":[[2020]]}", 2020, null, null)]
    [InlineData("{\"date-parts\":[[2020,2,29],[2021]]}", 2020, 2, 29)]
    [InlineData("{\"date-parts\":[[\"2020\",\"02\"]]}", 2020, 2, null)]
    [InlineData("{\"raw\":\"2020-02\"}", 2020, 2, null)]
    [InlineData("{\"literal\":\"2020\"}", 2020, null, null)]
    [InlineData("\"2020-02-29\"", 2020, 2, 29)]
    public void A_date_has_many_forms(string issued, int year, int? month, int? day)
    {
        var bibliography = Read($$"""[{"id":"a","type":"map","title":"T","issued":{{issued}}}]""");

        Assert.Equal(new PartialDate(year, month, day), bibliography.Find("a")!.Issued);
        Assert.Equal("", Reported);
    }

    [Theory]
    [InlineData(""" {"literal":"in press"} """)]
    [InlineData(""" {"season":"spring"} """)]
    [InlineData(""" {"circa":true} """)]
    [InlineData(""" {"raw":"soon"} """)]
    [InlineData(""" "" """)]
    [InlineData(""" {"date-parts":[]} """)]
    [InlineData(""" {"date-parts":[[]]} """)]
    [InlineData(""" {"date-parts":[2020]} """)]
    [InlineData(""" {"date-parts":[[[2020]]]} """)]
    [InlineData(""" {"date-parts":[["June"]]} """)]
    [InlineData(""" {"date-parts":[[0]]} """)]
    [InlineData(""" {"date-parts":[[20200]]} """)]
    [InlineData(""" {"date-parts":[[2020,2,30]]} """)]
    [InlineData(""" {"date-parts":[[2020,1,2,3]]} """)]
    [InlineData(""" 2020 """)]
    public void A_date_that_is_none_costs_the_date_and_no_entry(string issued)
    {
        var bibliography = Read($$"""[{"id":"a","type":"map","title":"A","issued":{{issued}}},{"id":"b","type":"map","title":"B"}]""");

        Assert.Equal(["a", "b"], bibliography.Ids.Order());
        Assert.Null(bibliography.Find("a")!.Issued);
        Assert.True(bibliography.IsWhole);
        Assert.Equal("REF002", Assert.Single(Problems).Code);
    }

    [Theory]
    [InlineData("""{"date-parts":[[2020]],"season":"2"}""")]
    [InlineData("""{"date-parts":[[2020]],"circa":true}""")]
    [InlineData("""{"date-parts":[[2020]],"literal":"in press"}""")]
    public void What_a_date_says_besides_its_parts_is_passed_over(string issued)
    {
        Assert.Equal(new PartialDate(2020), Read($$"""[{"id":"a","type":"map","title":"A","issued":{{issued}}}]""").Find("a")!.Issued);
        Assert.Equal("", Reported);
    }

    [Theory]
    [InlineData("\"evidence\":\"cohort\"", "REF008", "“evidence”, inside “custom”")]
    [InlineData("\"evidence\":\"cohort\",\"custom\":{\"evidence\":\"cohort\"}", "REF008", "“evidence”, inside “custom”")]
    [InlineData("\"Titel\":\"x\"", "REF008", "“title”?")]
    [InlineData("\"findng\":\"x\"", "REF008", "“finding”, inside “custom”")]
    [InlineData("\"custom\":{\"findng\":\"x\"}", "REF008", "“finding”?")]
    [InlineData("\"custom\":{\"Evidence\":\"cohort\"}", "REF008", "“evidence”?")]
    [InlineData("\"custom\":{\"authors-truncated\":true}", "REF008", "“authorsTruncated”?")]
    [InlineData("\"isued\":{\"date-parts\":[[2020]]}", "REF008", "“issued”?")]
    [InlineData("\"doi\":\"10.1000/a\"", "REF008", "“DOI”?")]
    [InlineData("\"custom\":{\"evidence\":\"systematic reviw\"}", "REF009", "“systematic review”?")]
    [InlineData("\"custom\":{\"evidence\":\"systemic review\"}", "REF009", "“systematic review”?")]
    [InlineData("\"custom\":{\"evidence\":\"randomised trail\"}", "REF009", "“randomised trial”?")]
    [InlineData("\"custom\":{\"evidence\":\"guidline\"}", "REF009", "“guideline”?")]
    [InlineData("\"custom\":{\"evidence\":\"Cohrt study of nurses\"}", "REF009", "“cohort study of nurses”?")]
    public void A_misspelt_key_or_kind_of_evidence_is_told_with_what_was_meant(string field, string code, string meant)
    {
        Read($"[{{\"id\":\"a\",\"type\":\"map\",\"title\":\"T\",\n{field}}}]");

        var problem = Assert.Single(Problems);
        Assert.Equal((code, Severity.Warning, 2), (problem.Code, problem.Severity, problem.Line));
        Assert.Contains($"Did you mean {meant}", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"custom\":{\"evidence\":\"Case-control study\"}")]
    [InlineData("\"custom\":{\"evidence\":\"mixed-methods study of physiotherapists\"}")]
    [InlineData("\"citation-key\":\"a\",\"abstract\":\"b\",\"shortTitle\":\"c\",\"system_id\":\"zotero|1\",\"libraryID\":1,\"original-date\":{}")]
    public void Other_keys_and_kinds_are_the_authors_own(string field)
    {
        Read($"[{{\"id\":\"a\",\"type\":\"map\",\"title\":\"T\",\n{field}}}]");

        Assert.Equal("", Reported);
    }
}
