using System.Net;
using BackSpasmSite.Tests.Accounts;

namespace BackSpasmSite.Tests.Pages;

/// <summary>From the end of each section to the form with that section chosen, without scripts.</summary>
public sealed class SectionReportTests(SectionReportTests.Sections shared) : IClassFixture<SectionReportTests.Sections>
{
    private const string Heat = "/feedback/heat-or-ice/s-heat-cold";

    [Fact]
    public async Task Each_section_ends_with_a_link_and_a_heading_in_a_box_or_a_list_begins_none()
    {
        var article = (await shared.Site.Browser().OpenAsync("/articles/heat-or-ice")).QuerySelector("article")!;

        Assert.Equal(
            ["/feedback/heat-or-ice/s-heat", Heat, "/feedback/heat-or-ice/s-last"],
            article.QuerySelectorAll(".ask a").Select(link => link.GetAttribute("href")));
        Assert.Equal("s-heat-cold", article.QuerySelector(".ask")!.NextElementSibling!.Id);
        Assert.Equal("ask", article.LastElementChild!.ClassName);
    }

    [Fact]
    public async Task The_form_has_the_section_chosen_and_its_report_has_the_section()
    {
        var browser = shared.Site.Browser();
        var page = await browser.OpenAsync(Heat);
        Assert.Equal("s-heat-cold", page.QuerySelector("#f-section option[selected]")!.GetAttribute("value"));
        Assert.Equal("/articles/heat-or-ice#s-heat-cold", page.QuerySelector("main .small a")!.GetAttribute("href"));

        using var sent = await browser.FillInAsync([.. page.QuerySelectorAll("#feedback [name]").Where(field => field.TagName != "BUTTON" && field.GetAttribute("type") != "radio")
            .Select(field => (field.GetAttribute("name")!, field is AngleSharp.Html.Dom.IHtmlSelectElement select ? select.Value! : field.GetAttribute("value") ?? "")), ("concern", "harmful")]);

        Assert.Equal(HttpStatusCode.SeeOther, sent.StatusCode);
        Assert.Contains("Heat & <cold>", (await browser.OpenAsync(sent.Headers.Location!.OriginalString)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_section_that_is_gone_is_not_chosen_and_nothing_of_the_address_is_on_the_page()
    {
        var page = await shared.Site.Browser().OpenAsync("/feedback/heat-or-ice/s-visit-evil.example");

        Assert.Null(page.QuerySelector("#f-section option[selected]"));
        Assert.DoesNotContain("evil", page.Body!.InnerHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_article_has_no_form_there_is_none_here()
    {
        await using var site = new TestSite();
        site.Content.Write("articles/heat-or-ice.md", site.Content.Read("articles/heat-or-ice.md").Replace("published: 2026-11-01\n", "published: 2026-11-01\nwithdrawn: { date: 2026-11-20, note: \"x\" }\n", StringComparison.Ordinal));

        using var answer = await site.Browser().GetAsync("/feedback/heat-or-ice/s-heat", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    public sealed class Sections : IAsyncDisposable
    {
        public Sections() => Site.Content.Write("articles/heat-or-ice.md", Site.Content.Read("articles/heat-or-ice.md") + """

            ## Heat & \<cold>

            ::: note
            ## In a box
            :::

            - ## In a list

            > ## In a quotation

            ## Last

            The end.

            """.ReplaceLineEndings("\n"));

        internal TestSite Site { get; } = new();

        public ValueTask DisposeAsync() => Site.DisposeAsync();
    }
}
