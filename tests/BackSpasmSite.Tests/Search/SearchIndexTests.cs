using BackSpasmSite.Content;
using BackSpasmSite.Options;
using BackSpasmSite.Search;

namespace BackSpasmSite.Tests.Search;

/// <summary>The index by itself, on a content folder of a test.</summary>
public sealed class SearchIndexTests : IDisposable
{
    private readonly ContentOnDisk _content = ContentOnDisk.Small();
    private readonly SearchIndex _index;
    private readonly SiteSearch _search;

    public SearchIndexTests()
    {
        _index = new SearchIndex(Microsoft.Extensions.Options.Options.Create(new SiteOptions { DataPath = _content.Parent }));
        _search = new SiteSearch(_index);
    }

    public void Dispose()
    {
        _index.Dispose();
        _content.Dispose();
    }

    [Fact]
    public void A_held_passage_and_a_held_article_are_not_found()
    {
        var edition = _content.Build();
        Assert.True(Slug.TryParse("heat-or-ice", out var slug));
        Update(edition);
        Assert.Contains("pleasant", Words(Assert.Single(Find("pleasant", edition))), StringComparison.Ordinal);

        // The index doesn't know of the hold yet.
        var held = edition with { Holds = [new Hold(slug, "It is pleasant.", null, null, "s-heat")] };
        Assert.Equal("", Words(Assert.Single(Find("pleasant", held))));
        Update(held);
        Assert.Empty(Find("pleasant", held));

        Assert.Empty(Find("heat", edition with { Holds = [new Hold(slug, null, null, null, null)] }));
        Update(edition);
        Assert.Single(Find("pleasant", edition));
    }

    [Fact]
    public void Drafts_scheduled_and_withdrawn_articles_are_not_found()
    {
        Write("draft", "Zebras graze.", "draft: true");
        Write("scheduled", "Zebras graze.", published: "2030-01-01");
        Write("withdrawn", "Zebras graze.", "withdrawn: { date: 2026-11-10, note: \"Wrong.\" }");
        var edition = _content.Build();
        Update(edition);
        Assert.Empty(Find("zebras", edition));

        Write("withdrawn", "Zebras graze.");
        var back = _content.Build();
        Update(back);
        Assert.Equal("/articles/withdrawn", Assert.Single(Find("zebras", back)).Address);
        // The index is older than the edition.
        Assert.Empty(Find("zebras", edition));
    }

    [Fact]
    public void Titles_come_before_headings_and_headings_before_text()
    {
        Write("a-text", "Zebra zebra zebra zebra.");
        Write("b-heading", "Nothing.\n\n## The zebra\n\nNothing.");
        Write("c-title", "Nothing.", title: "A zebra");
        var edition = _content.Build();
        Update(edition);
        Assert.Equal(["/articles/c-title", "/articles/b-heading#s-the-zebra", "/articles/a-text"], Find("zebra", edition).Select(hit => hit.Address));
    }

    [Theory]
    [InlineData("stretches", "/articles/words#s-moves")]
    [InlineData("STRETCHED", "/articles/words#s-moves")]
    [InlineData("cafe", "/articles/words")]
    [InlineData("café", "/articles/words")]
    [InlineData("stret", "/articles/words#s-moves")]
    [InlineData("\"gentle stretching\"", "/articles/words#s-moves")]
    [InlineData("\"stretching gentle\"", null)]
    [InlineData("bulge", "/articles/words#references")]
    [InlineData("jones 2019", "/papers/jones-2019")]
    public void Stems_accents_prefixes_phrases_and_papers_are_found(string typed, string? address)
    {
        _content.Write("references.json", """[{ "id": "jones-2019", "type": "article-journal", "title": "Discs that bulge", "author": [{ "family": "Jones", "given": "Ann" }], "issued": { "date-parts": [[2019]] } }]""");
        Write("words", "Sit in a café [@jones-2019].\n\n## Moves\n\nTry gentle stretching.");
        var edition = _content.Build();
        Update(edition);
        Assert.Equal(address, Find(typed, edition) is [var first, ..] ? first.Address : null);
    }

