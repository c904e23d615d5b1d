using BackSpasmSite.Reports;
using BackSpasmSite.Reports.Intake;

namespace BackSpasmSite.Tests.Reports;

public sealed class ReportStatusTextTests
{
    [Theory]
    [InlineData("New", null, false, "Received")]
    [InlineData("New", "Links", false, "Received")]
    [InlineData("Looking", null, false, "Being looked at")]
    [InlineData("Corrected", null, false, "Corrected")]
    [InlineData("Declined", null, false, "Declined")]
    [InlineData("Spam", null, false, "Not published")]
    [InlineData("Spam", "Links", false, "Not published")]
    // A sender who filled in the trap learns nothing from the receipt.
    [InlineData("Spam", "Trap", false, "Received")]
    // A harmful report is judged by a person, so the receipt says what they decided.
    [InlineData("Spam", "Trap", false, "Not published", nameof(Concern.Harmful))]
    // A decision stays after the words are erased.
    [InlineData("Corrected", null, true, "Corrected")]
    [InlineData("Declined", null, true, "Declined")]
    [InlineData("New", null, true, "Erased")]
    [InlineData("Looking", null, true, "Erased")]
    public void Where_a_report_stands_is_said_in_a_word_or_two(string state, string? suspicion, bool erased, string said, string? concern = null)
    {
        var report = new Report
        {
            Receipt = "r",
            Article = "a",
            ArticleText = "t",
            State = Enum.Parse<ReportState>(state),
            Concern = concern is null ? null : Enum.Parse<Concern>(concern),
            Suspicion = suspicion is null ? null : Enum.Parse<Suspicion>(suspicion),
        };
        if (erased) report.Erase(ContentOnDisk.Today.UtcDateTime);
        var standing = ReportStatusText.Of(report);

        Assert.Equal(said, standing.State);
        Assert.NotEmpty(standing.Next);
        if (erased) Assert.DoesNotContain("editors read", standing.Next, StringComparison.Ordinal);
    }
}
