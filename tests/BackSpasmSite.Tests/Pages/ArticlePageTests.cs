using System.Text.Json;
using AngleSharp;
using AngleSharp.Dom;

namespace BackSpasmSite.Tests.Pages;

/// <summary>The finished article as a browser without scripts gets it.</summary>
public sealed class ArticlePageTests : IDisposable
{
    private const string Address = "/articles/warmth";

    private readonly TestSite _site = new();

    public ArticlePageTests()
    {
        _site.Content.Write("references.json", """
            [{ "id": "smith-2020", "type": "article-journal", "title": "Warmth & pain", "DOI": "10.1000/xyz", "PMID": "12", "PMCID": "PMC34",
               "author": [{ "family": "Smith", "given": "Ann B" }], "container-title": "Journal of Warmth", "container-title-short": "J Warmth",
               "issued": { "date-parts": [[2020]] }, "volume": "1", "issue": "2", "page": "3-4",
               "custom": { "evidence": "randomised trial", "finding": "Warmth helped 10 people <a little>." } },
             { "id": "jones-2019", "type": "article-journal", "title": "Rest" }]
            """);
        _site.Content.Write("articles/warmth.md", """
            ---
            title: "Warmth: does it help?"
            description: "What warmth does."
            author: ann
            published: 2026-11-01
            modified: 2026-11-20
            topics: [heat]
            image: { src: images/dot.svg, alt: A dot, caption: "A dot (2)." }
            corrections: [{ date: 2026-11-20, note: "The number was wrong.", was: "It helped 100 people.", now: "It helped 10 people." }]
            references: [smith-2020, jones-2019]
            ---
            Warmth helps a little (1).

            ::: get-help-now
            Do not wait.
            :::

            ## What is known

            One trial (1, 2).
            """);
    }

