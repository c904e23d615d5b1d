using AngleSharp.Html.Dom.Events;
using AngleSharp.Html.Parser;

namespace BackSpasmSite.Tests.Pages;

/// <summary>The Nu checker's findings that can be tested without it; tests/README.md says how to run the checker itself.</summary>
public sealed class WellFormedTests(SharedSite shared) : IClassFixture<SharedSite>
{
    [Theory]
    [InlineData("/")]
    [InlineData("/articles/heat-or-ice")]
    [InlineData("/about")]
    [InlineData("/corrections")]
    [InlineData("/nothing")]
    [InlineData("/feedback/thanks?article=heat-or-ice&helpful=no")]
    [InlineData("/feedback/heat-or-ice/s-heat")]
    [InlineData("/editor/sign-in")]
    public async Task A_page_has_no_mistake_in_its_markup_and_each_id_once(string address)
    {
        using var answer = await shared.Browser.GetAsync(address, TestContext.Current.CancellationToken);

        Assert.Empty(Mistakes(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
    }

    [Theory]
    [InlineData("<p>Open <b>and <i>crossed</b></i></p>")]
    [InlineData("<div></p></div>")]
    [InlineData("<p id=a></p><p id=a></p>")]
    public void A_mistake_is_seen(string html) => Assert.NotEmpty(Mistakes($"<!DOCTYPE html><title>x</title>{html}"));

    private static List<string> Mistakes(string html)
    {
        var errors = new List<string>();
        var parser = new HtmlParser();
        parser.Error += (_, found) => errors.Add(((HtmlErrorEvent)found).Message);
        using var page = parser.ParseDocument(html);
        errors.AddRange(page.QuerySelectorAll("[id]").GroupBy(element => element.Id).Where(group => group.Count() > 1).Select(group => $"twice: {group.Key}"));
        return errors;
    }
}
