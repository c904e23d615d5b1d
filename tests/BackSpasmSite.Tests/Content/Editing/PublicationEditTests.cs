using BackSpasmSite.Content.Editing;
using BackSpasmSite.Content.FrontMatter;

namespace BackSpasmSite.Tests.Content.Editing;

public sealed class PublicationEditTests
{
    private static readonly DateOnly Day = new(2026, 11, 25);

    private static readonly ArticleMetadata Draft = new() { Title = "", Description = "", Author = "", Topics = [], Published = new(2026, 1, 1), Draft = true };

    [Theory]
    [InlineData("author: a\npublished: 2026-01-01\ndraft: true\ntopics: [x]\n", "author: a\npublished: 2026-11-25\ntopics: [x]\n")]
    [InlineData("draft: true # not yet\npublished:   '2026-01-01'   # new\n", "published:   2026-11-25   # new\n")]
    [InlineData("# mine\ndraft:\n  true\n\n# theirs\npublished: 2026-01-01\n", "# mine\n\n# theirs\npublished: 2026-11-25\n")]
    [InlineData("\"draft\": yes\n\"published\" : 2026-01-01\ntitle: \"draft: true\"\n", "\"published\" : 2026-11-25\ntitle: \"draft: true\"\n")]
    public void Publishing_takes_the_draft_out_and_sets_the_day(string before, string after) =>
        AssertEdit(before, after, text => PublicationEdit.Publish(text, Day, Draft));

    [Fact]
    public void A_date_that_stays_and_a_change_dated_before_the_day()
    {
        AssertEdit("published: 2026-11-25\ndraft: true\nmodified: 2026-11-30\n", "published: 2026-11-25\nmodified: 2026-11-30\n",
            text => PublicationEdit.Publish(text, Day, Draft with { Published = Day, Modified = new(2026, 11, 30) }));
        AssertEdit("published: 2026-01-01\nmodified: 2026-02-01 # typo\ndraft: true\n", "published: 2026-11-25\n",
            text => PublicationEdit.Publish(text, Day, Draft with { Modified = new(2026, 2, 1) }));
    }

    [Theory]
    [InlineData("published: 2026-01-01\ntopics: [x]\n", "published: 2026-01-01\ndraft: true\ntopics: [x]\n")]
    [InlineData("draft:  false  # out\npublished: 2026-01-01\n", "draft:  true  # out\npublished: 2026-01-01\n")]
    [InlineData("draft:\npublished: 2026-01-01\n", "draft: true\npublished: 2026-01-01\n")]
    public void Back_to_draft_is_one_line(string before, string after) => AssertEdit(before, after, PublicationEdit.BackToDraft);

    [Theory]
    [InlineData("published: 2026-01-01\ntopics: [x]\n", "published: 2026-01-01\nwithdrawn: { date: 2026-11-25, note: \"It said “no”: \\\"wrong\\\"\" }\ntopics: [x]\n")]
    [InlineData("withdrawn: # why?\npublished: 2026-01-01\n", "withdrawn: { date: 2026-11-25, note: \"It said “no”: \\\"wrong\\\"\" } # why?\npublished: 2026-01-01\n")]
    public void A_withdrawal_has_a_date_and_a_reason(string before, string after) =>
        AssertEdit(before, after, text => PublicationEdit.Withdraw(text, new Withdrawal(Day, "It said “no”: \"wrong\"")));

    [Theory]
    [InlineData(
        "published: 2026-01-01\nwithdrawn: { date: 2026-02-01, note: \"x\" }\ntopics: [x]\n",
        "published: 2026-01-01\nmodified: 2026-11-25\ntopics: [x]\ncorrections:\n  - date: 2026-11-25\n    note: \"We read it again.\"\n")]
    [InlineData(
        "published: 2026-01-01\nmodified: 2026-01-02\nwithdrawn:\n  date: 2026-02-01\n  note: >\n    because\n\n    of this\ncorrections: [{ date: 2026-01-02, note: \"y\" }]\n",
        "published: 2026-01-01\nmodified: 2026-11-25\ncorrections: [{ date: 2026-11-25, note: \"We read it again.\" }, { date: 2026-01-02, note: \"y\" }]\n")]
    public void What_comes_back_says_when_and_why_in_a_correction(string before, string after) =>
        AssertEdit(before, after, text => PublicationEdit.BringBack(text, new Withdrawal(Day, "We read it again.")));

    [Theory]
    [InlineData("No front matter")]
    [InlineData("---\n{ title: x }\n---\n")]
    public void Where_no_line_can_be_changed_the_editor_is_told(string text) =>
        Assert.Throws<FormatException>(() => PublicationEdit.BackToDraft(text));

    /// <summary>With every line end, a byte-order mark, and a text that looks like front matter.</summary>
    private static void AssertEdit(string before, string after, Func<string, string> edit)
    {
        foreach (var end in new[] { "\n", "\r\n", "\r" })
            Assert.Equal(File(after, end), edit(File(before, end)));

        static string File(string front, string end) => $"\uFEFF---\n{front}---\ndraft: true\n\n---\npublished: 1  \n".Replace("\n", end, StringComparison.Ordinal);
    }
}
