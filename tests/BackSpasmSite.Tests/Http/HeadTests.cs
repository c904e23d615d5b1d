using System.Text.Json;
using AngleSharp.Html.Dom;
using BackSpasmSite.Tests.Accounts;

namespace BackSpasmSite.Tests.Http;

/// <summary>What the head of a page tells search engines and social networks.</summary>
public sealed class HeadTests : IAsyncDisposable
{
    private readonly TestSite _site = new() { Settings = [("Site:BaseUrl", "https://backs.example")] };

    public HeadTests()
    {
        _site.Content.Write("images/dot.png", Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC"));
        _site.Content.Write("site.yaml", "name: \"Test site\"\nlanguage: en-GB\n");
    }

    [Fact]
    public async Task An_article_shows_social_sites_what_it_is()
    {
        Change("topics: [heat]", "topics: [heat, cold]\nmodified: 2026-11-20");

        Assert.Equal(
            [
                "og:type article", "og:title Heat or ice?", "og:description Which one helps.", "og:url https://backs.example/articles/heat-or-ice",
                "og:site_name Test site", "og:locale en_GB", "article:published_time 2026-11-01", "article:modified_time 2026-11-20",
                "article:tag heat", "article:tag cold",
            ],
            Card(await ReadAsync("/articles/heat-or-ice")));
    }

    [Theory]
    [InlineData("images/dot.png", 4)]
    [InlineData("images/dot.svg", 0)]
    public async Task A_picture_is_shown_where_social_sites_can(string source, int facts)
    {
        Change("topics:", $"image: {{ src: {source}, alt: \"A dot\" }}\ntopics:");

        var card = Card(await ReadAsync("/articles/heat-or-ice")).Where(fact => fact.StartsWith("og:image", StringComparison.Ordinal)).ToList();

        Assert.Equal(facts, card.Count);
        if (facts > 0) Assert.StartsWith("og:image https://backs.example/images/dot.png?v=", card[0], StringComparison.Ordinal);
        if (facts > 0) Assert.Equal(["og:image:width 1", "og:image:height 1", "og:image:alt A dot"], card[1..]);
    }

    [Theory]
    [InlineData("/", "Test site")]
    [InlineData("/about", "About")]
    [InlineData("/corrections", "Corrections")]
    public async Task Any_other_page_is_shown_as_a_part_of_the_site(string address, string title)
    {
        var page = await ReadAsync(address);

        Assert.Equal($"https://backs.example{address}", page.QuerySelector("link[rel=canonical]")?.GetAttribute("href"));
        Assert.Equal(["og:type website", $"og:title {title}"], Card(page).Take(2));
        Assert.Contains($"og:url https://backs.example{address}", Card(page));
    }

    [Fact]
    public async Task A_site_that_names_no_territory_gets_none()
    {
        _site.Content.Write("site.yaml", "name: \"Test site\"\nlanguage: en\n");

        Assert.DoesNotContain(Card(await ReadAsync("/")), fact => fact.StartsWith("og:locale", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/", "WebSite")]
    [InlineData("/articles/heat-or-ice", "MedicalWebPage", "BreadcrumbList")]
    [InlineData("/about", "BreadcrumbList")]
    [InlineData("/topics/heat", "BreadcrumbList")]
    [InlineData("/people/ann", "ProfilePage", "BreadcrumbList")]
    public async Task A_page_says_what_it_is_in_the_words_of_schema_org(string address, params string[] types) =>
        Assert.Equal(types, Blocks(await ReadAsync(address)).Select(block => block.GetProperty("@type").GetString()));

    [Fact]
    public async Task An_article_says_the_way_to_it()
    {
        var steps = Blocks(await ReadAsync("/articles/heat-or-ice"))[1].GetProperty("itemListElement").EnumerateArray()
            .Select(step => $"{step.GetProperty("name")} {step.GetProperty("item")}");

        Assert.Equal(
            ["Home https://backs.example/", "Heat https://backs.example/topics/heat", "Heat or ice? https://backs.example/articles/heat-or-ice"],
            steps);
    }

    [Theory]
    [InlineData("/nothing")]
    [InlineData("/feedback/thanks?article=heat-or-ice&helpful=yes")]
    public async Task A_page_that_nobody_should_list_says_nothing(string address)
    {
        var page = await ReadAsync(address);

        Assert.Equal("noindex", page.QuerySelector("meta[name=robots]")?.GetAttribute("content"));
        Assert.Empty(Card(page));
        Assert.Empty(Blocks(page));
    }

    [Fact]
    public async Task A_withdrawn_article_says_nothing()
    {
        Change("topics:", "withdrawn: { date: 2026-11-21, note: It was wrong. }\ntopics:");

        var page = await ReadAsync("/articles/heat-or-ice");

        Assert.Empty(Card(page));
        Assert.Empty(Blocks(page));
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private void Change(string from, string to) =>
        _site.Content.Write("articles/heat-or-ice.md", _site.Content.Read("articles/heat-or-ice.md").Replace(from, to, StringComparison.Ordinal));

    private async Task<IHtmlDocument> ReadAsync(string address) => await (await _site.AskAsync("GET", address)).ReadPageAsync();

    private static List<string> Card(IHtmlDocument page) =>
        [.. page.QuerySelectorAll("meta[property]").Select(meta => $"{meta.GetAttribute("property")} {meta.GetAttribute("content")}")];

    private static List<JsonElement> Blocks(IHtmlDocument page) =>
        [.. page.QuerySelectorAll("script[type='application/ld+json']").Select(block => JsonDocument.Parse(block.TextContent).RootElement)];
}
