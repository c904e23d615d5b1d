using BackSpasmSite.Content.Text;

namespace BackSpasmSite.Tests.Content.Text;

public sealed class ReadingTimeTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(238, 1)]
    [InlineData(239, 2)]
    [InlineData(2380, 10)]
    public void Two_hundred_and_thirty_eight_words_are_a_minute_and_what_is_begun_counts(int words, int minutes) =>
        Assert.Equal(minutes, ReadingTime.Minutes(string.Join('\n', Enumerable.Repeat("word", words))));

    [Fact]
    public void The_numbers_of_citations_are_not_read() =>
        Assert.Equal(1, ReadingTime.Minutes(string.Concat(Enumerable.Repeat("word (1, 2) – ", 238))));

    [Fact]
    public void An_article_takes_as_long_as_its_text()
    {
        using var content = ContentOnDisk.WithText($"{string.Concat(Enumerable.Repeat("word (1), ", 120))}\n\n## More\n\n- {string.Concat(Enumerable.Repeat("*word* ", 118))}", "a-2020");

        // With the heading 239 words.
        Assert.Equal(2, content.Build().Articles.Values.Single().ReadingMinutes);
    }
}
