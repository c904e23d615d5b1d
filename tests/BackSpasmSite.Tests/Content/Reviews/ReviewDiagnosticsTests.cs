using BackSpasmSite.Content;
using BackSpasmSite.Content.Files;
using BackSpasmSite.Content.Reviews;

namespace BackSpasmSite.Tests.Content.Reviews;

public sealed class ReviewDiagnosticsTests
{
    private const string Other = "sha256:0000000000000000000000000000000000000000000000000000000000000000";

    [Theory]
    [InlineData("by: rita, date: 2026-11-20, text: \"STAMP\", next: 2027-11-20", "")]
    [InlineData("by: ritta, date: 2026-11-20, text: \"STAMP\"", "REV001")]
    [InlineData("by: ann, date: 2026-11-20, text: \"STAMP\"", "REV002")]
    [InlineData("by: rita, date: 2026-11-20, text: \"" + Other + "\"", "REV003")]
    [InlineData("by: rita, date: 2026-11-02, text: \"STAMP\", next: 2026-11-23", "REV004")]
    [InlineData("by: rita, date: 2026-11-25, text: \"STAMP\"", "REV005")]
    [InlineData("by: rita, date: 2026-10-31, text: \"STAMP\"", "")]
    [InlineData("by: rita, date: 2026-11-20, text: \"STAMP\", next: 2026-11-20", "REV005")]
    [InlineData("by: rita, date: 2026-11-20, text: \"sha256:ABC\"", "REV006")]
    [InlineData("by: nobody-here, date: 2026-12-20, text: no, next: 2026-12-01", "REV001 REV005 REV005 REV006")]
    public void A_record_is_held_against_people_dates_and_words(string record, string codes)
    {
        using var content = ContentOnDisk.Small();
        var stamp = TextFingerprint.Of(Build(content).Articles.Values.Single());
        Write(content, record.Replace("STAMP", stamp));

        var problems = ReviewDiagnostics.Of(Build(content)).ToList();
        Assert.Equal(codes, string.Join(' ', problems.Select(problem => problem.Code)));
        Assert.All(problems, problem => Assert.Equal(("articles/heat-or-ice.md", 2), (problem.Path, problem.Line)));
    }

    [Fact]
    public void An_author_who_signs_their_own_article_is_warned()
    {
        using var content = ContentOnDisk.Small();
        content.Write("articles/heat-or-ice.md", content.Read("articles/heat-or-ice.md").Replace("author: ann", "author: rita", StringComparison.Ordinal));
        var stamp = TextFingerprint.Of(Build(content).Articles.Values.Single());
        Write(content, $"by: rita, date: 2026-11-20, text: \"{stamp}\"");

        Assert.Equal("REV007", Assert.Single(ReviewDiagnostics.Of(Build(content))).Code);
    }

    [Fact]
    public void Drafts_are_looked_at_too()
    {
        using var content = ContentOnDisk.Small();
        Write(content, "by: rita, date: 2026-11-20, text: no");
        content.Write("articles/heat-or-ice.md", content.Read("articles/heat-or-ice.md").Replace("topics:", "draft: true\ntopics:"));

        Assert.Equal("REV006", Assert.Single(ReviewDiagnostics.Of(Build(content))).Code);
    }

    private static void Write(ContentOnDisk content, string record) => content.Write("articles/heat-or-ice.md",
        content.Read("articles/heat-or-ice.md").Replace("---\ntitle", $"---\nreview: {{ {record} }}\ntitle"));

    private static Edition Build(ContentOnDisk content) =>
        new EditionBuilder(new ContentFolder(content.Path), drafts: false).Build(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));
}
