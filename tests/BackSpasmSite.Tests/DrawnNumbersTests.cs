using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace BackSpasmSite.Tests;

/// <summary>What our charts show is what the papers found, and what our sketches show keeps the rule that they stand for.</summary>
public sealed partial class DrawnNumbersTests
{
    private static readonly Dictionary<string, string> Findings =
        JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "content", "references.json")))!.AsArray()
            .ToDictionary(paper => (string)paper!["id"]!, paper => (string)paper!["custom"]!["finding"]!);

    [Fact]
    public void The_recovery_curve_goes_through_the_three_averages_of_the_review()
    {
        var points = new Drawing("recovery-curve.svg").With("data-pain").ToList();
        var found = Course().Match(Findings["wallwork-2024"]);

        Assert.Equal(
            [(0, found.Groups["start"].Value), (6, found.Groups["weeks"].Value), (52, found.Groups["year"].Value)],
            points.Select(point => ((int)Drawing.Number(point, "data-week"), point.Attribute("data-pain")!.Value)));
        AssertProportional(points, "data-week", "cx");
        AssertProportional(points, "data-pain", "cy");
    }

    [Fact]
    public void What_helps_gives_each_effect_and_certainty_as_its_paper_does() =>
        Assert.All(new Drawing("what-helps.svg").With("data-source"), row =>
        {
            var (finding, words) = (Findings[row.Attribute("data-source")!.Value], string.Join(' ', row.Elements().Select(part => part.Value)));
            var (said, mark) = row.Attribute("data-certainty")!.Value switch
            {
                "high" => ("high-quality evidence", 4),
                "moderate" => ("moderate certainty", 3),
                "low or very low" => ("low or very low", 1),
                "cannot be judged" => ("not enough evidence", 0),
                "not stated" => ("", 0),
                var other => throw new InvalidOperationException(other),
            };

            Assert.Contains(said, finding, StringComparison.Ordinal);
            if (said is "") Assert.DoesNotMatch("certain|quality", finding);
            Assert.Contains(row.Attribute("data-certainty")!.Value, words, StringComparison.Ordinal);
            Assert.Equal(mark, row.Elements().Count(part => part.Attribute("class")?.Value == "do"));
            Assert.Equal(finding.Contains("points", StringComparison.Ordinal), row.Attribute("data-points") is not null);
            if (row.Attribute("data-points")?.Value is not { } points) return;

            Assert.Contains($"about {points} points", finding, StringComparison.Ordinal);
            Assert.Contains($"about {points} points of 100", words, StringComparison.Ordinal);
            var bars = row.Elements().Where(part => part.Name.LocalName == "rect").Select(bar => Drawing.Number(bar, "width")).ToList();
            Assert.Equal(Drawing.Number(points), 100 * bars[1] / bars[0], precision: 3);
        });

    [Fact]
    public void No_run_of_the_sketch_is_more_than_a_tenth_longer_than_the_longest_before_it_and_each_is_followed_by_rest()
    {
        var days = new Drawing("load-and-rest.svg").With("data-day").ToList();
        var runs = days.Where(day => day.Attribute("data-km") is not null).ToList();
        var lengths = runs.Select(run => (decimal)run.Attribute("data-km")!).ToList();

        Assert.Equal(Enumerable.Range(1, 28), days.Select(day => (int)day.Attribute("data-day")!));
        Assert.All(runs.Zip(runs.Skip(1)), pair => Assert.True((int)pair.Second.Attribute("data-day")! - (int)pair.First.Attribute("data-day")! >= 2));
        Assert.All(Enumerable.Range(1, lengths.Count - 1), i => Assert.True(lengths[i] <= 1.1m * lengths.Take(i).Max(), $"run {i + 1}"));
        Assert.True(lengths[^1] > lengths[0]);
        Assert.All(runs, run => Assert.Equal(Drawing.Number(runs[0], "height") / 3, Drawing.Number(run, "height") / Drawing.Number(run, "data-km"), precision: 1));
    }

    /// <summary>Equal steps of the number are equal steps on the paper.</summary>
    private static void AssertProportional(List<XElement> points, string number, string place)
    {
        var steps = points.Zip(points.Skip(1), (from, to) =>
            (Drawing.Number(to, place) - Drawing.Number(from, place)) / (Drawing.Number(to, number) - Drawing.Number(from, number))).ToList();
        Assert.All(steps, step => Assert.Equal(steps[0], step, tolerance: 0.03));
    }

    [GeneratedRegex(@"from (?<start>\d+) to (?<weeks>\d+) out of 100 within six weeks .* about (?<year>\d+) by a year")]
    private static partial Regex Course();
}
