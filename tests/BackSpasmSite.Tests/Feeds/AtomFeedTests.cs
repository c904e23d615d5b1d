using System.Xml.Linq;
using BackSpasmSite.Feeds;

namespace BackSpasmSite.Tests.Feeds;

public sealed class AtomFeedTests
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    private const string Content = """
        -- site.yaml --
        name: "Backs & more"
        tagline: "Plain <words>"
        language: en
        -- people.yaml --
        ann: { name: "Ann Writer", role: [writes] }
        -- articles/heat.md --
        ---
        title: "Heat"
        description: "What heat does."
        author: ann
        published: 2026-11-01
        modified: 2026-11-20
        topics: [heat, pain]
        corrections:
          - { date: 2026-11-10, note: "The dose was wrong." }
          - { date: 2026-11-20, note: "The effect was too large.", was: "Heat cures.", now: "Heat helps a little." }
        ---
        Heat helps a little.
        -- articles/cold.md --
        ---
        title: "Cold"
        description: "What cold does."
        author: ann
        published: 2026-11-15
        topics: [cold]
        ---
        Cold helps too.
        -- articles/gone.md --
        ---
        title: "Gone"
        description: "Was wrong."
        author: ann
        published: 2026-11-01
        topics: [cold]
        withdrawn: { date: 2026-11-19, note: "It was wrong." }
        ---
        Gone.
        """;

    [Fact]
    public void Articles_and_corrections_stand_in_it_newest_change_first()
    {
        var titles = Feed().Root!.Elements(Atom + "entry").Select(entry => entry.Element(Atom + "title")!.Value);

        Assert.Equal(["Heat", "Correction: Heat", "Withdrawn: Gone", "Cold", "Correction: Heat"], titles);
    }

    [Fact]
    public void A_correction_says_what_was_wrong_and_what_it_says_now()
    {
        var entry = Feed().Root!.Elements(Atom + "entry").Single(entry => entry.Element(Atom + "id")!.Value.StartsWith("https://backs.example/corrections#heat-2026-11-20-", StringComparison.Ordinal));

        Assert.Equal("<p>The effect was too large.</p>\n<p>It said: <del>Heat cures.</del></p>\n<p>It says now: <ins>Heat helps a little.</ins></p>", entry.Element(Atom + "content")!.Value);
        Assert.Equal("html", entry.Element(Atom + "content")!.Attribute("type")!.Value);
        Assert.Equal("2026-11-20T00:00:00Z", entry.Element(Atom + "updated")!.Value);
    }

    [Fact]
    public void It_has_what_RFC_4287_requires()
    {
        var feed = Feed().Root!;

        Assert.Equal("https://backs.example/", feed.Element(Atom + "id")!.Value);
        Assert.Equal("Backs & more", feed.Element(Atom + "title")!.Value);
        Assert.Equal(feed.Elements(Atom + "entry").Max(entry => entry.Element(Atom + "updated")!.Value), feed.Element(Atom + "updated")!.Value);
        Assert.Equal("https://backs.example/feed.xml", feed.Elements(Atom + "link").Single(link => link.Attribute("rel")!.Value == "self").Attribute("href")!.Value);
        Assert.All(feed.Elements(Atom + "entry"), entry =>
        {
            foreach (var required in (string[])["id", "title", "updated", "link"]) Assert.NotNull(entry.Element(Atom + required));
        });
        var ids = feed.Elements(Atom + "entry").Select(entry => entry.Element(Atom + "id")!.Value).ToList();
        Assert.Equal(ids.Distinct(), ids);
    }

    [Fact]
    public void A_site_without_articles_has_a_feed_too()
    {
        using var content = ContentOnDisk.From("""
            -- site.yaml --
            name: "Empty"
            """);

        var feed = AtomFeed.Of(content.Build(), new Uri("https://backs.example"));

        Assert.Empty(feed.Root!.Elements(Atom + "entry"));
        Assert.Equal("2026-11-22T00:00:00Z", feed.Root.Element(Atom + "updated")!.Value);
    }

    [Fact]
    public void An_article_stands_in_it_whole_beside_its_summary()
    {
        var entry = Feed().Root!.Elements(Atom + "entry").Single(entry => entry.Element(Atom + "title")!.Value == "Cold");

        Assert.Equal("What cold does.", entry.Element(Atom + "summary")!.Value);
        Assert.Equal("html", entry.Element(Atom + "content")!.Attribute("type")!.Value);
        Assert.Contains("<p>Cold helps too.</p>", entry.Element(Atom + "content")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void It_ends_with_the_twentieth_change()
    {
        using var content = ContentOnDisk.From(string.Join('\n', Enumerable.Range(10, 31).Select(number => $$"""
            -- articles/article-{{number}}.md --
            ---
            title: "Article {{number}}"
            description: "Words."
            author: ann
            published: 2026-10-{{(number % 2) + 1:00}}
            topics: [cold]
            ---
            Words.
            """)));

        var titles = AtomFeed.Of(content.Build(), new Uri("https://backs.example/")).Root!.Elements(Atom + "entry").Select(entry => entry.Element(Atom + "title")!.Value).ToList();

        Assert.Equal(20, titles.Count);
        Assert.Equal("Article 11", titles[0]);
        Assert.DoesNotContain("Article 40", titles);
    }

    private static XDocument Feed()
    {
        using var content = ContentOnDisk.From(Content);
        // Written and parsed again, as a feed reader does.
        return XDocument.Parse(AtomFeed.Of(content.Build(), new Uri("https://backs.example/")).ToString());
    }
}