    [Theory]
    [InlineData("plaesant", "pleasant")]
    [InlineData("plesant heat", "pleasant heat")]
    [InlineData("pleasant", null)]
    [InlineData("qqqqqqq", null)]
    public void A_misspelt_word_finds_what_was_meant(string typed, string? corrected)
    {
        var edition = _content.Build();
        Update(edition);
        Assert.Equal(corrected, _search.Find(typed, edition)!.Corrected);
        if (corrected is not null) Assert.Equal("/articles/heat-or-ice#s-heat", Find(typed, edition)[0].Address);
    }

    [Fact]
    public void A_word_that_is_gone_is_no_longer_suggested()
    {
        Write("a", "A zebra.");
        Update(_content.Build());
        Write("a", "A horse.");
        var edition = _content.Build();
        Update(edition);
        var results = _search.Find("zebrs", edition)!;
        Assert.Equal((null, 0), (results.Corrected, results.Hits.Count));
    }

    [Fact]
    public void Hits_are_counted_in_pages_of_twenty()
    {
        for (var number = 1; number <= 45; number++) Write($"a-{number:00}", "A zebra.");
        var edition = _content.Build();
        Update(edition);
        var pages = Enumerable.Range(1, 4).Select(page => _search.Find("zebra", edition, page)!).ToList();
        Assert.Equal([(20, true), (20, true), (5, false), (0, false)], pages.Select(page => (page.Hits.Count, page.HasMore)));
        Assert.Equal(45, pages.SelectMany(page => page.Hits).Select(hit => hit.Address).Distinct().Count());
    }

    [Fact]
    public void A_topic_leaves_the_others_out()
    {
        Write("a", "A zebra.", topics: "causes");
        Write("b", "A zebra.", topics: "remedies");
        var edition = _content.Build();
        Update(edition);
        Assert.Equal("/articles/b", Assert.Single(_search.Find("zebra", edition, topic: "remedies")!.Hits).Address);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("this is not a database, and long enough to be taken for one: ----------------------------------------------------------------")]
    public void A_deleted_or_damaged_file_is_built_anew(string? damage)
    {
        var edition = _content.Build();
        Update(edition);
        Assert.Single(Find("pleasant", edition));
        using var next = new SearchIndex(Microsoft.Extensions.Options.Options.Create(new SiteOptions { DataPath = _content.Parent }));
        _index.Dispose();
        foreach (var file in Directory.GetFiles(_content.Parent, "search.db*")) File.Delete(file);
        if (damage is not null) File.WriteAllText(next.Path, damage);
        next.Update(edition, TestContext.Current.CancellationToken);
        Assert.Single(new SiteSearch(next).Find("pleasant", edition)!.Hits);
    }

    [Fact]
    public void Damage_inside_the_file_is_noticed_by_a_search_and_mended_by_the_next_update()
    {
        for (var number = 1; number <= 30; number++) Write($"a-{number:00}", string.Join(' ', Enumerable.Range(1, 300).Select(word => $"word{word * number}")));
        var edition = _content.Build();
        Update(edition);
        using (var file = new FileStream(_index.Path, FileMode.Open, FileAccess.Write))
        {
            // Everything but the first page, which has the tables' names.
            file.Position = 4096;
            file.Write(new byte[file.Length - 4096]);
        }

        Assert.Null(_search.Find("word42", edition));
        Assert.False(_index.IsReady);
        Update(edition);
        Assert.NotEmpty(Find("word42", edition));
    }

