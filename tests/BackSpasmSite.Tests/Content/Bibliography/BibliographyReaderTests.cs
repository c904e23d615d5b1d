using BackSpasmSite.Content.Bibliography;

namespace BackSpasmSite.Tests.Content.Bibliography;

/// <summary>Entries of a bibliography, whole and broken.</summary>
public sealed class BibliographyReaderTests : BibliographyReading
{
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
        Assert.Contains($"has “{key}” twice", Problems[0].Message, StringComparison.Ordinal);
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
        Assert.Contains(mend, Problems[^1].Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', Problems[^1].Message);
    }

    [Fact]
    public void Deep_nesting_is_reported()
    {
        Read(new string('[', 100_000));

        Assert.Equal("REF001 1:65", Reported);
        Assert.Contains("too deeply", Problems[0].Message, StringComparison.Ordinal);
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
        Assert.Contains("line 1", Problems[0].Message, StringComparison.Ordinal);
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

        Assert.InRange(Assert.Single(Problems).Message.Length, 50, 250);
        Assert.DoesNotContain('\n', Problems[0].Message);
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

        Assert.All(Problems, problem => Assert.InRange(problem.Column, 1, Whole.Length + 10));
    }
}
