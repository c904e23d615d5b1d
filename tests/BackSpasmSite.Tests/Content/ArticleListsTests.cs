using BackSpasmSite.Content;

namespace BackSpasmSite.Tests.Content;

/// <summary>Which articles a list names, and in which order.</summary>
public sealed class ArticleListsTests : IDisposable
{
    private readonly ContentOnDisk _content = ContentOnDisk.From("""
        -- people.yaml --
        editors: { name: The editors }
        -- references.json --
        [{ "id": "a", "type": "book", "title": "A" }, { "id": "b", "type": "book", "title": "B" }, { "id": "c", "type": "book", "title": "C" }]
        """);

    [Fact]
    public void The_newest_comes_first_and_those_of_one_day_stand_by_slug()
    {
        Write("old", "2026-11-01");
        Write("second", "2026-11-10");
        Write("first", "2026-11-10");
        Write("new", "2026-11-20");

        Assert.Equal("new first second old", Names(_content.Build().Lists.NewestFirst));
    }

    [Fact]
    public void Whatever_a_save_changes_the_lists_are_those_of_a_fresh_start()
    {
        Write("one", "2026-11-01");
        Write("two", "2026-11-02", topics: "heat, cold");
        Write("three", "2026-11-03", topics: "cold");
        var builder = _content.Builder();
        Action[] saves =
        [
            () => { },
            () => Replace("two", "\n---\n", "\n---\nMore words.\n"),
            () => Replace("two", "title: two", "title: Another"),
            () => Replace("two", "2026-11-02", "2026-11-09"),
            () => Replace("one", "[heat]", "[heat, ice]"),
            () => Replace("one", "[heat, ice]", "[ice, heat]"),
            () => Write("three", "2026-11-03", topics: "cold", references: "a"),
            () => Write("one", "2026-11-01", references: "a"),
            () => Write("one", "2026-11-01", more: "withdrawn: { date: 2026-11-03, note: Wrong. }"),
            () => Write("four", "2026-11-04", topics: "ice"),
            () => _content.Delete("articles/two.md"),
        ];
        foreach (var save in saves)
        {
            save();
            Assert.Equal(Words(_content.Build()), Words(builder.Build(ContentOnDisk.Today)));
        }

        void Replace(string slug, string old, string now)
        {
            var text = _content.Read($"articles/{slug}.md");
            Assert.Contains(old, text, StringComparison.Ordinal);
            _content.Write($"articles/{slug}.md", text.Replace(old, now, StringComparison.Ordinal));
        }

        static string Words(Edition edition) => string.Join('\n',
        [
            Names(edition.Lists.NewestFirst),
            .. edition.Lists.Topics.Select(topic => $"{topic.Key}: {Names(topic.Articles)}"),
            .. edition.Lists.NewestFirst.Select(article => $"{article.Title}: {Names(edition.Lists.Related(article, 5))}, {edition.Lists.Before(article)?.Title}, {edition.Lists.After(article)?.Title}, {article.BodyHtml}{article.LeadHtml}"),
        ]);
    }

    [Fact]
    public void Withdrawn_scheduled_and_draft_articles_are_in_no_list()
    {
        Write("seen", "2026-11-01");
        Write("withdrawn", "2026-11-02", more: "withdrawn: { date: 2026-11-03, note: Wrong. }");
        Write("scheduled", "2026-11-30", topics: "later");
        Write("draft", "2026-11-04", more: "draft: true");

        var lists = _content.Build().Lists;

        Assert.Equal("seen", Names(lists.NewestFirst));
        Assert.Equal(["heat"], lists.Topics.Select(topic => topic.Key));
        Assert.Equal("seen", Names(lists.ByTopic["heat"].Articles));
        Assert.Equal("draft seen", Names(_content.Build(drafts: true).Lists.NewestFirst));
    }

    [Fact]
    public void Each_article_has_those_published_just_before_and_after_it()
    {
        Write("one", "2026-11-01");
        Write("gone", "2026-11-02", more: "withdrawn: { date: 2026-11-03, note: Wrong. }");
        Write("two", "2026-11-03");
        Write("three", "2026-11-04");
        var edition = _content.Build();

        Assert.Equal(("-", "two"), Beside("one"));
        Assert.Equal(("one", "three"), Beside("two"));
        Assert.Equal(("two", "-"), Beside("three"));
        Assert.Equal(("-", "-"), Beside("gone"));

        (string, string) Beside(string slug) =>
            (edition.Lists.Before(Find(edition, slug))?.Title ?? "-", edition.Lists.After(Find(edition, slug))?.Title ?? "-");
    }

    [Fact]
    public void Related_articles_share_the_most_topics_and_papers_and_the_newer_come_first_among_equals()
    {
        Write("here", "2026-11-10", "heat, running", "a, b");
        Write("three", "2026-11-01", "heat", "b, a");
        Write("two-topics", "2026-11-02", "running, heat");
        Write("two-papers", "2026-11-03", "other", "b, a");
        Write("topic-twice", "2026-11-04", "heat, heat");
        Write("nothing", "2026-11-05", "other", "c");
        var edition = _content.Build();

        Assert.Equal("three two-papers two-topics topic-twice", Names(edition.Lists.Related(Find(edition, "here"), 10)));
        Assert.Equal("three two-papers", Names(edition.Lists.Related(Find(edition, "here"), 2)));
    }

    [Fact]
    public void A_withdrawn_article_has_related_ones_and_is_none()
    {
        Write("gone", "2026-11-02", more: "withdrawn: { date: 2026-11-03, note: Wrong. }");
        Write("here", "2026-11-03");
        Write("other", "2026-11-04", "unlike");
        var edition = _content.Build();

        Assert.Equal("here", Names(edition.Lists.Related(Find(edition, "gone"), 3)));
        Assert.Empty(edition.Lists.Related(Find(edition, "here"), 3));
    }

    [Theory]
    [InlineData("warning-signs", "Warning signs", "/topics/warning-signs")]
    [InlineData("heat", "Heat", "/topics/heat")]
    [InlineData("5-km", "5 km", "/topics/5-km")]
    public void A_topic_has_a_name_that_can_be_read(string key, string name, string address)
    {
        Write("here", "2026-11-01", key);

        var topic = Assert.Single(_content.Build().Lists.Topics);

        Assert.Equal((name, address), (topic.Name, topic.Address));
    }

    [Fact]
    public void A_link_to_a_topic_that_readers_cannot_see_yet_is_told()
    {
        Write("here", "2026-11-01", text: "See [the topic](/topics/later).");
        Write("soon", "2026-11-30", "later");

        Assert.Equal(["articles/here.md(10,17) LNK002"], _content.Problems());
    }

    public void Dispose() => _content.Dispose();

    private void Write(string slug, string published, string topics = "heat", string references = "", string more = "", string? text = null)
    {
        var cites = references.Length == 0 ? "" : $" ({string.Join(", ", Enumerable.Range(1, references.Split(',').Length))})";
        _content.Write($"articles/{slug}.md", $"---\ntitle: {slug}\ndescription: d\nauthor: editors\npublished: {published}\ntopics: [{topics}]\nreferences: [{references}]\n{more}\n---\n{text ?? $"Text{cites}."}\n");
    }

    private static Article Find(Edition edition, string slug) => edition.Articles.Values.Single(article => article.Title == slug);

    private static string Names(IEnumerable<Article> articles) => string.Join(' ', articles.Select(article => article.Title));
}
