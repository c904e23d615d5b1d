using System.Xml.Linq;
using BackSpasmSite.Content;
using BackSpasmSite.Feeds;

namespace BackSpasmSite.Tests.Feeds;

/// <summary>An entry keeps its id for ever, and gets a later time with every change.</summary>
public sealed class FeedIdTests
{
    private const string Article = "https://backs.example/articles/heat";
    private const string First = "  - { date: 2026-11-20, note: \"The dose was wrong.\" }\n";
    private const string Second = "  - { date: 2026-11-20, note: \"A name was wrong.\", reports: [5] }\n";
    private const string Third = "  - { date: 2026-11-20, note: \"The effect.\", was: \"Heat cures.\", now: \"Heat helps.\" }\n";

    [Theory]
    [InlineData(First, Second)]
    [InlineData(Second, First)]
    [InlineData(First, Third)]
    [InlineData(Third, Second)]
    [InlineData(First, "  - { date: 2026-11-10, note: \"Older, and told later.\" }\n")]
    public void A_second_correction_of_a_day_leaves_the_first_its_id_wherever_it_stands(string first, string second)
    {
        var alone = Assert.Single(Corrections(Feed(first)));

        foreach (var both in (string[])[first + second, second + first])
        {
            var entries = Corrections(Feed(both));
            Assert.Equal(2, entries.Select(entry => entry.Id).Distinct().Count());
            Assert.Equal(alone.Content, entries.Single(entry => entry.Id == alone.Id).Content);
        }
    }

    [Fact]
    public void A_typo_in_a_note_and_the_way_lines_are_wrapped_leave_the_id_as_it_is()
    {
        var id = Assert.Single(Corrections(Feed(Third))).Id;

        Assert.Equal(id, Assert.Single(Corrections(Feed(Third.Replace("The effect.", "The effect!", StringComparison.Ordinal)))).Id);
        Assert.Equal(id, Assert.Single(Corrections(Feed(Third.Replace("Heat cures.", "Heat  cures. ", StringComparison.Ordinal)))).Id);
        Assert.Equal(id, Assert.Single(Corrections(Feed(Third.Replace("Heat helps.", "Heat helps!", StringComparison.Ordinal)))).Id);
        Assert.Equal(id, Assert.Single(Corrections(Feed(Third.Replace(", now: \"Heat helps.\"", "", StringComparison.Ordinal)))).Id);
    }

    [Fact]
    public void The_same_correction_twice_is_two_entries() =>
        Assert.Equal(2, Corrections(Feed(First + First)).Select(entry => entry.Id).Distinct().Count());

