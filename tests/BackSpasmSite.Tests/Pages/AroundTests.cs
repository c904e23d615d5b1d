using System.Net;
using AngleSharp.Dom;

namespace BackSpasmSite.Tests.Pages;

/// <summary>The pages that lead to articles: the home page, lists, topics, people, and the end of each article.</summary>
public sealed class AroundTests(AroundTests.Library library) : IClassFixture<AroundTests.Library>
{
    [Fact]
    public async Task The_home_page_has_help_first_then_the_questions_the_newest_articles_and_the_topics()
    {
        var page = await library.Browser.PageAsync("/");

        Assert.Equal("tel:112", page.QuerySelector("main h1 + .help a")!.GetAttribute("href"));
        Assert.Equal(["What do you need now?", "Newest articles", "Topics"], page.QuerySelectorAll("main h2").Select(Words));
        Assert.Equal(["Is it an emergency? /articles/a-45", "Heat? /topics/heat"], page.QuerySelectorAll(".questions a").Select(Link));
        Assert.Equal(["a-45", "a-44", "a-43", "a-42", "a-41"], page.QuerySelectorAll(".articles a").Select(Words));
        Assert.Equal(["Heat /topics/heat", "Warning signs /topics/warning-signs"], page.QuerySelectorAll(".topics a").Select(Link));
        Assert.Equal(["/articles", "/topics"], page.QuerySelectorAll("a.more").Select(link => link.GetAttribute("href")));
        Assert.Null(page.QuerySelector(".trail"));
    }

    [Theory]
    [InlineData("/articles", "a-45", "a-26", null, "/articles?page=2")]
    [InlineData("/articles?page=2", "a-25", "a-6", "/articles", "/articles?page=3")]
    [InlineData("/articles?page=3", "a-5", "a-1", "/articles?page=2", null)]
    [InlineData("/topics/heat?page=2", "a-25", "a-6", "/topics/heat", "/topics/heat?page=3")]
    public async Task A_long_list_has_pages_of_twenty(string address, string first, string last, string? before, string? after)
    {
        var page = await library.Browser.PageAsync(address);
        var shown = page.QuerySelectorAll(".articles a").Select(Words).ToList();

        Assert.Equal((first, last), (shown[0], shown[^1]));
        Assert.Equal(before, page.QuerySelector(".pages [rel=prev]")?.GetAttribute("href"));
        Assert.Equal(after, page.QuerySelector(".pages [rel=next]")?.GetAttribute("href"));
        Assert.Equal(address, page.QuerySelector(".pages [aria-current]")!.GetAttribute("href"));
        Assert.Equal($"http://localhost:5080{address}", page.QuerySelector("link[rel=canonical]")!.GetAttribute("href"));
    }

