using BackSpasmSite.Content;
using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.Files;

namespace BackSpasmSite.Tests.Content;

/// <summary>What becomes of a folder of files: an edition.</summary>
public sealed class EditionTests
{
    [Fact]
    public void Files_read_ahead_are_read_again_only_if_they_change_before_the_first_edition()
    {
        using var content = ContentOnDisk.WithText("First.");
        var builder = new EditionBuilder(new ContentFolder(content.Path), drafts: false);
        builder.ReadAhead(most: 1);
        Assert.NotNull(builder.FingerprintOf("articles/heat.md"));

        content.Write("articles/heat.md", content.Read("articles/heat.md").Replace("First.", "Second, and longer.", StringComparison.Ordinal));

        Assert.Contains("Second", builder.Build(ContentOnDisk.Today).Articles.Values.Single().LeadHtml, StringComparison.Ordinal);

        var large = new EditionBuilder(new ContentFolder(content.Path), drafts: false);
        large.ReadAhead(most: 0);
        Assert.Null(large.FingerprintOf("articles/heat.md"));
    }

    [Fact]
    public void One_file_becomes_one_finished_article()
    {
        using var content = ContentOnDisk.From("""
            -- site.yaml --
            name: Backs
            emergency: { number: "112", text: "Anywhere in Europe." }
            -- people.yaml --
            editors: { name: The editors, role: [writes] }
            -- references.json --
            [{ "id": "smith-2020", "type": "article-journal", "title": "Heat", "DOI": "10.1000/xyz" }]
            -- images/pelvis.svg --
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 360 300"/>
            -- articles/heat.md --
            ---
            title: "Heat or ice"
            description: What helps.
            author: editors
            published: 2026-11-01
            topics: [heat]
            image: { src: images/pelvis.svg, alt: A pelvis, caption: "Drawn by us (1)." }
            references: [smith-2020]
            ---
            Heat helps a little (1).

            ::: get-help-now
            Do not wait.
            :::

            A second paragraph.

            ## What *helps*?

            ![A pelvis](../images/pelvis.svg "Again (1).")

            ### What helps?
            """);

        var article = Assert.Single(content.Build().Articles).Value;

        Assert.StartsWith("<p>Heat helps a little <span class=\"citation\">(<a href=\"https://doi.org/10.1000/xyz\" id=\"cite-1-1\"", article.LeadHtml, StringComparison.Ordinal);
        Assert.Contains("<h2 id=\"get-help-now-title\">Get help now</h2><p class=\"call\"><a href=\"tel:112\">Call 112</a> <span>Anywhere in Europe.</span></p>", article.LeadHtml, StringComparison.Ordinal);
        Assert.EndsWith("</section>\n", article.LeadHtml, StringComparison.Ordinal);
        Assert.Contains("width=\"360\" height=\"300\" alt=\"A pelvis\" loading=\"lazy\"", article.FigureHtml, StringComparison.Ordinal);
        Assert.Contains("<figcaption>Drawn by us <span class=\"citation\">(<a href=\"https://doi.org/10.1000/xyz\" id=\"cite-1-2\"", article.FigureHtml, StringComparison.Ordinal);
        Assert.StartsWith("<p>A second paragraph.</p>", article.BodyHtml, StringComparison.Ordinal);
        Assert.Contains("id=\"cite-1-3\"", article.BodyHtml, StringComparison.Ordinal);
        Assert.Equal([new Heading(2, "s-what-helps", "What helps?"), new Heading(3, "s-what-helps-2", "What helps?")], article.Headings);
        Assert.Equal(["cite-1-1", "cite-1-2", "cite-1-3"], Assert.Single(article.References).Citations);
        Assert.Empty(content.Problems());
    }

