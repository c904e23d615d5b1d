using BackSpasmSite.Content;

namespace BackSpasmSite.Tests.Content;

/// <summary>A review covers words and what is said of papers: changing it voids the review, moving or renumbering does not.</summary>
public sealed class MedicalTextTests
{
    private const string Text = "Heat helps a little (1), but rest does not (2).\n\n::: do\n- Keep moving\n:::\n\n| a | b |\n|---|---|\n| c | d |\n| e | {bar about 7 of 100, line at 10} less |";

    [Theory]
    [InlineData("Heat helps a little (1), but rest does not (2).", "Heat helps\na   little (1),\nbut rest does not (2).")]
    [InlineData("Heat helps", "*Heat* helps")]
    [InlineData("Heat helps", "[Heat](https://example.org) helps")]
    [InlineData("little (1)", "little(1)")]
    [InlineData("| c | d |", "|  c  |d|")]
    [InlineData("Heat", "Heat<!-- why? -->")]
    [InlineData(", line at 10", ",  line  at 10")]
    public void What_a_reader_does_not_see_does_not_void_a_review(string before, string after) =>
        Assert.Equal(Stamp(Text), Stamp(Text.Replace(before, after, StringComparison.Ordinal)));

    [Theory]
    [InlineData("a little", "a lot")]
    [InlineData("(2)", "(1)")]
    [InlineData("::: do", "::: dont")]
    [InlineData("Keep moving", "Keep still")]
    [InlineData("| c | d |", "| c | e |")]
    [InlineData(" (2)", "")]
    [InlineData("7 of", "70 of")]
    [InlineData("of 100", "of 10")]
    [InlineData("about", "perhaps")]
    [InlineData("line at 10", "line at 5")]
    [InlineData(", line at 10", "")]
    public void A_changed_word_number_or_box_voids_it(string before, string after) =>
        Assert.NotEqual(Stamp(Text), Stamp(Text.Replace(before, after, StringComparison.Ordinal)));

    [Fact]
    public void Renumbering_does_not_void_it()
    {
        using var before = ContentOnDisk.WithText("Heat (1) and rest (2).", "a-2020", "b-2020");
        using var after = ContentOnDisk.WithText("Heat (2) and rest (1).", "b-2020", "a-2020");

        Assert.Equal(TextFingerprint.Of(before.Build().Articles.Values.Single()), TextFingerprint.Of(after.Build().Articles.Values.Single()));
    }

    private const string Paper = """{ "id": "a-2020", "type": "article-journal", "title": "About a", "author": [{ "family": "Lee", "given": "A" }], "issued": { "date-parts": [[2020, 5]] }, "volume": "1", "custom": { "evidence": "cohort", "finding": "It helps." } }""";

    [Theory]
    [InlineData("It helps.", "It cures.")]
    [InlineData("cohort", "systematic review")]
    [InlineData("About a", "About b")]
    [InlineData("Lee", "Li")]
    [InlineData("[2020, 5]", "[2021, 5]")]
    [InlineData("\"finding\": \"It helps.\"", "\"authorsTruncated\": true, \"finding\": \"It helps.\"")]
    [InlineData(", \"custom\": { \"evidence\": \"cohort\", \"finding\": \"It helps.\" }", "")]
    public void A_changed_finding_or_paper_voids_it(string before, string after)
    {
        Assert.NotEqual(StampWith(Paper), StampWith(Paper.Replace(before, after, StringComparison.Ordinal)));
        Assert.Equal(WordsWith(Paper), WordsWith(Paper.Replace(before, after, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("\"volume\": \"1\"", "\"volume\": \"2\"")]
    [InlineData("[2020, 5]", "[2020, 6]")]
    [InlineData("It helps.", "It  helps. ")]
    [InlineData("About a", "<i>About</i> a")]
    [InlineData("\"id\": \"a-2020\", \"type\"", "\"abstract\": \"x\", \"id\": \"a-2020\", \"type\"")]
    public void What_readers_are_not_told_of_a_paper_does_not_void_it(string before, string after) =>
        Assert.Equal(StampWith(Paper), StampWith(Paper.Replace(before, after, StringComparison.Ordinal)));

    private static string StampWith(string paper) => TextFingerprint.Of(ArticleWith(paper));

    private static string WordsWith(string paper) => TextFingerprint.OfWords(ArticleWith(paper));

    private static Article ArticleWith(string paper)
    {
        using var content = ContentOnDisk.WithText("Heat (1).", "a-2020");
        content.Write("references.json", $"[{paper}]");
        return content.Build().Articles.Values.Single();
    }

    private static string Stamp(string text)
    {
        using var content = ContentOnDisk.WithText(text, "a-2020", "b-2020");
        return TextFingerprint.Of(content.Build().Articles.Values.Single());
    }
}
