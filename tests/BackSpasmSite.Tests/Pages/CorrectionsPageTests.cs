using AngleSharp.Html.Parser;

namespace BackSpasmSite.Tests.Pages;

public sealed class CorrectionsPageTests
{
    [Fact]
    public async Task It_lists_every_correction_newest_first_with_its_article()
    {
        await using var site = new TestSite();
        site.Content.Write("articles/cold.md", """
            ---
            title: "Cold"
            description: "What cold does."
            author: ann
            published: 2026-11-01
            modified: 2026-11-20
            topics: [cold]
            corrections: [{ date: 2026-11-10, note: "First <b>one</b>." }, { date: 2026-11-20, note: "Second.", was: "Cold cures.", now: "Cold helps." }]
            ---
            Cold helps.
            """);

        var page = new HtmlParser().ParseDocument(await site.Browser().GetStringAsync("/corrections", TestContext.Current.CancellationToken));

        var all = page.QuerySelectorAll("#corrections .correction");
        Assert.Equal(["cold-2026-11-20", "cold-2026-11-10"], all.Select(one => one.Id![..^9]));
        Assert.Equal("Cold cures.", all[0].QuerySelector("del")!.TextContent);
        Assert.Equal("Cold helps.", all[0].QuerySelector("ins")!.TextContent);
        Assert.Equal("/articles/cold#corrections", all[0].QuerySelector("a")!.GetAttribute("href"));
        Assert.Contains("First <b>one</b>.", all[1].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_corrections_it_says_so()
    {
        await using var site = new TestSite();

        Assert.Contains("There are no corrections yet.", await site.Browser().GetStringAsync("/corrections", TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
