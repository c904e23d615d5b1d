using System.Text;
using BackSpasmSite.Content.Bibliography.Import;

namespace BackSpasmSite.Tests.Content.Bibliography.Import;

public class PaperImportTests
{
    private const string Ris = "TY  - JOUR\r\nTI  - Rückenschmerz – été\r\nAU  - Müller, Jürgen\r\nER  - \r\n";

    [Fact]
    public void UTF_8_and_UTF_16_are_read_with_and_without_a_mark()
    {
        foreach (var bytes in new[]
        {
            Encoding.UTF8.GetBytes(Ris), [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Ris)],
            [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Ris)], [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(Ris)],
            Encoding.Unicode.GetBytes(Ris), Encoding.BigEndianUnicode.GetBytes(Ris),
        })
        {
            var imported = Imported.From(bytes);

            Assert.Empty(imported.Diagnostics);
            Assert.Equal("Rückenschmerz – été", Assert.Single(imported.Papers).Paper.Title);
        }
    }

    [Fact]
    public void Latin_1_is_an_error_at_its_place_unless_the_file_names_it()
    {
        var latin = Imported.From(Encoding.Latin1.GetBytes("TY  - JOUR\nTI  - Rückenschmerz\nER  - \n"));
        Assert.Equal(["(2,8): error ART001: A byte here is not UTF-8. Save the file again with the encoding UTF-8."], latin.Lines);

        var named = Imported.From(Encoding.Latin1.GetBytes("% Encoding: ISO8859_1\n@article{a, title = {Rückenschmerz}}\n"));
        Assert.Equal("Rückenschmerz", Assert.Single(named.Papers).Paper.Title);
    }

    [Fact]
    public void Characters_that_nobody_sees_are_left_out_without_a_word()
    {
        Assert.Equal("Heat and cold", Imported.One("TY  - JOUR\nTI  - \u200BHe\u00ADat\u0002 and\u00A0\u202Ecold\u202C\nAB  - \u0001\nER  - \n").Paper.Title);
        Assert.Equal("Heat", Imported.One("""{"title":"\u202eHe&#x202c;at","type":"book","custom":{"evidence":5,"finding":null,"authorsTruncated":"yes"}}""").Paper.Title);
    }

    [Theory]
    [InlineData("Author,Title\nFrench,Heat\n", "none of the formats that are read")]
    [InlineData("<?xml version=\"1.0\"?><xml><records></records></xml>", "an XML file")]
    [InlineData("<!DOCTYPE html><title>Sign in</title>", "a web page, and not the file it offers")]
    [InlineData("%0 Journal Article\n%T Heat\n", "EndNote’s own format (Refer)")]
    public void Another_format_is_named(string text, string what) =>
        Assert.Equal([$"(1,1): error REF030: This is {what}. Export the papers as BibTeX, RIS, CSL-JSON or, from PubMed, with Send to: Citation manager (.nbib)."], Imported.From(text).Lines);

    [Theory]
    [InlineData("")]
    [InlineData("\n \n")]
    public void An_empty_file_is_an_error(string text) =>
        Assert.Equal("ART003", Assert.Single(Imported.From(text).Diagnostics).Code);

    [Theory]
    [InlineData("[]")]
    [InlineData("@comment{nothing}")]
    public void A_file_without_papers_is_an_error(string text) =>
        Assert.Equal("REF030", Assert.Single(Imported.From(text).Diagnostics).Code);

    [Fact]
    public void The_format_is_that_of_the_content_and_not_of_words_in_it() =>
        Assert.Equal("See @article{x}", Imported.One("TY  - JOUR\nTI  - See @article{x}\nER  - \n").Paper.Title);

    public static TheoryData<string> TwoPapers { get; } =
    [
        "@article{one, author = {Smith, J}, title = {One}, year = 2001}\n\n@article{two, author = {Jones, K}, title = {Two}, year = 2002}\n",
        "TY  - JOUR\r\nAU  - Smith, J\r\nTI  - One\r\nER  - \r\n\r\nTY  - JOUR\r\nAU  - Jones, K\r\nTI  - Two\r\nER  - \r\n",
        "PMID- 111\nTI  - One.\nFAU - Smith, John\nSO  - A. 2001.\n\nPMID- 222\nTI  - Two.\nFAU - Jones, Kim\nSO  - B. 2002.\n",
        """[{"id":"one","type":"book","title":"One"},{"id":"two","type":"book","title":"Two"}]""",
    ];

    [Theory]
    [MemberData(nameof(TwoPapers))]
    public void A_file_that_was_cut_off_anywhere_says_so_or_is_whole_up_to_there(string text)
    {
        Assert.Equal(2, Imported.From(text).Papers.Count);
        for (var length = 1; length < text.Length; length++)
        {
            var imported = Imported.From(text[..length]);
            // Between two papers, nobody can tell.
            var isWhole = imported.Papers.All(paper => paper.Paper.Title is "One" or "Two");
            Assert.True(imported.Diagnostics.Count > 0 || (isWhole && imported.Papers.Count > 0), $"Nothing is said about: {text[..length]}");
        }
    }

    [Theory]
    [InlineData("@article{{k{0}, author = {{Smith, J}}, title = {{Effect {0}}}, year = 2001, abstract = {{{1}}}}}\n", "", "")]
    [InlineData("TY  - JOUR\nAU  - Smith, J\nTI  - Effect {0}\nAB  - {1}\nER  - \n", "", "")]
    [InlineData("PMID- {0}\nTI  - Effect {0}\nAB  - {1}\nFAU - Smith, J\nSO  - X\n\n", "", "")]
    [InlineData("{{\"id\":\"k{0}\",\"type\":\"book\",\"title\":\"Effect {0}\",\"abstract\":\"{1}\"}},\n", "[", "]")]
    public void A_file_is_read_in_a_few_times_its_own_size_in_memory(string form, string start, string end)
    {
        const int papers = 100;
        // One of them is as large as any export; the others would show the same, more slowly.
        var size = form[0] == 'T' ? 50_000_000 : 4_000_000;
        var words = string.Concat(Enumerable.Repeat("in {back} pain\\% - @x ", size / papers / 22)).Replace("\\", form[0] == '{' ? "" : "\\", StringComparison.Ordinal);
        var bytes = Encoding.UTF8.GetBytes(start + string.Concat(Enumerable.Range(1, papers).Select(number => string.Format(System.Globalization.CultureInfo.InvariantCulture, form, number, words))) + end);
        Assert.InRange(bytes.Length, size * 9 / 10, size * 11 / 10);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var imported = Imported.From(bytes);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(papers, imported.Papers.Count);
        Assert.Empty(imported.Diagnostics);
        Assert.InRange(allocated, 0, 12L * bytes.Length);
    }

    [Theory]
    [InlineData("Öst, Lars", "2011", "ost-2011")]
    [InlineData("Łoś, Jan", "2011", "los-2011")]
    [InlineData("O'Sullivan, Peter", "2011", "osullivan-2011")]
    [InlineData("Hew-Butler, Tamara", "2011", "hew-butler-2011")]
    [InlineData("Wáng, Yi", "", "wang")]
    [InlineData("", "2011", "heat-or-ice-2011")]
    [InlineData("李, 明", "2011", "heat-or-ice-2011")]
    [InlineData("National Institute for Health and Care Excellence,", "2016", "national-institute-for-health-and-care-2016")]
    public void Ids_are_readable(string author, string year, string id) =>
        Assert.Equal(id, Imported.One($"TY  - JOUR\nTI  - The heat or ice question\nAU  - {author}\nPY  - {year}\nER  - \n").Id);

    [Fact]
    public void A_taken_id_gets_a_letter()
    {
        var taken = new HashSet<string>(["french-2006"], StringComparer.OrdinalIgnoreCase);

        Assert.Equal(["french-2006-b", "french-2006-c"], [PaperIds.Free("french-2006", taken), PaperIds.Free("french-2006", taken)]);
        Assert.Equal("french-2006-aa", Enumerable.Range(4, 24).Select(_ => PaperIds.Free("french-2006", taken)).ToList()[^1]);
    }

    [Theory]
    [InlineData("Randomised trial of heat", "Randomized trial of heat", true)]
    [InlineData("The effect of heat: a trial.", "Effect of heat - a trial", true)]
    [InlineData("Meta-analysis of heat", "Metaanalysis of heat", true)]
    [InlineData("Oedema in runners", "Edema in runners", true)]
    [InlineData("Heat for back pain, part 1", "Heat for back pain, part 2", false)]
    [InlineData("Heat in men with back pain", "Heat in women with back pain", false)]
    [InlineData("Symptomatic disc degeneration", "Asymptomatic disc degeneration", false)]
    [InlineData("Heat for acute back pain", "Heat for chronic back pain", false)]
    [InlineData("Hypertension and exercise", "Hypotension and exercise", false)]
    [InlineData("Back pain", "Back pain: protocol of a trial", false)]
    public void Titles_are_nearly_equal_only_if_no_word_has_another_meaning(string a, string b, bool are) =>
        Assert.Equal(are, PaperTitle.AreNearlyEqual(PaperTitle.WordsOf(a), PaperTitle.WordsOf(b)));
}
