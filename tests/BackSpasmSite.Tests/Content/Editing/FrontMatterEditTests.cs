using BackSpasmSite.Content.Editing;
using BackSpasmSite.Content.FrontMatter;

namespace BackSpasmSite.Tests.Content.Editing;

public sealed class FrontMatterEditTests
{
    private const string Line = """review: { by: rita, date: 2026-11-24, text: "sha256:ab", next: 2027-11-24 }""";

    private static readonly Review Record = new("rita", new DateOnly(2026, 11, 24), "sha256:ab", new DateOnly(2027, 11, 24), 1);

    [Theory]
    [InlineData("---\ntitle: x\n---\nText\n", "---\ntitle: x\n*---\nText\n")]
    [InlineData("\uFEFF---\r\ntitle: x # why\r\n---\r\nText", "\uFEFF---\r\ntitle: x # why\r\n*---\r\nText")]
    [InlineData("---  \ntitle: x\n\n# the end\n---\n---\n", "---  \ntitle: x\n\n# the end\n*---\n---\n")]
    public void A_first_review_becomes_the_last_line_of_the_front_matter(string before, string after) =>
        Assert.Equal(after.Replace("*", Line + (before.Contains('\r') ? "\r\n" : "\n")), FrontMatterEdit.WithReview(before, Record));

    [Theory]
    [InlineData("---\nreview: { by: old }\ntitle: x\n---\n", "---\n*\ntitle: x\n---\n")]
    [InlineData("---\nreview: { by: old } # signed\ntitle: x\n---\n", "---\n* # signed\ntitle: x\n---\n")]
    [InlineData("---\nreview:\n  by: old\n  date: 2026-01-01 # day\n\n# next\ntitle: x\n---\n", "---\n* # day\n\n# next\ntitle: x\n---\n")]
    [InlineData("---\r\ntitle: x\r\nreview:\r\n    by: \"o\"\r\n    text: >-\r\n      sha\r\n      256\r\ntopics:   [a]\r\n---\r\n", "---\r\ntitle: x\r\n*\r\ntopics:   [a]\r\n---\r\n")]
    [InlineData("---\nreview: {\n  by: old,\n  next: 2027-01-01\n  }\ntitle: x\n---\n", "---\n*\ntitle: x\n---\n")]
    [InlineData("---\nreview:\ntitle: x\n---\n", "---\n*\ntitle: x\n---\n")]
    [InlineData("---\n\"review\": { by: old }\n---\n", "---\n*\n---\n")]
    [InlineData("---\ntitle: \"review: no 🏃\"\nimage: { src: a }\nreview: { by: ü }\n---\nreview: text\n", "---\ntitle: \"review: no 🏃\"\nimage: { src: a }\n*\n---\nreview: text\n")]
    [InlineData("---\nnotes:\n  review: { by: inner }\nreview:\n  - odd\n---\n", "---\nnotes:\n  review: { by: inner }\n*\n---\n")]
    public void An_earlier_review_is_replaced_where_it_stands(string before, string after) =>
        Assert.Equal(after.Replace("*", Line), FrontMatterEdit.WithReview(before, Record));

    [Theory]
    [InlineData("Text without front matter")]
    [InlineData("---\n{ title: x }\n---\n")]
    public void Nothing_is_added_where_no_line_can_be(string text) =>
        Assert.Throws<FormatException>(() => FrontMatterEdit.WithReview(text, Record));

    [Theory]
    [InlineData("dr-lee", "by: dr-lee,")]
    [InlineData("no", "by: \"no\",")]
    [InlineData("7", "by: \"7\",")]
    [InlineData("a: b", "by: \"a: b\",")]
    public void A_key_that_YAML_would_misread_is_quoted(string key, string written) =>
        Assert.Contains(written, FrontMatterEdit.WithReview("---\ntitle: x\n---\n", Record with { By = key }));
}
