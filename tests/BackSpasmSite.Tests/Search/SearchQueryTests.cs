using BackSpasmSite.Content.FrontMatter;
using BackSpasmSite.Search;

namespace BackSpasmSite.Tests.Search;

public sealed class SearchQueryTests
{
    private static readonly SearchLanguage English = SearchLanguage.Of("en-GB");

    [Theory]
    [InlineData("heat", "\"heat\"")]
    [InlineData("heat ice", "\"heat\" AND \"ice\"")]
    [InlineData("\"bed rest\" helps", "\"bed rest\" AND \"helps\"")]
    [InlineData("heat \"bed rest\"", "\"heat\" AND \"bed rest\"")]
    [InlineData("heat \"bed re", "\"heat\" AND \"bed re\"")]
    [InlineData("x", "\"x\"")]
    [InlineData("should I use the heat", "\"use\" AND \"heat\"")]
    [InlineData("what is it", "\"what\" AND \"is\" AND \"it\"")]
    [InlineData("can’t bend", "\"can't\" AND \"bend\"")]
    [InlineData("title:heat OR NEAR(ice) -x* ^y", "\"title\" AND \"heat\" AND \"NEAR\" AND \"ice\" AND \"x\" AND \"y\"")]
    [InlineData("'; DROP TABLE sections; --", "\"DROP\" AND \"TABLE\" AND \"sections\"")]
    public void Every_term_is_quoted(string typed, string match) => Assert.Equal(match, MatchOf(typed, Synonyms.None));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t\0 ")]
    [InlineData("\"\"\" * ( ) 🙂")]
    [InlineData("\u0301")]
    [InlineData("''' ’")]
    public void Without_a_word_there_is_no_query(string? typed) => Assert.True(SearchQuery.Parse(typed).IsEmpty);

    /// <summary>People type whole sentences, and the word that matters may be the last.</summary>
    [Fact]
    public void Small_words_take_no_place_from_others() =>
        Assert.EndsWith("\"sciatica\"", MatchOf("so this is what I have had for a long time now and it is in my leg and I think it is sciatica", Synonyms.None), StringComparison.Ordinal);

    [Fact]
    public void A_long_text_is_cut()
    {
        var query = SearchQuery.Parse(string.Join(' ', Enumerable.Range(10, 5000)));
        Assert.Equal(67, query.Terms.Count);
        Assert.Equal(12, query.Clauses(Synonyms.None, English).Count);
    }

    [Theory]
    [InlineData("Pain pain PAIN", "\"PAIN\"")]
    [InlineData("heat ice heat", "\"ice\" AND \"heat\"")]
    [InlineData("rest \"bed rest\" \"bed rest\"", "\"rest\" AND \"bed rest\"")]
    public void A_word_that_is_repeated_is_searched_for_once(string typed, string match) => Assert.Equal(match, MatchOf(typed, Synonyms.None));

    [Theory]
    [InlineData("heat massa", "\"heat\" AND (\"massa\" OR \"massage\" OR \"massages\")")]
    [InlineData("massa heat", "\"massa\" AND \"heat\"")]
    [InlineData("\"massa\"", "\"massa\"")]
    [InlineData("m", "\"m\"")]
    public void The_last_word_may_be_the_beginning_of_one(string typed, string match)
    {
        var words = new Vocabulary();
        words.Add("Massage, massages and massage. A mass.");
        Assert.Equal(match, SearchClause.All(SearchQuery.Parse(typed).Completed(words).Clauses(Synonyms.None, English)).InTitles);
    }

    [Theory]
    [InlineData("back seized up", "(\"back\" AND \"seized\") OR \"back spasm\"")]
    [InlineData("my back has seized up running", "(\"back\" AND \"seized\") OR \"back spasm\"", "\"running\"")]
    [InlineData("lumbago", "\"lumbago\" OR \"low back pain\"")]
    [InlineData("seized", "\"seized\"")]
    public void A_synonym_stands_beside_what_was_typed(string typed, params string[] clauses)
    {
        var synonyms = new Synonyms([new Synonym(["back seized up"], ["back spasm"]), new Synonym(["lumbago"], ["low back pain"])], []);
        Assert.Equal(string.Join(" AND ", clauses.Select(clause => clause.Contains(" OR ", StringComparison.Ordinal) ? $"({clause})" : clause)), MatchOf(typed, synonyms));
    }

    [Theory]
    [InlineData("numb between legs")]
    [InlineData("my legs have gone numb")]
    [InlineData("NUMBNESS between the legs!")]
    [InlineData("can't pee")]
    [InlineData("I can’t pee anymore")]
    [InlineData("cant pee")]
    [InlineData("numm between the legs")]
    [InlineData("nubm legs")]
    [InlineData("I have had a bad back for three days now and since this morning my legs and everything between are numb")]
    public void A_warning_sign_is_known_in_other_words_and_another_order(string typed) =>
        Assert.True(SearchQuery.Parse(typed).Names(["numb between legs", "can't pee", "cannot pee"], English));

    [Theory]
    [InlineData("numb fingers")]
    [InlineData("dumb legs")]
    [InlineData("numbers lens")]
    [InlineData("heat or ice")]
    [InlineData("")]
    public void Other_words_name_no_warning_sign(string typed) => Assert.False(SearchQuery.Parse(typed).Names(["numb between legs", "can't pee"], English));

    private static string MatchOf(string typed, Synonyms synonyms) => SearchClause.All(SearchQuery.Parse(typed).Clauses(synonyms, English)).InTitles;
}