    [Theory]
    [InlineData("/articles", "Articles · Backs", "Home")]
    [InlineData("/articles?page=3", "Articles, page 3 of 3 · Backs", "Home Articles")]
    [InlineData("/topics", "Topics · Backs", "Home")]
    [InlineData("/topics/warning-signs", "Warning signs · Backs", "Home Topics")]
    [InlineData("/people/ann?page=2", "Ann Writer, page 2 of 3 · Backs", "Home Ann Writer")]
    [InlineData("/articles/a-4", "a-4 · Backs", "Home Warning signs")]
    [InlineData("/about", "About · Backs", "Home")]
    [InlineData("/corrections", "Corrections · Backs", "Home")]
    public async Task Each_page_says_where_it_is(string address, string title, string trail)
    {
        var page = await library.Browser.PageAsync(address);

        Assert.Equal(title, page.Title);
        Assert.Equal(trail, Words(page.QuerySelector("nav[aria-label=Breadcrumb] > ol")!));
        Assert.All(page.QuerySelectorAll(".trail a"), crumb => Assert.StartsWith("/", crumb.GetAttribute("href"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Topics_stand_by_name_with_how_many_articles_they_have() =>
        Assert.Equal(
            ["Heat 44 articles /topics/heat", "Warning signs 1 article /topics/warning-signs"],
            (await library.Browser.PageAsync("/topics")).QuerySelectorAll(".rows a").Select(Link));

    [Fact]
    public async Task The_page_of_a_person_says_who_they_are_and_what_they_wrote_and_reviewed()
    {
        var writer = await library.Browser.PageAsync("/people/ann");
        var reviewer = await library.Browser.PageAsync("/people/rita");

        Assert.Equal(["Articles by Ann Writer"], writer.QuerySelectorAll("main h2").Select(Words));
        Assert.Equal(20, writer.QuerySelectorAll(".articles > li").Length);
        Assert.Equal("Dr Rita, MD", Words(reviewer.QuerySelector("h1")!));
        Assert.Contains("She runs.", Words(reviewer.QuerySelector(".author")!), StringComparison.Ordinal);
        Assert.Contains("Conflicts of interest: None.", Words(reviewer.QuerySelector(".author")!), StringComparison.Ordinal);
        Assert.Equal("rita.example.org https://rita.example.org/", Link(reviewer.QuerySelector(".author a")!));
        Assert.Equal(["Articles by Dr Rita", "Articles reviewed by Dr Rita"], reviewer.QuerySelectorAll("main h2").Select(Words));
        Assert.Equal(["a-2", "a-2", "a-1"], reviewer.QuerySelectorAll(".articles > li > a").Select(Words));
        Assert.All(reviewer.QuerySelectorAll(".articles .review"), line => Assert.StartsWith("Edited since its review by Dr Rita, MD on 2 Nov 2026", Words(line), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_has_no_article_that_readers_can_see_has_a_page_all_the_same()
    {
        var page = await library.Browser.PageAsync("/people/edith");

        Assert.Equal("Edith", Words(page.QuerySelector("h1")!));
        Assert.Contains("There are no articles by them on this site at the moment.", Words(page.QuerySelector("main")!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_article_ends_with_its_author_the_form_and_where_to_read_on()
    {
        var page = await library.Browser.PageAsync("/articles/a-3");
        string[] order = [".author", ".disclaimer", "#feedback", ".on", ".policies"];
        var places = order.Select(selector => Assert.Single(page.QuerySelectorAll(selector))).ToList();

        Assert.Equal(places.Order(Comparer<IElement>.Create((a, b) => a.CompareDocumentPosition(b).HasFlag(DocumentPositions.Following) ? -1 : 1)), places);
        Assert.Equal("Ann Writer /people/ann", Link(page.QuerySelector(".author a")!));
        Assert.Equal(["Related articles", "Recent articles", "Topics"], page.QuerySelectorAll(".on h2").Select(Words));
        // a-1 shares a topic and a paper.
        Assert.Equal(["a-1", "a-45", "a-44"], page.QuerySelectorAll(".on h2 + .rows")[0].QuerySelectorAll("a").Select(Words));
        Assert.Equal(["a-43", "a-42", "a-41"], page.QuerySelectorAll(".on h2 + .rows")[1].QuerySelectorAll("a").Select(Words));
        Assert.Equal(["Heat /topics/heat"], page.QuerySelectorAll(".on .topics a").Select(Link));
        Assert.Equal("Previous a-2 /articles/a-2", Link(page.QuerySelector("[rel=prev]")!));
        Assert.Equal("Next a-4 /articles/a-4", Link(page.QuerySelector("[rel=next]")!));
        Assert.Contains("takes about 1 min to read", Words(page.QuerySelector(".notice")!), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a-1")]
    [InlineData("a-43")]
    [InlineData("a-45")]
    public async Task No_article_stands_among_the_recent_ones_that_stands_elsewhere_at_the_end(string slug)
    {
        var page = await library.Browser.PageAsync($"/articles/{slug}");
        var lists = page.QuerySelectorAll(".on h2 + .rows").Select(list => list.QuerySelectorAll("a").Select(Address)).ToList();

        Assert.Equal(3, lists[1].Count());
        Assert.Empty(lists[1].Intersect([.. lists[0], .. page.QuerySelectorAll(".beside a").Select(Address)]));

        static string? Address(IElement link) => link.GetAttribute("href");
    }

    [Fact]
    public async Task The_oldest_article_has_none_before_it_and_the_newest_none_after_it()
    {
        Assert.Equal(["next"], await BesideAsync("a-1"));
        Assert.Equal(["prev"], await BesideAsync("a-45"));

        async Task<IEnumerable<string?>> BesideAsync(string slug) =>
            (await library.Browser.PageAsync($"/articles/{slug}")).QuerySelectorAll(".beside a").Select(link => link.GetAttribute("rel"));
    }

    [Fact]
    public async Task A_withdrawn_article_is_in_no_list_and_leads_to_others()
    {
        using var answer = await library.Browser.GetAsync("/articles/gone", TestContext.Current.CancellationToken);
        var page = await answer.PageAsync();

        Assert.Equal(HttpStatusCode.Gone, answer.StatusCode);
        Assert.Equal("/articles", page.QuerySelector("a.more")!.GetAttribute("href"));
        Assert.Equal("a-45", Words(page.QuerySelector(".on .rows a")!));
        Assert.DoesNotContain("gone", await library.Browser.GetStringAsync("/articles", TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_menu_opens_without_a_script_and_says_which_page_is_open()
    {
        var menu = (await library.Browser.PageAsync("/topics")).QuerySelector("header nav[aria-label=Menu] > details")!;

        Assert.Equal("Menu", Words(menu.QuerySelector("summary")!));
        Assert.Equal(["Articles /articles", "Topics /topics"], menu.QuerySelectorAll("li > a").Select(Link));
        Assert.Equal("/topics", Assert.Single(menu.QuerySelectorAll("[aria-current=page]")).GetAttribute("href"));
    }

    [Fact]
    public async Task An_empty_site_says_that_there_is_nothing_yet()
    {
        await using var site = new TestSite();
        site.Content.Delete("articles/heat-or-ice.md");
        using var browser = site.Browser();

        foreach (var address in (string[])["/", "/articles", "/topics"])
            Assert.Contains("There are none yet.", Words((await browser.PageAsync(address)).QuerySelector("main")!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_only_article_names_no_other_and_not_itself()
    {
        await using var site = new TestSite();
        using var browser = site.Browser();

        var page = await browser.PageAsync("/articles/heat-or-ice");

        Assert.Equal(["Heat /topics/heat"], page.QuerySelectorAll(".on a").Select(Link));
    }

    [Fact]
    public async Task An_author_who_is_not_in_people_yaml_has_no_link()
    {
        await using var site = new TestSite();
        site.Content.Write("people.yaml", "rita: { name: Rita }");
        using var browser = site.Browser();

        Assert.Empty((await browser.PageAsync("/articles/heat-or-ice")).QuerySelectorAll(".author a"));
    }

    private static string Link(IElement link) => $"{Words(link)} {link.GetAttribute("href")}";

    private static string Words(IElement element) =>
        string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>A site with forty-five articles, one a day, and one withdrawn.</summary>
    public sealed class Library : IAsyncDisposable
    {
        private readonly TestSite _site = new();

        public Library()
        {
            _site.Content.Delete("articles/heat-or-ice.md");
            _site.Content.Write("site.yaml", """
                name: Backs
                emergency: { number: "112" }
                menu: [{ text: Articles, href: /articles }, { text: Topics, href: /topics }]
                questions: [{ text: "Is it an emergency?", href: /articles/a-45 }, { text: "Heat?", href: /topics/heat }]
                """);
            _site.Content.Write("people.yaml", """
                ann: { name: Ann Writer, role: [writes] }
                edith: { name: Edith }
                rita: { name: Dr Rita, credentials: MD, role: [writes, reviews], bio: She runs., interests: None., url: "https://rita.example.org/" }
                """);
            _site.Content.Write("references.json", """[{ "id": "a", "type": "book", "title": "A" }]""");
            for (var number = 1; number <= 45; number++) Write(number);
            _site.Content.Write("articles/gone.md", "---\ntitle: gone\ndescription: d\nauthor: ann\npublished: 2026-11-01\ntopics: [heat]\nwithdrawn: { date: 2026-11-02, note: Wrong. }\n---\nText.\n");
            Browser = _site.Browser();
        }

        internal HttpClient Browser { get; }

        public ValueTask DisposeAsync() => _site.DisposeAsync();

        private void Write(int number)
        {
            var review = number <= 2 ? $"review: {{ by: rita, date: 2026-11-02, text: \"sha256:{new string('0', 64)}\" }}\n" : "";
            var references = number is 1 or 3 ? "references: [a]\n" : "";
            _site.Content.Write($"articles/a-{number}.md",
                $"---\ntitle: a-{number}\ndescription: d\nauthor: {(number == 2 ? "rita" : "ann")}\npublished: {new DateOnly(2026, 9, 1).AddDays(number):yyyy-MM-dd}\n" +
                $"topics: [{(number == 4 ? "warning-signs" : "heat")}]\n{references}{review}---\nText.\n");
        }
    }
}
