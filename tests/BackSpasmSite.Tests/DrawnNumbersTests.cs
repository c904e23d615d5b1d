using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using BackSpasmSite.Content;
using BackSpasmSite.Content.Files;

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
    public void What_helps_draws_each_effect_as_its_paper_found_it_and_says_how_sure_that_is()
    {
        var article = new EditionBuilder(new ContentFolder(Path.Combine(Repository.Root, "content")), drafts: false)
            .Build(Repository.ContentDay)
            .Articles.Values.Single(article => article.Slug.ToString() == "heat-or-ice");
        using var page = new HtmlParser().ParseDocument(article.BodyHtml);
        var rows = page.QuerySelectorAll("tr:has(svg)");

        Assert.Equal(["Heat wrap", "Manipulation", "Anti-inflammatories", "Muscle relaxants"], rows.Select(row => row.Children[0].TextContent));
        Assert.All(rows, row =>
        {
            var finding = FindingOf(row);
            var (words, bar, line) = (row.Children[1].TextContent, row.QuerySelector("svg rect")!, row.QuerySelector("svg path:nth-of-type(2)"));
            var (points, scale) = Bar().Match(words) is { Success: true } said ? (said.Groups["points"].Value, said.Groups["scale"].Value) : ("", "");
            var certainty = Certainty().Match(words).Groups["certainty"].Value;

            Assert.Contains(scale is "100" ? $"about {points} points out of 100" : $"about {points} point on a 0 to {scale} scale", finding, StringComparison.Ordinal);
            Assert.Matches(certainty is "very low" ? "certainty is very low" : $"(?i){certainty}[ -](quality )?(evidence|certainty)", finding);
            Assert.Equal(100 * Drawing.Number(points) / Drawing.Number(scale), Drawing.Number(bar.GetAttribute("width")!), precision: 2);
            Assert.Equal(certainty is "very low", bar.HasAttribute("fill-opacity"));
            // The line is at 10 of 100, so a scale from 0 to 5 has none.
            Assert.Equal(scale is "100" ? "M10 0V14" : null, line?.GetAttribute("d"));
        });
        Assert.Contains("below the 10 points the authors count as important", Findings["cashin-2021"], StringComparison.Ordinal);

        string FindingOf(IElement row) => Findings[article.References[int.Parse(row.QuerySelector("a[data-reference]")!.GetAttribute("data-reference")!, System.Globalization.CultureInfo.InvariantCulture) - 1].Cited.Id];
    }

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

    [GeneratedRegex(@"(?:About|Perhaps) (?<points>\d+) of (?<scale>\d+) points less pain")]
    private static partial Regex Bar();

    [GeneratedRegex(@"Certainty: (?<certainty>very low|low|moderate|high)")]
    private static partial Regex Certainty();

    [GeneratedRegex(@"fell from (?<start>\d+) out of 100 to (?<weeks>\d+) within six weeks .* at (?<half>\d+) by 26 weeks and (?<year>\d+) by a year \(")]
    private static partial Regex Course();

    [GeneratedRegex(@"from (?<start>\d+) to (?<weeks>\d+) and stayed there \((?<year>\d+) at a year")]
    private static partial Regex Middle();

    [GeneratedRegex(@"over 12 weeks .*\((?<start>\d+), (?<weeks>\d+), (?<half>\d+) and (?<year>\d+),")]
    private static partial Regex Lasting();
}
