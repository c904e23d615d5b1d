using BackSpasmSite.Content.Reviews;
using BackSpasmSite.Pages;

namespace BackSpasmSite.Tests.Content.Reviews;

/// <summary>What an article rests on, as counts and years.</summary>
public sealed class EvidenceProfileTests
{
    [Theory]
    [InlineData("guideline", "Guideline")]
    [InlineData("position statement", "Guideline")]
    [InlineData("consensus statement", "Guideline")]
    [InlineData("official health advice", "Guideline")]
    [InlineData("regulator's decision", "Guideline")]
    [InlineData("Systematic review", "SystematicReview")]
    [InlineData("systematic review of randomised trials", "SystematicReview")]
    [InlineData("meta-analysis", "SystematicReview")]
    [InlineData("randomised trial", "RandomisedTrial")]
    [InlineData("cluster randomized trial", "RandomisedTrial")]
    [InlineData("non-randomised trial", "Other")]
    [InlineData("cohort", "ObservationalStudy")]
    [InlineData("cross-sectional", "ObservationalStudy")]
    [InlineData("case-crossover", "ObservationalStudy")]
    [InlineData("review", "Opinion")]
    [InlineData("editorial", "Opinion")]
    [InlineData("laboratory study", "Other")]
    [InlineData(null, "Other")]
    public void The_words_of_the_bibliography_tell_the_kind(string? evidence, string kind) => Assert.Equal(kind, EvidenceKinds.Of(evidence).ToString());

    [Fact]
    public void Every_kind_in_the_shipped_bibliography_is_known_or_rightly_another()
    {
        using var papers = System.Text.Json.JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Repository.Root, "content", "references.json")));

        Assert.Equal(
            ["laboratory crossover study", "news release"],
            papers.RootElement.EnumerateArray().Select(paper => paper.GetProperty("custom").GetProperty("evidence").GetString()!)
                .Where(evidence => EvidenceKinds.Of(evidence) == EvidenceKind.Other).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Papers_are_counted_by_kind_and_those_nobody_cites_are_not() => Assert.Equal(
        "2 guidelines or expert statements, 1 systematic review, 1 paper of another kind. The newest is from 2024; half of them are from 2017 or later.",
        Line("One (1, 2). Two (3). Three (4).", ("guideline", 2015), ("position statement", 2018), ("systematic review", 2024), (null, 2010), ("cohort", 2025)));

    [Theory]
    [InlineData("1 cohort", "1 observational study. It is from 2014.")]
    [InlineData("3 review", "3 other reviews or opinions. The newest is from 2016; half of them are from 2015 or later.")]
    [InlineData("2 randomised trial", "2 randomised trials. The newest is from 2015; half of them are from 2015 or later.")]
    public void It_is_told_in_plain_words(string papers, string line)
    {
        var (count, evidence) = (papers[0] - '0', papers[2..]);

        Assert.Equal(line, Line(
            string.Join(' ', Enumerable.Range(1, count).Select(number => $"A claim ({number}).")),
            [.. Enumerable.Range(0, count).Select(more => ((string?)evidence, 2014 + more))]));
    }

    [Fact]
    public void An_article_that_cites_nothing_has_none() => Assert.Null(ProfileOf("Words.", ("cohort", 2020)));

    private static string Line(string text, params (string? Evidence, int Year)[] papers)
    {
        var profile = ProfileOf(text, papers)!;
        return $"{string.Join(", ", profile.Counts.Select(count => EvidenceWords.Of(count.Kind, count.Count)))}. {EvidenceWords.YearsOf(profile)}";
    }

    private static EvidenceProfile? ProfileOf(string text, params (string? Evidence, int Year)[] papers)
    {
        var ids = papers.Select((_, at) => $"p{at}").ToArray();
        using var content = ContentOnDisk.WithText(text, ids);
        content.Write("references.json", $"[{string.Join(",", papers.Select((paper, at) =>
            $$$"""{"id":"{{{ids[at]}}}","type":"article-journal","title":"T","issued":{"date-parts":[[{{{paper.Year}}}]]}{{{Custom(paper.Evidence)}}}}"""))}]");
        return EvidenceProfile.Of(content.Build().Articles.Values.Single().References);
    }

    private static string Custom(string? evidence) => evidence is null ? "" : $$$""","custom":{"evidence":"{{{evidence}}}"}""";
}
