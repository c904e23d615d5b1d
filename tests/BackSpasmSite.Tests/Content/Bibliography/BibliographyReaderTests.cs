using BackSpasmSite.Content.Bibliography;
using BackSpasmSite.Content.Diagnostics;

namespace BackSpasmSite.Tests.Content.Bibliography;

public class BibliographyReaderTests
{
    private readonly List<Diagnostic> _problems = [];

    private string Reported =>
        string.Join(", ", _problems.Select(problem => $"{problem.Code} {problem.Line}:{problem.Column}"));

    [Fact]
    public void An_entry_is_read_with_all_it_carries()
    {
        var reference = Read("""
            [{
              "id": "sm-2020", "type": "article-journal", "title": " Back pain ", "language": "en",
              "author": [{"family": "Gaag", "given": "W", "non-dropping-particle": "van der", "suffix": "Jr."}, {"literal": "A Group"}],
              "container-title": "The Journal", "container-title-short": "J",
              "issued": {"date-parts": [["2020", 6]]}, "volume": 12, "issue": "3", "page": "1-9", "number": 7,
              "DOI": "10.1186/s12891-020-03488-1", "PMID": 33198708, "PMCID": "PMC7670683", "URL": "https://example.org/a",
              "custom": {"evidence": "systematic review", "finding": "It helps.", "authorsTruncated": true, "mine": [1]}
            }]
            """).Find("sm-2020")!;

        // The key that is not ours is told, and kept all the same.
        Assert.Equal("REF008 7:105", Reported);
        Assert.Equal("Back pain", reference.Title);
        Assert.Equal(
            [new AuthorName("Gaag", "W", "van der", null, "Jr."), new AuthorName(Literal: "A Group")], reference.Authors);
        Assert.Equal(("The Journal", "J"), (reference.ContainerTitle, reference.ContainerTitleShort));
        Assert.Equal(new PartialDate(2020, 6), reference.Issued);
        Assert.Equal(("12", "3", "1-9", "7"), (reference.Volume, reference.Issue, reference.Page, reference.Number));
        Assert.Equal(("33198708", "PMC7670683"), (reference.Pmid, reference.Pmcid));
        Assert.Equal(("systematic review", "It helps.", true), (reference.Evidence, reference.Finding, reference.AuthorsTruncated));
        Assert.Equal("en", reference.Source.GetProperty("language").GetString());
        Assert.Equal(1, reference.Source.GetProperty("custom").GetProperty("mine").GetArrayLength());
    }

    [Theory]
    // A comma too many, one that is missing, a quotation mark that is missing, a brace that is missing, two in a row.
    [InlineData("{\"id\": \"b\", \"type\": \"book\", \"title\": \"B\",},", "a, c", "REF001 2:42")]
    [InlineData("{\"id\": \"b\", \"type\": \"book\", \"title\": \"B\"}", "a, b, c", "REF001 3:1")]
    [InlineData("{\"id\": \"b\", \"type\": \"book\", \"title\": \"ü},", "a, c", "REF001 2:42")]
    [InlineData("{\"id\": \"b\", \"type\": \"book\", \"title\": \"B\",", "a, c", "REF001 3:1")]
    [InlineData("{\"id\": \"b\",,},\n{\"id\": 'c'},", "a, c", "REF001 2:12, REF001 3:8")]
    public void What_is_no_JSON_costs_its_own_entry(string second, string ids, string reported)
    {
        const string First = "{\"id\": \"a\", \"type\": \"book\", \"title\": \"A\"}", Last = "{\"id\": \"c\", \"type\": \"book\", \"title\": \"C\"}";

        var library = Read($"[{First},\n{second}\n{Last}]");

        Assert.Equal(ids, string.Join(", ", "abc".Select(id => $"{id}").Where(id => library.Find(id) is not null)));
        Assert.Equal(reported, Reported);
        Assert.False(library.IsWhole);
    }