    [Fact]
    public void An_earlier_file_is_used_again_and_only_what_changed_is_written()
    {
        Write("a", "A zebra.");
        Update(_content.Build());
        _index.Dispose();
        using (var mark = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={_index.Path};Pooling=False"))
        {
            mark.Open();
            using var command = mark.CreateCommand();
            command.CommandText = "UPDATE entries SET holds = 'marked' WHERE key = '/articles/heat-or-ice'; SELECT changes()";
            Assert.Equal(1L, command.ExecuteScalar());
        }

        Write("a", "A horse.");
        using var next = new SearchIndex(Microsoft.Extensions.Options.Options.Create(new SiteOptions { DataPath = _content.Parent }));
        var edition = _content.Build();
        next.Update(edition, TestContext.Current.CancellationToken);
        var search = new SiteSearch(next);
        Assert.Equal((0, 1), (search.Find("zebra", edition)!.Hits.Count, search.Find("horse", edition)!.Hits.Count));
        // The row of the other article is still the marked one, whose holds are not the edition's.
        Assert.Equal("", Words(Assert.Single(search.Find("pleasant", edition)!.Hits)));
    }

    [Fact]
    public void After_each_save_exactly_what_is_in_the_edition_is_found()
    {
        _content.Write("references.json", """[{ "id": "jones-2019", "type": "article-journal", "title": "Discs that bulge" }, { "id": "smith-2020", "type": "article-journal", "title": "Knees that creak" }]""");
        var builder = _content.Builder();
        Assert.Equal("pleasant", Found());
        Write("a", "A zebra.");
        Assert.Equal("pleasant zebra", Found());
        Write("a", "A horse [@jones-2019].");
        Assert.Equal("pleasant horse bulge", Found());
        Write("b", "A zebra [@jones-2019; @smith-2020].");
        Assert.Equal("pleasant zebra horse bulge creak", Found());
        Assert.Equal("creak", Suggested());
        Write("b", "A zebra [@jones-2019].");
        Assert.Equal("pleasant zebra horse bulge", Found());
        Assert.Null(Suggested());
        Write("a", "A horse [@jones-2019].", "withdrawn: { date: 2026-11-10, note: \"Wrong.\" }");
        Assert.Equal("pleasant zebra bulge", Found());
        // As many as before, but not the same ones.
        _content.Delete("articles/b.md");
        Write("c", "A horse (1).", "references: [smith-2020]");
        Assert.Equal("pleasant horse creak", Found());

        // Still cited, but the bibliography has it no more.
        _content.Write("references.json", """[{ "id": "jones-2019", "type": "article-journal", "title": "Discs that bulge" }]""");
        Assert.Equal("pleasant horse", Found());

        string? Suggested() => _search.Find("crek", builder.Build(ContentOnDisk.Today))!.Corrected;

        string Found()
        {
            var edition = builder.Build(ContentOnDisk.Today);
            Update(edition);
            return string.Join(' ', ((string[])["pleasant", "zebra", "horse", "bulge", "creak"]).Where(word => Find(word, edition).Count > 0));
        }
    }

    [Fact]
    public void The_words_of_a_picture_are_found_while_they_are_printed_instead_of_it()
    {
        var builder = _content.Builder();
        Write("a", "A horse.\n\n![A zebra](/images/zebra.svg)");
        Assert.Single(Found());
        _content.Write("images/zebra.svg", _content.Read("images/dot.svg"));
        Assert.Empty(Found());
        _content.Delete("images/zebra.svg");
        Assert.Single(Found());

        IReadOnlyList<SearchHit> Found()
        {
            var edition = builder.Build(ContentOnDisk.Today);
            Update(edition);
            return Find("zebra", edition);
        }
    }

    [Fact]
    public void Another_language_gets_another_index()
    {
        _content.Write("site.yaml", "name: \"Seite\"\nlanguage: de\n");
        Write("a", "Die Zebras.");
        var german = _content.Build();
        Update(german);
        // Without English stems.
        Assert.Equal((1, 0), (Find("zebras", german).Count, Find("zebraing", german).Count));

        _content.Write("site.yaml", "name: \"Site\"\n");
        var english = _content.Build();
        Update(english);
        Assert.Single(Find("zebraing", english));
    }

    private static string Words(SearchHit hit) => string.Concat(hit.Snippet.Select(part => part.Text));

    private IReadOnlyList<SearchHit> Find(string typed, Edition edition) => _search.Find(typed, edition)!.Hits;

    private void Update(Edition edition) => _index.Update(edition, TestContext.Current.CancellationToken);

    private void Write(string slug, string text, string more = "", string? title = null, string published = "2026-11-01", string topics = "heat") => _content.Write($"articles/{slug}.md", $"""
        ---
        title: "{title ?? "Untitled"}"
        description: "Something."
        author: ann
        published: {published}
        topics: [{topics}]
        {more}
        ---
        {text.ReplaceLineEndings("\n")}

        """);
}
