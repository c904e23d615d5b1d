using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace BackSpasmSite.Tests;

/// <summary>Our charts show what the papers found, and our sketches follow the rule they illustrate.</summary>
public sealed partial class DrawnNumbersTests
{
    private static readonly Dictionary<string, string> Findings =
        JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "content", "references.json")))!.AsArray()
            .ToDictionary(paper => (string)paper!["id"]!, paper => (string)paper!["custom"]!["finding"]!);

    [Fact]
    public void The_recovery_curves_go_through_the_averages_of_the_review()
    {
        var points = new Drawing("recovery-curve.svg").With("data-pain").ToList();
        var (course, lasting) = (Course().Match(Findings["wallwork-2024"]), Lasting().Match(Findings["wallwork-2024"]));

        AssertDrawn("new", course);
        AssertDrawn("lasting", lasting);
        AssertDrawn("middle", Middle().Match(Findings["wallwork-2024"]));
        AssertProportional([.. points.Take(4)], "data-week", "data-x");
        AssertProportional([.. points.OrderBy(point => Drawing.Number(point, "data-pain")).DistinctBy(point => Drawing.Number(point, "data-pain"))], "data-pain", "data-y");

        void AssertDrawn(string group, Match found) => Assert.Equal(
            new[] { (0, "start"), (6, "weeks"), (26, "half"), (52, "year") }
                .Where(at => found.Groups[at.Item2].Success).Select(at => (at.Item1, found.Groups[at.Item2].Value)),
            points.Where(point => point.Attribute("data-group")!.Value == group)
                .Select(point => ((int)Drawing.Number(point, "data-week"), point.Attribute("data-pain")!.Value)));
    }

    [Fact]
    public void What_helps_gives_each_effect_and_certainty_as_its_paper_does() =>
        Assert.All(new Drawing("what-helps.svg").With("data-source"), row =>
        {
            var (finding, words) = (Findings[row.Attribute("data-source")!.Value], string.Join(' ', row.Elements().Select(part => part.Value)));
            var (points, scale, certainty) = (row.Attribute("data-points")!.Value, row.Attribute("data-of")!.Value, row.Attribute("data-certainty")!.Value);
            var said = certainty switch
            {
                "moderate" => "moderate",
                "very low" => "certainty is very low",
                var other => throw new InvalidOperationException(other),
            };
            var bars = row.Elements().Where(part => part.Name.LocalName == "rect").Select(bar => Drawing.Number(bar, "width")).ToList();

            Assert.Contains(said, finding, StringComparison.OrdinalIgnoreCase);
            Assert.Contains(scale is "100" ? $"about {points} points out of 100" : $"about {points} point on a 0 to {scale} scale", finding, StringComparison.Ordinal);
            Assert.Contains($"about {points} of {scale}, {certainty} certainty", words, StringComparison.Ordinal);
            Assert.Equal(Drawing.Number(points) / Drawing.Number(scale), bars[1] / bars[0], precision: 3);
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

    /// <summary>Equal steps of the number are equal distances in the drawing.</summary>
    private static void AssertProportional(List<XElement> points, string number, string place)
    {
        var steps = points.Zip(points.Skip(1), (from, to) =>
            (Drawing.Number(to, place) - Drawing.Number(from, place)) / (Drawing.Number(to, number) - Drawing.Number(from, number))).ToList();
        Assert.All(steps, step => Assert.Equal(steps[0], step, tolerance: 0.03));
    }

    [GeneratedRegex(@"fell from (?<start>\d+) out of 100 to (?<weeks>\d+) within six weeks .* at (?<half>\d+) by 26 weeks and (?<year>\d+) by a year \(")]
    private static partial Regex Course();

    [GeneratedRegex(@"from (?<start>\d+) to (?<weeks>\d+) and stayed there \((?<year>\d+) at a year")]
    private static partial Regex Middle();

    [GeneratedRegex(@"over 12 weeks .*\((?<start>\d+), (?<weeks>\d+), (?<half>\d+) and (?<year>\d+),")]
    private static partial Regex Lasting();
}