    [Theory]
    [InlineData("\"custom\": {\"finding\": \"x\", \"finding\": \"y\"}", "finding", "REF002 1:82")]
    [InlineData("\"author\": [{\"family\": \"A\", \"family\": \"B\"}]", "family", "REF002 1:81")]
    public void A_key_that_stands_twice_inside_a_value_is_told(string field, string key, string reported)
    {
        Read($"[{{\"id\": \"a\", \"type\": \"book\", \"title\": \"A\", {field}}}]");

        Assert.Equal(reported, Reported);
        Assert.Contains($"has “{key}” twice", _problems[0].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "REF001 1:1", "empty")]
    [InlineData(" \n", "REF001 1:1", "empty")]
    [InlineData("[\n  {\"id\": \"a\",}\n]", "REF001 2:14", "extra comma")]
    [InlineData("[\n  7,\n]", "REF002 2:3, REF001 3:1", "extra comma")]
    [InlineData("[\n  [7]\n  {}\n]", "REF002 2:3, REF001 3:3", "comma is missing")]
    [InlineData("[{\"id\": \"ä\"\n\"type\": 1}]", "REF001 2:1", "comma is missing")]
    [InlineData("[{“id”: \"a\"}]", "REF001 1:3", "straight")]
    [InlineData("[{\"ü\": “a”}]", "REF001 1:8", "straight")]
    [InlineData("[{'id': 1}]", "REF001 1:3", "straight")]
    [InlineData("[ // mine\n]", "REF001 1:3", "comments")]
    [InlineData("[{\"id\": \"a\n\"}]", "REF001 1:11", "one line")]
    [InlineData("[7", "REF001 1:3", "too early")]
    [InlineData("[{\"id\": \"\\ud83d\"}]", "REF001 1:9", "escape")]
    [InlineData("[{\"\\udc00\": 1}]", "REF001 1:3", "escape")]
    [InlineData("[] []", "REF001 1:4", "comma is missing")]
    [InlineData("nonsense", "REF001 1:2", "")]
    [InlineData("{}", "REF001 1:1", "begin it with [")]
    [InlineData("\"a\"", "REF001 1:1", "begin it with [")]
    [InlineData("null", "REF001 1:1", "begin it with [")]
    [InlineData("\uFEFF{}", "REF001 1:2", "begin it with [")]
    public void What_is_not_a_list_in_JSON_is_reported_at_its_place(string json, string problems, string mend)
    {
        Assert.Empty(Read(json).Ids);

        Assert.Equal(problems, Reported);
        Assert.Contains(mend, _problems[^1].Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', _problems[^1].Message);
    }

    [Fact]
    public void Deep_nesting_is_reported()
    {
        Read(new string('[', 100_000));

        Assert.Equal("REF001 1:65", Reported);
        Assert.Contains("too deeply", _problems[0].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1", "REF002 1:2")]
    [InlineData("[]", "REF002 1:2")]
    [InlineData("{}", "REF002 1:2, REF002 1:2, REF002 1:2")]
    [InlineData("{\"id\":\"\",\"type\":\"map\",\"title\":\"T\"}", "REF002 1:8")]
    [InlineData("{\"id\":true,\"type\":\"map\",\"title\":\"T\"}", "REF002 1:8")]
    [InlineData("{\"id\":\"a\",\"type\":\"map\"}", "REF002 1:2")]
    [InlineData("{\"id\":\"a\",\"type\":\"map\",\"title\":[1]}", "REF002 1:33")]
    [InlineData("{\"id\":\"a\",\"type\":\"map\",\"title\":null}", "REF002 1:33")]
    public void An_entry_without_id_or_title_is_left_out(string entry, string problems)
    {
        Assert.Empty(Read($"[{entry}]").Ids);

        Assert.Equal(problems, Reported);
    }

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
        Assert.DoesNotContain("pw", Assert.Single(_problems).Message.Replace("password", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("pw", CslJson.Write([reference]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://example.org/@someone/a")]
    [InlineData("https://example.org/a?b=c@d")]
    public void An_at_sign_after_the_host_is_no_password(string url)
    {
        Assert.Equal(url, Read($$"""[{"id":"a","type":"webpage","title":"T","URL":"{{url}}"}]""").Find("a")!.Url);
        Assert.Empty(_problems);
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
        Assert.Contains(mend, _problems[0].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("in pres", "in press")]
    [InlineData("fortcoming", "forthcoming")]
    [InlineData("ahead fo print", "ahead of print")]
    public void A_status_with_a_slip_is_a_warning(string status, string meant)
    {
        Read($$"""[{"id":"a","type":"map","title":"T","status":"{{status}}"}]""");

        Assert.Contains($"Did you mean “{meant}”?", Assert.Single(_problems).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("In Press")]
    [InlineData("published")]
    [InlineData("retracted")]
    [InlineData("submitted")]
    public void Other_statuses_are_no_alarm(string status)
    {
        Read($$"""[{"id":"a","type":"map","title":"T","status":"{{status}}"}]""");

        Assert.Empty(_problems);
    }

    [Theory]
    [InlineData("https://doi.org/10.1038/srep45975")]
    [InlineData("http://dx.doi.org/10.1038/srep45975")]
    [InlineData("DOI: 10.1038/srep45975")]
    [InlineData("doi.org/10.1038/srep45975")]
    public void A_DOI_with_its_address_is_printed_without_it(string doi)
    {
        Read($$"""[{"id":"a","type":"map","title":"T","DOI":"{{doi}}"}]""");

        Assert.Equal("REF005", Assert.Single(_problems).Code);
        Assert.EndsWith("Write: \"DOI\": \"10.1038/srep45975\"", _problems[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_type_does_not_cost_the_entry()
    {
        Assert.Equal("document", Read("""[{"id":"a","title":"T"}]""").Find("a")!.Type);
        Assert.Equal("REF002 1:2", Reported);
    }

    [Fact]
    public void Of_two_entries_with_one_id_the_first_counts()
    {
        var bibliography = Read("""
            [{"id":"a","type":"map","title":"One"},

             {"id":"a","type":"map","title":"Two"}]
            """);

        Assert.Equal("One", bibliography.Find("a")!.Title);
        Assert.Equal("REF003 3:8", Reported);
        Assert.Contains("line 1", _problems[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_DOI_under_two_ids_is_reported_whatever_its_case()
    {
        var bibliography = Read("""
            [{"id":"a","type":"map","title":"One","DOI":"10.1016/S0140"},
             {"id":"b","type":"map","title":"Two","DOI":"10.1016/s0140"}]
            """);

        Assert.Equal(["a", "b"], bibliography.Ids.Order());
        Assert.Equal("REF004 2:45", Reported);
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

    [Fact]
    public void Places_count_characters_and_not_bytes()
    {
        Read("""[{"id":"ä","type":"map","title":"😀"}, {"id":"ö","type":"map","title":"é","DOI":"x"}]""");

        Assert.Equal("REF005 1:81", Reported);
    }

    [Fact]
    public void A_message_stays_on_one_line_and_short()
    {
        Read($$"""[{"id":"a\nb","type":"map","title":"T","DOI":"{{new string('x', 5000)}}\n"}]""");

        Assert.InRange(Assert.Single(_problems).Message.Length, 50, 250);
        Assert.DoesNotContain('\n', _problems[0].Message);
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
        Assert.Equal("REF002", Assert.Single(_problems).Code);
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
    [InlineData("[{\"id\":\"a\",\"type\":\"map\",\"title\":\"A\"},\n{\"id\":\"b\",\"type\":\"map\",,\n{\"id\":\"c\",\"type\":\"map\",\"title\":\"C\"}]", "a c", "REF001 2:24")]
    [InlineData("[{\"id\":\"a\",\"type\":\"map\",\"title\":\"A\"},\n{\"id\":\"b\",\"type\":\"map\",\"title\":\"\\ud83d\"},\n{\"id\":\"c\",\"type\":\"map\",\"title\":\"C\"}]", "a c", "REF001 2:32")]
    [InlineData("[{\"id\":\"a\",\"type\":\"map\",\"title\":\"A\"},\n{\"type\":\"map\",\"title\":\"B\"}]", "a", "REF002 2:1")]
    [InlineData("[{\"id\":\"a\",\"type\":\"map\",\"title\":\"A\"}] x", "a", "REF001 1:39")]
    public void What_can_be_read_beside_a_broken_entry_is_read(string json, string ids, string problems)
    {
        var bibliography = Read(json);

        Assert.Equal(ids.Split(' '), bibliography.Ids.Order());
        Assert.False(bibliography.IsWhole);
        Assert.Equal(problems, Reported);
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

        var problem = Assert.Single(_problems);
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

    // A bibliography may be damaged in any way; the reader must come back from all of them.
    [Fact]
    public void No_damage_makes_the_reader_throw()
    {
        const string Whole = """[{"id":"ä","type":"map","title":"😀","author":[{"family":"A"}],"issued":{"date-parts":[["2020"]]},"PMID":1,"custom":{"finding":"\u00e9"}}]""";
        foreach (var junk in (string[])["", "\"", "[", "}", "\\", "\uD83D", "null", "1e400", "\0", "\u2028"])
        {
            for (var at = 0; at <= Whole.Length; at++)
            {
                Read(Whole.Insert(at, junk));
                Read(Whole[..at] + junk);
            }
        }

        Assert.All(_problems, problem => Assert.InRange(problem.Column, 1, Whole.Length + 10));
    }

    private ReferenceLibrary Read(string json) => BibliographyReader.Read(new SourceText("references.json", json), _problems);
}
