using BackSpasmSite.Reports;
using BackSpasmSite.Tests.Accounts;
using BackSpasmSite.Tests.Pages.Editor;

namespace BackSpasmSite.Tests.Reports.Queue;

/// <summary>The strip beside an article's text, as the desk shows it.</summary>
public abstract class ReportPlacesTests
{
    [Fact]
    public async Task Reports_are_counted_beside_the_words_they_are_about()
    {
        await using var desk = new DeskSite();
        var onSection = desk.Report("The whole section.");
        onSection.Passage = null;
        var onNothing = desk.Report("All of it.");
        (onNothing.Passage, onNothing.Section) = (null, null);
        var onGoneSection = desk.Report("Where is it?");
        (onGoneSection.Passage, onGoneSection.Section) = (null, "s-gone");
        await desk.KeepAsync(
            desk.Report(quote: "It is pleasant."),
            desk.Report(quote: "it is PLEASANT", state: ReportState.Declined),
            desk.Report(quote: "It is pleasant.", state: ReportState.Spam),
            desk.Report(quote: "Words that were never there, not one of them at all."),
            onSection, onNothing, onGoneSection);
        using var browser = await desk.SignInAsync();

        var page = await browser.OpenAsync("/editor/articles/heat-or-ice/reports");

        var marked = page.QuerySelectorAll(".strip > div").Where(row => row.QuerySelector("a") is not null)
            .Select(row => (row.QuerySelector("h3, p")!.TextContent, string.Join(" | ", row.QuerySelectorAll("a").Select(link => link.TextContent))));
        Assert.Equal([("Heat or ice?", "1 report, waiting"), ("Heat", "1 report, waiting"), ("It is pleasant.", "2 reports, 1 waiting")], marked);
        Assert.Equal("/editor/reports/1", page.QuerySelectorAll(".strip a")[^1].GetAttribute("href"));
        Assert.Equal(["/editor/reports/4", "/editor/reports/7"], page.QuerySelectorAll("h2 + ul a").Select(link => link.GetAttribute("href")));
        Assert.Equal("/editor?state=all&article=heat-or-ice", page.QuerySelectorAll(".path a")[^1].GetAttribute("href"));
        Assert.NotNull((await browser.OpenAsync("/editor/articles/heat-or-ice")).QuerySelector("a[href='/editor/articles/heat-or-ice/reports']"));
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await browser.GetAsync("/editor/articles/none/reports", TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task Of_very_many_passages_those_with_the_most_reports_are_shown_and_the_rest_is_counted()
    {
        await using var desk = new DeskSite();
        await desk.KeepAsync([.. Enumerable.Range(0, 70).Select(number => desk.Report(quote: $"Gone words number {number}")), desk.Report(quote: "It is pleasant."), desk.Report(quote: "It is pleasant.")]);
        using var browser = await desk.SignInAsync();

        var page = await browser.OpenAsync("/editor/articles/heat-or-ice/reports");

        Assert.Contains("Only the 60 passages with the most reports are shown. 11 more have fewer.", page.QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("2 reports, all waiting", page.QuerySelector(".strip a")!.TextContent);
    }

    public sealed class OnSqlite : ReportPlacesTests;

    public sealed class OnPostgreSql : ReportPlacesTests;
}
