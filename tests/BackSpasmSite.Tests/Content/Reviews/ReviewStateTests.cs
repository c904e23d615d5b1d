using BackSpasmSite.Content;
using BackSpasmSite.Content.Reviews;

namespace BackSpasmSite.Tests.Content.Reviews;

/// <summary>A reader is told one of three things, and each only when it is true.</summary>
public sealed class ReviewStateTests
{
    [Fact]
    public void Without_a_record_nobody_reviewed_it() => Assert.IsType<ReviewState.NotReviewed>(StateWith(""));

    [Fact]
    public void A_record_of_these_very_words_is_a_review()
    {
        var state = Assert.IsType<ReviewState.Reviewed>(StateWith("review: { by: rita, date: 2026-11-02, text: \"STAMP\", next: 2027-11-02 }"));

        Assert.Equal(("Dr Rita Reviewer", new DateOnly(2026, 11, 2), false), (state.By.Name, state.Date, state.Overdue));
    }

    [Fact]
    public void A_review_whose_next_was_due_says_so() =>
        Assert.True(Assert.IsType<ReviewState.Reviewed>(StateWith("review: { by: rita, date: 2025-11-02, text: \"STAMP\", next: 2026-11-21 }")).Overdue);

    [Fact]
    public void A_changed_word_turns_it_into_edited_since() =>
        Assert.IsType<ReviewState.EditedSinceReview>(StateWith("review: { by: rita, date: 2026-11-02, text: \"STAMP\" }", "pleasant", "lovely"));

    [Theory]
    [InlineData("review: { by: nobody, date: 2026-11-02, text: \"STAMP\" }")]
    [InlineData("review: { by: ann, date: 2026-11-02, text: \"STAMP\" }")]
    [InlineData("review: { by: rita, date: 2026-12-02, text: \"STAMP\" }")]
    public void A_record_by_nobody_known_by_no_reviewer_or_from_the_future_is_no_review(string record) =>
        Assert.IsType<ReviewState.NotReviewed>(StateWith(record));

    private static ReviewState StateWith(string record, string before = "", string after = "")
    {
        using var content = ContentOnDisk.Small();
        var stamp = TextFingerprint.Of(content.Build().Articles.Values.Single());
        var text = content.Read("articles/heat-or-ice.md").Replace("---\ntitle", $"---\n{record.Replace("STAMP", stamp, StringComparison.Ordinal)}\ntitle", StringComparison.Ordinal);
        content.Write("articles/heat-or-ice.md", before.Length == 0 ? text : text.Replace(before, after, StringComparison.Ordinal));
        var edition = content.Build();
        return ReviewState.Of(edition.Articles.Values.Single(), edition);
    }
}