    [Fact]
    public async Task Everything_stands_in_the_order_a_reader_needs_it()
    {
        var page = await ReadAsync(Address);
        string[] order =
        [
            "header.site", "h1", ".review", ".lead > p", "#get-help-now", ".notice", "details.contents", "figure", "#s-what-is-known",
            "#references", "#corrections", ".author", ".disclaimer", "#feedback",
        ];

        var places = order.Select(selector => Assert.Single(page.QuerySelectorAll(selector))).ToList();

        for (var i = 1; i < places.Count; i++)
            Assert.True(places[i - 1].CompareDocumentPosition(places[i]).HasFlag(DocumentPositions.Following), $"{order[i]} should follow {order[i - 1]}.");
        Assert.False(page.QuerySelector("details.contents")!.HasAttribute("open"));
        Assert.Equal("Not yet reviewed by a medical professional · changed 20 Nov 2026", Words(page, ".review"));
        Assert.Equal("#feedback", page.QuerySelector(".notice a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task A_number_leads_to_its_paper_and_the_list_back_to_every_place()
    {
        var page = await ReadAsync(Address);
        var entry = page.QuerySelector("#references[role=doc-bibliography] > ol > #ref-1")!;

        Assert.Equal(["cite-1-1", "cite-2-1", "cite-1-2", "cite-2-2"], page.QuerySelectorAll(".citation a").Select(link => link.Id));
        Assert.Equal("https://doi.org/10.1000/xyz", page.QuerySelector("#cite-1-1")!.GetAttribute("href"));
        Assert.Equal("#ref-2", page.QuerySelector("#cite-2-1")!.GetAttribute("href"));
        Assert.Contains("Smith AB. Warmth & pain. J Warmth. 2020;1(2):3-4. doi:10.1000/xyz", Words(entry), StringComparison.Ordinal);
        Assert.Contains("randomised trial What it found: Warmth helped 10 people <a little>.", Words(entry), StringComparison.Ordinal);
        Assert.Equal(
            ["https://doi.org/10.1000/xyz", "https://pubmed.ncbi.nlm.nih.gov/12/", "https://pmc.ncbi.nlm.nih.gov/articles/PMC34/", "/papers/smith-2020", "#cite-1-1", "#cite-1-2"],
            entry.QuerySelectorAll("a").Select(link => link.GetAttribute("href")));
        Assert.Equal(
            ["Back to citation a of reference 1", "Back to citation b of reference 1"],
            entry.QuerySelectorAll("a[role=doc-backlink]").Select(Words));
    }

    [Fact]
    public async Task A_portrait_has_the_size_of_its_file()
    {
        _site.Content.Write("people.yaml", """
            ann: { name: "Ann Writer", role: [writes], image: images/ann.svg }
            rita: { name: "Dr Rita Reviewer", role: [reviews] }
            """);
        _site.Content.Write("images/ann.svg", """<svg xmlns="http://www.w3.org/2000/svg" width="30" height="40"></svg>""");

        var portrait = (await ReadAsync(Address)).QuerySelector(".author img")!;

        Assert.Equal(("30", "40"), (portrait.GetAttribute("width"), portrait.GetAttribute("height")));
    }

    [Fact]
    public async Task Above_the_message_stands_what_we_cannot_do_and_where_urgent_help_is()
    {
        var hint = (await ReadAsync(Address)).QuerySelector("#f-message-hint")!;

        Assert.Contains("We can’t answer questions about your health. Leave out names and your own medical details.", hint.TextContent, StringComparison.Ordinal);
        Assert.Equal($"{Address}#get-help-now", hint.QuerySelector("a")!.GetAttribute("href"));
        Assert.Equal("f-message-hint", (await ReadAsync(Address)).QuerySelector("#f-message")!.GetAttribute("aria-describedby"));
    }

    [Theory]
    [InlineData("emergency: { number: \"+44 20\" }", "tel:+4420")]
    [InlineData("", null)]
    public async Task Without_a_help_box_urgent_help_is_the_telephone(string emergency, string? href)
    {
        _site.Content.Write("site.yaml", $"name: \"Test site\"\n{emergency}\n");
        var hint = (await ReadAsync("/articles/heat-or-ice")).QuerySelector("#f-message-hint")!;

        Assert.Equal(href, hint.QuerySelector("a")?.GetAttribute("href"));
        if (href is null) Assert.Contains("call your local emergency number", hint.TextContent, StringComparison.Ordinal);
    }

    // HTML, 4.10.21.2: Enter in a field presses the form's first button.
    [Theory]
    [InlineData(Address)]
    [InlineData("/feedback/thanks?article=warmth&helpful=no")]
    public async Task Enter_sends_a_report_and_never_a_vote(string address)
    {
        var first = (await ReadAsync(address)).QuerySelector("form#feedback button")!;

        Assert.Equal("Send report", first.TextContent);
        Assert.Null(first.GetAttribute("name"));
    }

    [Fact]
    public async Task Every_link_to_the_emergency_number_is_the_same()
    {
        _site.Content.Write("site.yaml", """
            name: "Test site"
            emergency: { number: "+44 20 79 46", text: "Do not wait." }
            """);

        var box = (await ReadAsync(Address)).QuerySelector("#get-help-now a")!;
        var line = (await ReadAsync("/")).QuerySelector("p.help a")!;

        Assert.Equal("tel:+44207946", line.GetAttribute("href"));
        Assert.Equal(box.GetAttribute("href"), line.GetAttribute("href"));
    }

    [Fact]
    public async Task A_correction_says_what_it_said_and_what_it_says_now() =>
        Assert.Matches("20 Nov 2026.*The number was wrong.*It helped 100 people.*It helped 10 people", Words(await ReadAsync(Address), "#corrections"));

    [Fact]
    public async Task Machines_read_the_same_as_people_and_of_a_review_nothing()
    {
        var page = await ReadAsync(Address);
        var script = page.QuerySelector("script[type='application/ld+json']")!;
        var data = JsonDocument.Parse(script.TextContent).RootElement;

        // Behind what people read, which comes first on a slow line.
        Assert.True(page.QuerySelector("footer.site")!.CompareDocumentPosition(script).HasFlag(DocumentPositions.Following));
        Assert.Equal("MedicalWebPage", data.GetProperty("@type").GetString());
        Assert.Equal(2, data.GetProperty("citation").GetArrayLength());
        Assert.False(data.TryGetProperty("lastReviewed", out _));
        Assert.False(data.TryGetProperty("reviewedBy", out _));
        Assert.Equal("http://localhost:5080/articles/warmth", page.QuerySelector("link[rel=canonical]")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Nothing_of_the_request_or_the_machine_is_in_a_page()
    {
        using var other = new TestSite();
        foreach (var file in (string[])["references.json", "articles/warmth.md"]) other.Content.Write(file, _site.Content.Read(file));

        var here = await (await _site.AskAsync("GET", Address, ("Host", "one.example"))).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var there = await (await other.AskAsync("GET", Address, ("Host", "two.example"), ("Accept-Language", "fr"))).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(here, there);
        Assert.DoesNotContain("style=", here, StringComparison.Ordinal);
        Assert.DoesNotContain("onclick", here, StringComparison.Ordinal);
        Assert.DoesNotContain("__RequestVerificationToken", here, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_withdrawn_article_is_gone_and_says_why()
    {
        _site.Content.Write("articles/warmth.md", _site.Content.Read("articles/warmth.md")
            .Replace("topics:", "withdrawn: { date: 2026-11-21, note: It was wrong. }\ntopics:", StringComparison.Ordinal));

        var answer = await _site.AskAsync("GET", Address);

        Assert.Equal(System.Net.HttpStatusCode.Gone, answer.StatusCode);
        var page = await BrowsingContext.New().OpenAsync(async request => request.Content(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)), TestContext.Current.CancellationToken);
        Assert.Contains("It was wrong.", Words(page, "main"), StringComparison.Ordinal);
        Assert.DoesNotContain("Warmth helps", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mistyped_address_helps_to_find_the_article()
    {
        var page = await ReadAsync("/articles/warmht");

        Assert.Equal(Address, page.QuerySelector("main a[href^='/articles/']")!.GetAttribute("href"));
        Assert.NotNull(page.QuerySelector("main a[href='/']"));
    }

    public void Dispose() => _site.Dispose();

    private async Task<IDocument> ReadAsync(string address)
    {
        var html = await (await _site.AskAsync("GET", address)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return await BrowsingContext.New().OpenAsync(request => request.Content(html), TestContext.Current.CancellationToken);
    }

    private static string Words(IDocument page, string selector) => Words(page.QuerySelector(selector)!);

    private static string Words(IElement element) =>
        string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
