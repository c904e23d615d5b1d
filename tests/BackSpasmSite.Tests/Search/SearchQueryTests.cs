using BackSpasmSite.Search;

namespace BackSpasmSite.Tests.Search;

public sealed class SearchQueryTests
{
    [Theory]
    [InlineData("heat", "\"heat\"*")]
    [InlineData("heat ice", "\"heat\" AND \"ice\"*")]
    [InlineData("\"bed rest\" helps", "\"bed rest\" AND \"helps\"*")]
    [InlineData("heat \"bed rest\"", "\"heat\" AND \"bed rest\"")]
    [InlineData("heat \"bed re", "\"heat\" AND \"bed re\"")]
    [InlineData("a", "\"a\"")]
    [InlineData("title:heat OR NEAR(ice) -x* ^y", "\"title\" AND \"heat\" AND \"OR\" AND \"NEAR\" AND \"ice\" AND \"x\" AND \"y\"")]
    [InlineData("'; DROP TABLE sections; --", "\"DROP\" AND \"TABLE\" AND \"sections\"*")]
    public void Every_term_is_quoted(string typed, string match) => Assert.Equal(match, SearchQuery.Parse(typed).MatchAll);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t\0 ")]
    [InlineData("\"\"\" * ( ) 🙂")]
    [InlineData("\u0301")]
    public void Without_a_word_there_is_no_query(string? typed) => Assert.True(SearchQuery.Parse(typed).IsEmpty);

    [Fact]
    public void A_long_text_is_cut()
    {
        var query = SearchQuery.Parse(string.Join(' ', Enumerable.Repeat("ab", 5000)));
        Assert.Equal(12, query.Terms.Count);
        Assert.False(query.LastIsPrefix);
    }
}