    [Fact]
    public void An_anchor_of_the_feed_is_on_the_page_with_all_corrections()
    {
        using var content = Content(Front(First + Second));
        var anchors = PublishedCorrection.AllOf(content.Build()).Select(published => $"https://backs.example/corrections#{published.Anchor}");

        Assert.Equal(Corrections(Feed(First + Second)).Select(entry => entry.Id).Order(StringComparer.Ordinal), anchors.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_change_of_one_day_has_a_later_time_and_a_withdrawal_says_why_by_the_same_id()
    {
        var day = Feed("", published: "2026-11-20");
        var modified = Feed("", published: "2026-11-20", more: "modified: 2026-11-20");
        var corrected = Feed(First, published: "2026-11-20", more: "modified: 2026-11-20");
        var again = Feed(Second + First, published: "2026-11-20", more: "modified: 2026-11-20");
        var withdrawn = Feed(Second + First, published: "2026-11-20", more: "modified: 2026-11-20\nwithdrawn: { date: 2026-11-20, note: \"It was <wrong>.\" }");
        var back = Feed(Third + Second + First, published: "2026-11-20", more: "modified: 2026-11-20");

        var times = new[] { day, modified, corrected, again, withdrawn, back }.Select(feed => Entry(feed, Article).Updated).ToList();
        Assert.Equal(times.Order(StringComparer.Ordinal), times);
        Assert.Equal(times.Distinct(), times);
        Assert.Equal("2026-11-20T00:00:00Z", times[0]);
        Assert.Equal(("Withdrawn: Heat", "<p><strong>This article was withdrawn on 20 Nov 2026:</strong> It was &lt;wrong&gt;.</p>"), (Entry(withdrawn, Article).Title, Entry(withdrawn, Article).Content));
        Assert.Equal(("Heat", true), (Entry(back, Article).Title, Entry(back, Article).Content.Contains("Heat helps.", StringComparison.Ordinal)));
        Assert.Equal(2, Corrections(again).Select(entry => entry.Updated).Distinct().Count());
        Assert.Equal(Assert.Single(Corrections(corrected)).Updated, Corrections(again).Single(entry => entry.Id == Assert.Single(Corrections(corrected)).Id).Updated);
    }

    [Fact]
    public void An_article_that_is_withdrawn_and_brought_back_on_another_day_has_its_times_in_order()
    {
        var before = Feed("", more: "modified: 2026-11-10");
        var withdrawn = Feed("", more: "modified: 2026-11-10\nwithdrawn: { date: 2026-11-12, note: \"Wrong.\" }");
        var back = Feed("", more: "modified: 2026-11-12");

        Assert.True(string.CompareOrdinal(Entry(before, Article).Updated, Entry(withdrawn, Article).Updated) < 0);
        Assert.True(string.CompareOrdinal(Entry(withdrawn, Article).Updated, Entry(back, Article).Updated) < 0);
    }

    [Fact]
    public void An_article_that_moved_says_so_by_its_old_id()
    {
        var moved = Entry(Feed("", more: "redirects: [/articles/warm, /old-blog/warmth]"), "https://backs.example/articles/warm");

        Assert.Equal(("Moved: Heat", $"<p>This article is now at <a href=\"{Article}\">Heat</a>.</p>"), (moved.Title, moved.Content));
        var withdrawn = Entry(Feed("", more: "redirects: [/articles/warm]\nwithdrawn: { date: 2026-11-12, note: \"Wrong.\" }"), "https://backs.example/articles/warm");
        Assert.Equal("Withdrawn: Heat", withdrawn.Title);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("helps")]
    public void What_is_being_checked_has_the_time_since_when(string? quote)
    {
        Assert.True(Slug.TryParse("heat", out var heat));
        using var content = Content(Front(""));
        var since = new DateTime(2026, 11, 21, 9, 30, 0, DateTimeKind.Utc);
        var edition = content.Build() with { Holds = [new Hold(heat, quote, null, null, null) { Since = since.Ticks }] };

        Assert.Equal("2026-11-21T09:30:00Z", Entry(AtomFeed.Of(edition, new Uri("https://backs.example")), Article).Updated);
    }

    [Fact]
    public void The_end_of_a_check_and_every_change_after_it_have_later_times()
    {
        Assert.True(Slug.TryParse("heat", out var heat));
        var (since, lifted) = (new DateTime(2026, 11, 21, 9, 30, 0, DateTimeKind.Utc).Ticks, new DateTime(2026, 11, 21, 11, 0, 0, DateTimeKind.Utc).Ticks);
        var held = Updated("", [new Hold(heat, null, null, null, null) { Since = since }], []);
        var free = Updated("", [], [new Lift(heat, lifted)]);
        var corrected = Updated(Today(First), [], [new Lift(heat, lifted)]);
        var again = Updated(Today(First + Second), [], [new Lift(heat, lifted)]);
        var later = Updated(First.Replace("-20", "-22", StringComparison.Ordinal), [], [new Lift(heat, lifted)]);

        string[] times = [held, free, corrected, again, later];
        Assert.Equal(times.Order(StringComparer.Ordinal).Distinct(), times);
        Assert.Equal("2026-11-21T11:00:00Z", free);

        static string Today(string corrections) => corrections.Replace("-20", "-21", StringComparison.Ordinal);

        static string Updated(string corrections, IReadOnlyList<Hold> holds, IReadOnlyList<Lift> lifts)
        {
            using var content = Content(Front(corrections));
            return Entry(AtomFeed.Of(content.Build() with { Holds = holds, Lifts = lifts }, new Uri("https://backs.example")), Article).Updated;
        }
    }

    private static string Front(string corrections, string published = "2026-11-01", string more = "") =>
        $"published: {published}\n{more}\n{(corrections.Length == 0 ? "" : $"corrections:\n{corrections}")}";

    private static ContentOnDisk Content(string front) => ContentOnDisk.From(
        "-- people.yaml --\nann: { name: \"Ann Writer\", role: [writes] }\n-- articles/heat.md --\n---\ntitle: \"Heat\"\ndescription: \"What heat does.\"\nauthor: ann\ntopics: [heat]\n" +
        $"{front}---\nHeat helps.\n");

    private static XDocument Feed(string corrections, string published = "2026-11-01", string more = "")
    {
        using var content = Content(Front(corrections, published, more));
        return XDocument.Parse(AtomFeed.Of(content.Build(), new Uri("https://backs.example/")).ToString());
    }

    private static List<Read> Corrections(XDocument feed) => [.. Entries(feed).Where(entry => entry.Id.StartsWith("https://backs.example/corrections#heat-", StringComparison.Ordinal))];

    private static Read Entry(XDocument feed, string id) => Entries(feed).Single(entry => entry.Id == id);

    private static IEnumerable<Read> Entries(XDocument feed)
    {
        XNamespace atom = "http://www.w3.org/2005/Atom";
        return feed.Root!.Elements(atom + "entry").Select(entry => new Read(
            entry.Element(atom + "id")!.Value, entry.Element(atom + "title")!.Value, entry.Element(atom + "updated")!.Value, entry.Element(atom + "content")!.Value));
    }

    private sealed record Read(string Id, string Title, string Updated, string Content);
}
