using System.Xml.Linq;
using BackSpasmSite.Content;
using BackSpasmSite.Feeds;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using OptionsOf = Microsoft.Extensions.Options.Options;

namespace BackSpasmSite.Tests.Feeds;

/// <summary>With the feed's history, ids stay, times only grow, and nothing leaves the feed silently.</summary>
public sealed class FeedHistoryTests
{
    private const string Home = "https://backs.example";
    private const string Article = $"{Home}/articles/heat";
    private const string Dose = "  - { date: 2026-11-18, note: \"The dose was wrong.\", was: \"Take 5 tablets a day.\", now: \"Take 3 tablets a day.\", reports: [4] }\n";
    private const string Effect = "  - { date: 2026-11-20, note: \"The effect was too large.\", was: \"Heat cures.\", now: \"Heat helps a little.\" }\n";

    private readonly CurrentEdition _current = new();

    [Theory]
    [InlineData("2026-11-18", "2026-11-19")]
    [InlineData("2026-11-18", "2026-11-21")]
    [InlineData("2026-11-18", "2026-10-01")]
    [InlineData("The dose was wrong.", "The dose was far too high.")]
    [InlineData("Take 5 tablets a day.", "Take five tablets a day.")]
    [InlineData("Take 3 tablets a day.", "Take at most 3 tablets a day.")]
    [InlineData("was: \"Take 5 tablets a day.\", ", "")]
    [InlineData(", now: \"Take 3 tablets a day.\"", "")]
    [InlineData(", reports: [4]", "")]
    [InlineData(", reports: [4]", ", reports: [4, 9]")]
    [InlineData("note: \"The dose was wrong.\", was: \"Take 5 tablets a day.\", now: \"Take 3 tablets a day.\"", "note: \"Dosage.\", was: \"Five pills.\", now: \"Three.\"")]
    public void A_correction_keeps_its_id_whatever_is_mended_in_it_and_has_a_later_time(string from, string to)
    {
        var mended = Dose.Replace(from, to, StringComparison.Ordinal);
        Assert.NotEqual(Dose, mended);
        var before = Publish(Front(Dose + Effect));
        // Wherever it is in the list, even if another one is added.
        foreach (var after in (XDocument[])[Publish(Front(mended + Effect)), Publish(Front(Effect + mended + "  - { date: 2026-11-21, note: \"A name.\" }\n"))])
        {
            var (was, now) = (Entry(before, "The dose", "Dos"), Entry(after, "dose", "Dos"));
            Assert.Equal(was.Id, now.Id);
            Assert.True(string.CompareOrdinal(was.Updated, now.Updated) < 0, $"{was.Updated} {now.Updated}");
            Assert.Equal(Entry(before, "effect", "effect"), Entry(after, "effect", "effect"));
        }
    }

