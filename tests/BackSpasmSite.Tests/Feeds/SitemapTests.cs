using System.Xml.Linq;
using BackSpasmSite.Content;
using BackSpasmSite.Feeds;

namespace BackSpasmSite.Tests.Feeds;

public sealed class SitemapTests
{
    private static readonly XNamespace Protocol = "http://www.sitemaps.org/schemas/sitemap/0.9";

    private const string Content = """
        -- people.yaml --
        ann: { name: "Ann Writer", role: [writes] }
        rita: { name: "Dr Rita", role: [reviews] }
        -- references.json --
        [{ "id": "lee-2020", "type": "book", "title": "About lee" }, { "id": "ode-2021", "type": "book", "title": "Only listed" }]
        -- articles/cold.md --
        ---
        title: "Cold"
        description: "What cold does."
        author: ann
        published: 2026-11-01
        modified: 2026-11-20
        topics: [cold, pain]
        references: [lee-2020, ode-2021]
        ---
        Cold helps (1).
        -- articles/draft.md --
        ---
        title: "Draft"
        description: "Not yet."
        author: ann
        published: 2026-11-21
        topics: [secret]
        draft: true
        ---
        Not yet.
        -- articles/gone.md --
        ---
        title: "Gone"
        description: "Was wrong."
        author: ann
        published: 2026-11-01
        topics: [gone]
        withdrawn: { date: 2026-11-19, note: "It was wrong." }
        ---
        Gone.
        -- articles/heat.md --
        ---
        title: "Heat"
        description: "What heat does."
        author: ann
        published: 2026-11-15
        topics: [pain]
        corrections: [{ date: 2026-11-18, note: "Mended." }]
        ---
        Heat helps.
        -- articles/soon.md --
        ---
        title: "Soon"
        description: "Scheduled."
        author: ann
        published: 2027-11-15
        topics: [soon]
        ---
        Soon.
        -- pages/about.md --
        ---
        title: "About"
        modified: 2026-10-01
        ---
        About us.
        -- pages/privacy.md --
        ---
        title: "Privacy"
        ---
        None.
        """;

    [Fact]
    public void It_names_every_address_that_may_be_listed_with_its_last_day() => Assert.Equal(
        [
            "/ 2026-11-20",
            "/articles 2026-11-20",
            "/articles/heat 2026-11-15",
            "/articles/cold 2026-11-20",
            "/topics 2026-11-20",
            "/topics/cold 2026-11-20",
            "/topics/pain 2026-11-20",
            "/people/ann 2026-11-20",
            "/people/rita",
            "/about 2026-10-01",
            "/privacy",
            "/corrections 2026-11-19",
            "/papers/lee-2020 2026-11-20",
            "/papers/ode-2021 2026-11-20",
        ],
        Addresses(edition => edition));

    [Fact]
    public void An_article_that_is_being_checked_as_a_whole_is_not_in_it()
    {
        Assert.True(Slug.TryParse("heat", out var heat));

        Assert.DoesNotContain(Addresses(edition => edition with { Holds = [new Hold(heat, null, null, null, null)] }), address => address.StartsWith("/articles/heat", StringComparison.Ordinal));
        Assert.Contains("/articles/heat 2026-11-15", Addresses(edition => edition with { Holds = [new Hold(heat, "helps", null, null, null)] }));
    }

    [Fact]
    public void A_site_without_articles_has_one_too()
    {
        using var content = ContentOnDisk.From("""
            -- site.yaml --
            name: "Empty"
            """);

        Assert.Equal(["/", "/articles", "/topics", "/corrections"], Addresses(content.Build()));
    }

    private static List<string> Addresses(Func<Edition, Edition> change)
    {
        using var content = ContentOnDisk.From(Content);
        return Addresses(change(content.Build()));
    }

    private static List<string> Addresses(Edition edition) =>
    [
        .. XDocument.Parse(Sitemap.Of(edition, new Uri("https://backs.example")).ToString()).Root!.Elements(Protocol + "url").Select(url =>
        {
            Assert.StartsWith("https://backs.example/", url.Element(Protocol + "loc")!.Value, StringComparison.Ordinal);
            return $"{url.Element(Protocol + "loc")!.Value["https://backs.example".Length..]} {url.Element(Protocol + "lastmod")?.Value}".TrimEnd();
        }),
    ];
}
