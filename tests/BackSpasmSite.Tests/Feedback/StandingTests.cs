using BackSpasmSite.Feedback;

namespace BackSpasmSite.Tests.Feedback;

public sealed class StandingTests
{
    [Theory]
    [InlineData("New", null, false, "Received")]
    [InlineData("New", "Links", false, "Received")]
    [InlineData("Looking", null, false, "Being looked at")]
    [InlineData("Corrected", null, false, "Corrected")]
    [InlineData("Declined", null, false, "Declined")]
    [InlineData("Spam", null, false, "Not published")]
    [InlineData("Spam", "Links", false, "Not published")]
    // Who filled in the trap learns nothing from it.
    [InlineData("Spam", "Trap", false, "Received")]
    // What was decided stays decided when the words are gone.
    [InlineData("Corrected", null, true, "Corrected")]
    [InlineData("Declined", null, true, "Declined")]
    [InlineData("New", null, true, "Erased")]
    [InlineData("Looking", null, true, "Erased")]
    public void Where_a_report_stands_is_said_in_a_word_or_two(string state, string? suspicion, bool erased, string said)
    {
        var report = new Report
        {
            Receipt = "r",
            Article = "a",
            ArticleText = "t",
            State = Enum.Parse<ReportState>(state),
            Suspicion = suspicion is null ? null : Enum.Parse<Suspicion>(suspicion),
        };
        if (erased) report.Erase(ContentOnDisk.Today.UtcDateTime);
        var standing = Standing.Of(report);

        Assert.Equal(said, standing.State);
        Assert.NotEmpty(standing.Next);
        if (erased) Assert.DoesNotContain("editors read", standing.Next, StringComparison.Ordinal);
    }
}