    [Fact]
    public void A_second_correction_of_a_day_with_other_words_has_an_id_of_its_own_while_the_first_is_mended()
    {
        var first = Assert.Single(Corrections(Publish(Front(Effect))));
        const string Another = "  - { date: 2026-11-20, note: \"A name was misspelt.\" }\n";

        var both = Corrections(Publish(Front(Another + Effect.Replace("too large", "much too large", StringComparison.Ordinal))));

        Assert.Equal(2, both.Select(entry => entry.Id).Distinct().Count());
        Assert.Contains("much too large", both.Single(entry => entry.Id == first.Id).Content, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_published_again_unchanged_keeps_its_times_and_two_machines_with_the_same_content_agree()
    {
        var first = Publish(Front(Dose + Effect)).ToString();

        Assert.Equal(first, Publish(Front(Dose + Effect)).ToString());
        Assert.Equal(first, Publish(Front(Dose + Effect), new CurrentEdition()).ToString());
    }

    [Fact]
    public void A_correction_that_is_taken_out_is_told_and_comes_back_by_its_id()
    {
        var before = Entry(Publish(Front(Dose + Effect)), "dose", "Dose");
        var gone = Corrections(Publish(Front(Effect))).Single(entry => entry.Id == before.Id);
        var back = Corrections(Publish(Front(Effect + Dose))).Single(entry => entry.Id == before.Id);

        Assert.Equal(("No longer listed: correction of Heat", before.Content), (gone.Title, back.Content));
        Assert.True(string.CompareOrdinal(before.Updated, gone.Updated) < 0 && string.CompareOrdinal(gone.Updated, back.Updated) < 0);
    }

    [Theory]
    [InlineData("draft: true")]
    [InlineData("published: 2027-01-01")]
    [InlineData(null)]
    public void An_article_that_is_deleted_or_a_draft_again_is_told_by_its_id_and_comes_back_later(string? change)
    {
        var before = One(Publish(Front("")), Article);
        var gone = One(Publish(change is null ? null : Front("").Replace("published: 2026-11-01", change.StartsWith("draft", StringComparison.Ordinal) ? $"published: 2026-11-01\n{change}" : change, StringComparison.Ordinal)), Article);
        var back = One(Publish(Front("")), Article);

        Assert.Equal(("No longer available: Heat", "<p>This article is no longer available. Please do not rely on a copy of it.</p>"), (gone.Title, gone.Content));
        Assert.Equal(before with { Updated = "" }, back with { Updated = "" });
        Assert.True(string.CompareOrdinal(before.Updated, gone.Updated) < 0 && string.CompareOrdinal(gone.Updated, back.Updated) < 0);
    }

    [Fact]
    public void An_article_that_is_renamed_says_where_it_is_at_a_later_time()
    {
        var before = One(Publish(Front("")), Article);
        var after = Publish(Front("", "redirects: [/articles/heat]"), name: "warmth");

        Assert.Equal("Moved: Heat", One(after, Article).Title);
        Assert.True(string.CompareOrdinal(before.Updated, One(after, Article).Updated) < 0);
    }

    [Fact]
    public void A_withdrawal_whose_reason_is_mended_has_a_later_time()
    {
        var first = One(Publish(Front("", "withdrawn: { date: 2026-11-20, note: \"Wrong.\" }")), Article);
        var mended = One(Publish(Front("", "withdrawn: { date: 2026-11-20, note: \"Wrong about heat.\" }")), Article);

        Assert.Equal(("Withdrawn: Heat", "Withdrawn: Heat"), (first.Title, mended.Title));
        Assert.True(string.CompareOrdinal(first.Updated, mended.Updated) < 0);
    }

    [Fact]
    public void A_file_that_broke_is_not_gone()
    {
        var before = One(Publish(Front("")), Article);
        // As after a restart, without a last good version.
        var broken = Publish("title: [");

        Assert.DoesNotContain(Entries(broken), entry => entry.Id == Article);
        Assert.Equal(before, One(Publish(Front("")), Article));
    }

    [Fact]
    public void The_anchors_of_the_page_are_those_of_the_feed()
    {
        Publish(Front(Dose + Effect));
        var feed = Publish(Front(Dose.Replace("5 tablets", "five tablets", StringComparison.Ordinal) + Effect));

        Assert.Equal(
            Corrections(feed).Select(entry => entry.Id).Order(StringComparer.Ordinal),
            PublishedCorrection.AllOf(_current.Edition!).Select(published => $"{Home}/corrections#{published.Anchor}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void It_is_kept_in_the_data_folder_and_a_broken_file_costs_no_more_than_what_was_in_it()
    {
        using var data = ContentOnDisk.From("");
        var file = new FeedHistoryFile(OptionsOf.Create(new BackSpasmSite.Options.SiteOptions { DataPath = data.FullPath("data") }), NullLogger<FeedHistoryFile>.Instance);
        Assert.Same(FeedHistory.Empty, file.Load());
        var id = Assert.Single(Corrections(Publish(Front(Dose)))).Id;
        file.Save(_current.Edition!.History);

        var restarted = new CurrentEdition();
        restarted.Remember(file.Load());
        var mended = Dose.Replace("5 tablets", "five tablets", StringComparison.Ordinal).Replace("-18", "-19", StringComparison.Ordinal);
        Assert.Equal(id, Assert.Single(Corrections(Publish(Front(mended), restarted))).Id);

        file.Save(restarted.Edition!.History);
        Assert.Equal(id, $"{Home}/corrections#{Assert.Single(file.Load().Articles["heat"].Corrections).Id}");
        data.Write("data/feed-history.json", "{ \"heat\": [");
        Assert.Same(FeedHistory.Empty, file.Load());
    }

    [Fact]
    public async Task A_running_site_keeps_it_and_leaves_it_for_the_next_start()
    {
        await using var site = new TestSite();
        using var browser = site.Browser();
        var current = site.Services.GetRequiredService<CurrentEdition>();
        // Written after the edition is published.
        await Polling.UntilAsync(() => File.Exists(Path.Combine(site.DataPath, "feed-history.json")));
        site.Content.Delete("articles/heat-or-ice.md");
        await current.WaitUntilAsync(edition => edition.Articles.Count == 0);

        var feed = await browser.GetStringAsync("/feed.xml", TestContext.Current.CancellationToken);

        Assert.Contains("No longer available: Heat or ice?", feed, StringComparison.Ordinal);
    }

    private XDocument Publish(string? front, CurrentEdition? into = null, string name = "heat")
    {
        using var content = ContentOnDisk.From("-- people.yaml --\nann: { name: \"Ann Writer\", role: [writes] }\n" +
            (front is null ? "" : $"-- articles/{name}.md --\n---\n{front}---\nHeat helps.\n"));
        var current = into ?? _current;
        current.Publish(content.Build());
        return XDocument.Parse(AtomFeed.Of(current.Edition!, new Uri(Home)).ToString());
    }

    private static string Front(string corrections, string more = "") =>
        $"title: \"Heat\"\ndescription: \"What heat does.\"\nauthor: ann\ntopics: [heat]\npublished: 2026-11-01\n{more}\n{(corrections.Length == 0 ? "" : $"corrections:\n{corrections}")}";

    private static List<Read> Corrections(XDocument feed) => [.. Entries(feed).Where(entry => entry.Id.StartsWith($"{Home}/corrections#heat-", StringComparison.Ordinal))];

    private static Read Entry(XDocument feed, string words, string otherwise) => Corrections(feed).Single(entry =>
        entry.Content.Contains(words, StringComparison.Ordinal) || entry.Content.Contains(otherwise, StringComparison.Ordinal));

    private static Read One(XDocument feed, string id) => Entries(feed).Single(entry => entry.Id == id);

    private static IEnumerable<Read> Entries(XDocument feed)
    {
        XNamespace atom = "http://www.w3.org/2005/Atom";
        return feed.Root!.Elements(atom + "entry").Select(entry => new Read(
            entry.Element(atom + "id")!.Value, entry.Element(atom + "title")!.Value, entry.Element(atom + "updated")!.Value, entry.Element(atom + "content")!.Value));
    }

    private sealed record Read(string Id, string Title, string Updated, string Content);
}