    [Fact]
    public void Without_a_number_the_help_box_names_the_local_one()
    {
        using var content = ContentOnDisk.WithText("Text.\n\n::: get-help-now\nGo.\n:::");

        Assert.Contains("<strong>Call your local emergency number</strong>", content.Build().Articles.Values.Single().LeadHtml, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[x](other.md)", "/articles/other")]
    [InlineData("[x](./other.md#s-more)", "/articles/other#s-more")]
    [InlineData("[x](/articles/other#s-more)", "/articles/other#s-more")]
    [InlineData("[x](../pages/about.md)", "/about")]
    [InlineData("[x](/about)", "/about")]
    [InlineData("[x](/articles)", "/articles")]
    [InlineData("[x](/topics/heat)", "/topics/heat")]
    [InlineData("[x](/people/editors)", "/people/editors")]
    [InlineData("[x](https://example.org/?a=1&b=2)", "https://example.org/?a=1&amp;b=2")]
    [InlineData("[x](tel:+441234)", "tel:+441234")]
    [InlineData("<https://example.org/>", "https://example.org/")]
    [InlineData("https://example.org/a", "https://example.org/a")]
    public void A_link_leads_where_its_author_means(string link, string href)
    {
        using var content = ContentOnDisk.WithText($"Text. {link}");
        content.Write("articles/other.md", Article("Other", "Text.\n\n## More"));
        content.Write("pages/about.md", "---\ntitle: About\n---\nText.");

        Assert.Contains($"href=\"{href}\"", content.Build().Articles.Values.Single(article => article.Title == "Heat or ice").LeadHtml, StringComparison.Ordinal);
        Assert.Empty(content.Problems());
    }

    [Theory]
    [InlineData("images/a.svg")]
    [InlineData("../images/a.svg")]
    [InlineData("/images/a.svg")]
    public void A_picture_may_be_named_in_three_ways(string address)
    {
        using var content = ContentOnDisk.WithText($"Text.\n\n![alt]({address})");
        content.Write("images/a.svg", "<svg xmlns='http://www.w3.org/2000/svg' width='10' height='20'/>");

        Assert.Matches("<figure><img src=\"/images/a.svg\\?v=[0-9a-f]{16}\" width=\"10\" height=\"20\"", content.Build().Articles.Values.Single().BodyHtml);
        Assert.Empty(content.Problems());
    }

    [Fact]
    public void A_table_scrolls_in_a_frame_and_is_aligned_by_class()
    {
        using var content = ContentOnDisk.WithText("Text.\n\n| What | How much |\n|---|--:|\n| Heat (1) | 3 |", "a-2020");

        var html = content.Build().Articles.Values.Single().BodyHtml;

        Assert.Contains("<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"Table: What, How much\"><table>", html, StringComparison.Ordinal);
        Assert.Contains("<td class=\"right\">3</td>", html, StringComparison.Ordinal);
        Assert.Contains("id=\"cite-1-1\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("style=", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Comments_vanish_and_HTML_is_left_out_with_an_error()
    {
        using var content = ContentOnDisk.WithText("Text <!-- (1) --> more.\n\n<!-- a note -->\n\n<div>Block</div>\n\nEnd<br>.", "a-2020");

        var article = content.Build().Articles.Values.Single();

        Assert.DoesNotContain("note", article.BodyHtml + article.LeadHtml, StringComparison.Ordinal);
        Assert.DoesNotContain("Block", article.BodyHtml, StringComparison.Ordinal);
        Assert.Equal(["articles/heat.md(7,14) CIT005", "articles/heat.md(13,1) ART017", "articles/heat.md(15,4) ART017"], content.Problems());
    }

    [Fact]
    public void Drafts_are_shown_where_they_are_wanted_and_checked_everywhere()
    {
        using var content = ContentOnDisk.From("");
        content.Write("articles/idea.md", Article("Idea", "Text.", "draft: true"));

        Assert.Empty(content.Build().Articles);
        Assert.Single(content.Build().Hidden);
        Assert.Single(content.Build(drafts: true).Articles);
        Assert.Equal(["articles/idea.md(4,9) ART015"], content.Problems());
    }

    [Theory]
    [InlineData("2026-11-24T22:59:59Z", 0)]
    [InlineData("2026-11-24T23:00:00Z", 1)]
    public void A_scheduled_article_appears_when_its_day_begins_in_the_sites_time_zone(string now, int articles)
    {
        using var content = ContentOnDisk.From("""
            -- site.yaml --
            name: Backs
            time-zone: Europe/Berlin
            """);
        content.Write("articles/soon.md", Article("Soon", "Text.").Replace("2026-11-01", "2026-11-25", StringComparison.Ordinal));

        Assert.Equal(articles, content.Builder().Build(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture)).Articles.Count);
    }

    [Fact]
    public void An_edition_without_texts_has_the_same_lists_and_reads_a_single_article_whole()
    {
        using var content = LargeContent.With(30);
        content.Write("articles/broken.md", "---\ntitle: [\n---\nText.\n");
        content.Write("articles/later.md", content.Read("articles/article-1.md").Replace("published: 2025", "published: 2027", StringComparison.Ordinal));
        var (builder, listing) = (content.Builder(), new ContentFolder(content.Path).List());

        var fronts = builder.BuildFronts(listing, ContentOnDisk.Today);
        var whole = builder.Build(listing, ContentOnDisk.Today);

        Assert.Equal(whole.Lists.NewestFirst.Select(article => (article.Slug, article.Title, article.Author)), fronts.Lists.NewestFirst.Select(article => (article.Slug, article.Title, article.Author)));
        Assert.Equal(whole.Lists.Topics.Select(topic => (topic.Key, topic.Articles.Count)), fronts.Lists.Topics.Select(topic => (topic.Key, topic.Articles.Count)));
        Assert.Equal((30, whole.Site.Name), (fronts.Articles.Count, fronts.Site.Name));
        var alone = fronts.ReadAlone!(fronts.Find("article-7")!)!;
        Assert.Equal((whole.Find("article-7")!.Text, whole.Find("article-7")!.ReadingMinutes), (alone.Text, alone.ReadingMinutes));
        // The whole edition does not take a version without a text for a last good one.
        Assert.All(whole.Articles.Values, article => Assert.Contains(LargeContent.Word, article.BodyHtml, StringComparison.Ordinal));
        Assert.Null(whole.ReadAlone);

        content.Delete("articles/article-7.md");
        Assert.Null(fronts.ReadAlone(fronts.Find("article-7")!));
    }

    [Fact]
    public void A_file_that_goes_between_listing_and_reading_costs_only_itself_and_is_read_again()
    {
        using var content = ContentOnDisk.Small();
        content.Write("articles/cold.md", content.Read("articles/heat-or-ice.md").Replace("redirects", "# redirects", StringComparison.Ordinal));
        var (builder, folder) = (content.Builder(), new ContentFolder(content.Path));
        var (listing, text) = (folder.List(), content.Read("articles/cold.md"));
        content.Delete("articles/cold.md");
        content.Delete("images/dot.svg");

        var edition = builder.Build(listing, ContentOnDisk.Today);

        Assert.Equal("heat-or-ice", Assert.Single(edition.Articles).Key.ToString());
        Assert.Equal(["articles/cold.md", "images/dot.svg"], edition.Diagnostics.Where(problem => problem.Code == FileDiagnostics.CannotReadCode).Select(problem => problem.Path));
        content.Write("articles/cold.md", text);
        Assert.Equal(2, builder.Build(listing, ContentOnDisk.Today).Articles.Count);
    }

    [Fact]
    public void A_broken_file_keeps_its_last_good_version_until_it_is_good_again()
    {
        using var content = ContentOnDisk.WithText("First.");
        var builder = content.Builder();
        builder.Build(ContentOnDisk.Today);

        content.Write("articles/heat.md", "---\ntitle: a: b\n---\nSecond.");
        var broken = builder.Build(ContentOnDisk.Today);
        Assert.Contains("First.", broken.Articles.Values.Single().LeadHtml, StringComparison.Ordinal);
        Assert.Contains(broken.Diagnostics, problem => problem.Code == "ART008");

        content.Write("articles/heat.md", Article("Heat", "Third."));
        var mended = builder.Build(ContentOnDisk.Today);
        Assert.Contains("Third.", mended.Articles.Values.Single().LeadHtml, StringComparison.Ordinal);
        Assert.Empty(mended.Diagnostics);
    }

    [Theory]
    [InlineData("Second (1).\n\n::: get-help-nwo\nGo.\n:::")]
    [InlineData("Second (1).\n\n::: note\nNever closed.")]
    [InlineData("Second (1).", "a-2020", "nobody-2021")]
    [InlineData("Second (1).", "a-2020", "a-2020")]
    public void A_version_that_would_mislead_does_not_replace_a_good_one(string text, params string[] references)
    {
        using var content = ContentOnDisk.WithText("First (1).", "a-2020");
        var builder = content.Builder();
        builder.Build(ContentOnDisk.Today);
        var list = string.Join(", ", references.DefaultIfEmpty("a-2020"));

        content.Write("articles/heat.md", Article("Heat", text, $"references: [{list}]"));
        var edition = builder.Build(ContentOnDisk.Today);

        Assert.Contains("First", edition.Articles.Values.Single().LeadHtml, StringComparison.Ordinal);
        Assert.Contains(edition.Diagnostics, problem => problem.Severity == Severity.Error);
        Assert.Contains("Second", content.Build().Articles.Values.Single().LeadHtml, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Second, in (20) minutes.")]
    [InlineData("Second, <b>bold</b>.")]
    [InlineData("Second, with [a link](gone.md).")]
    public void A_mistake_that_is_printed_as_text_does_not_keep_a_version_back(string text)
    {
        using var content = ContentOnDisk.WithText("First.");
        var builder = content.Builder();
        builder.Build(ContentOnDisk.Today);

        content.Write("articles/heat.md", Article("Heat", text));

        Assert.Contains("Second", builder.Build(ContentOnDisk.Today).Articles.Values.Single().LeadHtml, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reference_that_lost_its_title_keeps_its_last_good_version()
    {
        using var content = ContentOnDisk.WithText("Heat (1).", "a-2020");
        var builder = content.Builder();
        builder.Build(ContentOnDisk.Today);

        content.Write("references.json", """[{ "id": "a-2020", "type": "article-journal" }]""");
        var edition = builder.Build(ContentOnDisk.Today);

        Assert.Equal("About a-2020", edition.Articles.Values.Single().References.Single().Cited.Reference?.Title);
        Assert.Equal(["REF002"], edition.Diagnostics.Select(problem => problem.Code));
    }

    [Fact]
    public void A_picture_that_broke_is_replaced_by_its_words()
    {
        using var content = ContentOnDisk.WithText("Text.\n\n![A dot](images/a.svg)");
        content.Write("images/a.svg", "<svg xmlns='http://www.w3.org/2000/svg' width='10' height='20'/>");
        var builder = content.Builder();
        builder.Build(ContentOnDisk.Today);

        content.Write("images/a.svg", "garbage");
        var edition = builder.Build(ContentOnDisk.Today);

        Assert.DoesNotContain("<img", edition.Articles.Values.Single().BodyHtml, StringComparison.Ordinal);
        Assert.Contains("A dot", edition.Articles.Values.Single().BodyHtml, StringComparison.Ordinal);
        Assert.Equal(["LNK006"], edition.Diagnostics.Select(problem => problem.Code));
    }

    [Theory]
    [InlineData("site.yaml", "name: [")]
    [InlineData("people.yaml", "editors: The: editors")]
    [InlineData("references.json", "[{")]
    [InlineData("references.json", "")]
    public void A_broken_data_file_keeps_its_last_good_version_too(string file, string broken)
    {
        using var content = ContentOnDisk.WithText("Heat (1).", "a-2020");
        content.Write("site.yaml", "name: Backs\n");
        var builder = content.Builder();
        var good = builder.Build(ContentOnDisk.Today);

        content.Write(file, broken);
        var edition = builder.Build(ContentOnDisk.Today);

        Assert.NotEmpty(edition.Diagnostics);
        Assert.All(edition.Diagnostics, problem => Assert.Equal(file, problem.Path));
        Assert.Equal(good.Site.Name, edition.Site.Name);
        Assert.Equal(good.Articles.Values.Single().LeadHtml, edition.Articles.Values.Single().LeadHtml);
        Assert.Equal("The editors", edition.Articles.Values.Single().Author.Name);
    }

    [Fact]
    public void A_deleted_article_is_gone_and_its_old_version_does_not_come_back()
    {
        using var content = ContentOnDisk.WithText("First.");
        var builder = content.Builder();
        builder.Build(ContentOnDisk.Today);

        content.Delete("articles/heat.md");
        Assert.Empty(builder.Build(ContentOnDisk.Today).Articles);

        content.Write("articles/heat.md", "broken");
        Assert.Empty(builder.Build(ContentOnDisk.Today).Articles);
    }

    [Fact]
    public void Unchanged_files_are_neither_parsed_nor_printed_again()
    {
        using var content = ContentOnDisk.WithText("First.");
        content.Write("articles/other.md", Article("Other", "Text."));
        var builder = content.Builder();
        var before = builder.Build(ContentOnDisk.Today);

        content.Write("articles/other.md", Article("Other", "Text, changed."));
        var after = builder.Build(ContentOnDisk.Today);

        Assert.Same(Find(before, "heat"), Find(after, "heat"));
        Assert.NotSame(Find(before, "other"), Find(after, "other"));
        Assert.NotEqual(before.Hash, after.Hash);
    }

    [Fact]
    public void The_same_content_elsewhere_makes_the_same_edition()
    {
        using var here = ContentOnDisk.WithText("Heat (1).", "a-2020");
        using var there = ContentOnDisk.WithText("Heat (1).", "a-2020");

        var (a, b) = (here.Build(), there.Build());

        Assert.Equal(a.Hash, b.Hash);
        Assert.Equal(a.Articles.Values.Single().LeadHtml, b.Articles.Values.Single().LeadHtml);
    }

    [Fact]
    public void A_missing_articles_folder_is_an_exception_that_names_it()
    {
        using var content = ContentOnDisk.From("");
        Directory.Delete(content.FullPath("articles"));

        Assert.Contains("articles", Assert.Throws<DirectoryNotFoundException>(() => content.Build()).Message, StringComparison.Ordinal);
    }

    private static Article Find(Edition edition, string slug) =>
        edition.Articles.Values.Single(article => article.Slug.ToString() == slug);

    private static string Article(string title, string text, string more = "") =>
        $"---\ntitle: {title}\ndescription: What helps.\nauthor: editors\npublished: 2026-11-01\ntopics: [heat]\n{more}\n---\n{text}\n";
}
