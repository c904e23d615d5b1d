using System.Net;
using BackSpasmSite.Content;
using BackSpasmSite.Pages;

namespace BackSpasmSite.Tests.Pages;

/// <summary>A paper's page, and the files of an article's list, over HTTP.</summary>
public sealed class PaperPageTests(PaperPageTests.SiteWithPapers site) : IClassFixture<PaperPageTests.SiteWithPapers>
{
    private const string References = """
        [{ "id": "Smith-2020", "type": "article-journal", "title": "Warmth & pain", "author": [{ "family": "Smith", "given": "Ann" }],
           "DOI": "10.1000/xyz", "PMID": "12", "PMCID": "PMC34", "custom": { "evidence": "randomised trial", "finding": "Warmth helped <a little>." } },
         { "id": "cold/1", "type": "report", "title": "Cold" }, { "id": "unused", "type": "report", "title": "Unused" }]
        """;

    private readonly TestSite _site = site.Site;

    [Fact]
    public async Task It_says_what_the_paper_found_and_quotes_every_sentence_that_cites_it()
    {
        var page = await _site.Browser().PageAsync("/papers/Smith-2020");

        Assert.Equal("Warmth & pain", page.QuerySelector("h1")!.TextContent);
        Assert.Contains("Smith A. Warmth & pain. doi:10.1000/xyz", page.QuerySelector(".paper")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Warmth helped <a little>.", page.QuerySelector(".finding")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(
            ["https://doi.org/10.1000/xyz", "https://pubmed.ncbi.nlm.nih.gov/12/", "https://pmc.ncbi.nlm.nih.gov/articles/PMC34/"],
            page.QuerySelectorAll(".paper a, .links a").Select(link => link.GetAttribute("href")));
        Assert.Equal(["/articles/newer", "/articles/warm"], page.QuerySelectorAll(".citing h3 a").Select(link => link.GetAttribute("href")));
        Assert.Equal(
            [
                ("Some like it.", "/articles/newer#cite-1-1"),
                ("Warmth helps.", "/articles/warm#cite-1-1"),
                ("Cold does not, warmth may.", "/articles/warm#cite-1-2"),
                ("Heat: Small", "/articles/warm#cite-1-3"),
            ],
            page.QuerySelectorAll(".citing li a").Select(link => (link.TextContent, link.GetAttribute("href")!)));
        Assert.Equal("http://localhost:5080/papers/Smith-2020", page.QuerySelector("link[rel=canonical]")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Each_reference_of_an_article_leads_to_it_and_the_places_are_there()
    {
        var page = await _site.Browser().PageAsync("/articles/warm");

        Assert.Contains("/papers/Smith-2020", page.QuerySelectorAll("#ref-1 a").Select(link => link.GetAttribute("href")));
        Assert.All(["cite-1-1", "cite-1-2", "cite-1-3"], id => Assert.NotNull(page.GetElementById(id)));
    }

    [Fact]
    public async Task A_paper_that_nobody_cites_has_a_page_that_is_not_listed()
    {
        var page = await _site.Browser().PageAsync("/papers/unused");

        Assert.Contains("No article cites it at the moment.", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("noindex", page.QuerySelector("meta[name=robots]")!.GetAttribute("content"));
    }

    [Theory]
    [InlineData("/papers/smith-2020", "/papers/Smith-2020")]
    [InlineData("/Papers/Smith-2020/", "/papers/Smith-2020")]
    [InlineData("/papers/UNUSED", "/papers/unused")]
    [InlineData("/papers/cold%2F1", "/papers/cold-1-")]
    [InlineData("/articles/Warm/references.BIB/", "/articles/warm/references.bib")]
    [InlineData("/articles/Warm/Citation.ris", "/articles/warm/citation.ris")]
    public async Task Another_spelling_leads_to_the_one_address(string address, string target)
    {
        using var answer = await _site.AskAsync("GET", address);

        Assert.Equal(HttpStatusCode.MovedPermanently, answer.StatusCode);
        Assert.StartsWith(target, answer.Target(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await _site.AskAsync("GET", answer.Target())).StatusCode);
    }

    [Theory]
    [InlineData("GET", "/papers", 404)]
    [InlineData("GET", "/papers/nothing", 404)]
    [InlineData("POST", "/papers/nothing", 405)]
    [InlineData("POST", "/papers/Smith-2020", 405)]
    [InlineData("HEAD", "/papers/Smith-2020", 200)]
    [InlineData("HEAD", "/articles/warm/references.ris", 200)]
    [InlineData("GET", "/articles/nothing/references.bib", 404)]
    [InlineData("POST", "/articles/nothing/references.bib", 405)]
    [InlineData("POST", "/articles/warm/references.json", 405)]
    [InlineData("GET", "/articles/gone/references.bib", 410)]
    [InlineData("GET", "/articles/gone/citation.bib", 410)]
    [InlineData("HEAD", "/articles/warm/citation.ris", 200)]
    [InlineData("POST", "/articles/warm/citation.bib", 405)]
    [InlineData("GET", "/articles/warm/references.txt", 404)]
    public async Task An_address_answers_as_promised(string method, string address, int status) =>
        Assert.Equal(status, (int)(await _site.AskAsync(method, address)).StatusCode);

    [Theory]
    [InlineData("bib", "application/x-bibtex; charset=utf-8", "@article{Smith-2020,")]
    [InlineData("ris", "application/x-research-info-systems; charset=utf-8", "TY  - JOUR\r\nID  - Smith-2020\r\n")]
    [InlineData("json", "application/vnd.citationstyles.csl+json", "[\n  {\n    \"id\": \"Smith-2020\",")]
    public async Task The_list_is_a_file_that_need_not_be_sent_again(string extension, string type, string start)
    {
        var address = $"/articles/warm/references.{extension}";
        using var answer = await _site.AskAsync("GET", address);

        Assert.Equal(type, answer.Content.Headers.ContentType!.ToString());
        Assert.Equal(("attachment", $"warm-references.{extension}"), (answer.Content.Headers.ContentDisposition!.DispositionType, answer.Content.Headers.ContentDisposition.FileName));
        Assert.StartsWith(start, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(304, (int)(await _site.AskAsync("GET", address, ("If-None-Match", answer.Headers.ETag!.ToString()))).StatusCode);
    }

    [Fact]
    public async Task The_article_offers_the_files_and_itself_to_be_cited()
    {
        var page = await _site.Browser().PageAsync("/articles/warm");

        Assert.Equal(
            ["references.bib", "references.ris", "references.json", "citation.bib", "citation.ris"],
            page.QuerySelectorAll(".cite a").Select(link => link.GetAttribute("href")!.Split('/')[^1]));
        Assert.Equal("Writer A. About warm. Test site. Published November 2, 2026. Updated November 6, 2026. http://localhost:5080/articles/warm", page.QuerySelector(".cite details code")!.TextContent);
        var bibTex = await _site.Browser().GetStringAsync("/articles/warm/citation.bib", TestContext.Current.CancellationToken);
        Assert.Contains("  author = {Writer, Ann},\n  title = {About warm},\n  howpublished = {Test site},\n", bibTex, StringComparison.Ordinal);
        Assert.Contains("  note = {Updated November 6, 2026},\n", bibTex, StringComparison.Ordinal);
        Assert.StartsWith("TY  - ELEC\r\nID  - warm\r\nAU  - Writer, Ann\r\nTI  - About warm\r\n", await _site.Browser().GetStringAsync("/articles/warm/citation.ris", TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_being_checked_is_not_quoted()
    {
        var edition = _site.Content.Build();
        var warm = edition.Articles.Values.Single(article => article.Slug.ToString() == "warm");
        Edition Holding(string? quote, string? section = null) => edition with { Holds = [new Hold(warm.Slug, quote, null, null, section)] };
        var paper = edition.Bibliography.Find("Smith-2020")!;
        bool[] Held(Edition now) => [.. CitingArticle.AllOf(paper, now).Single(citing => citing.Article == warm).Sentences.Select(one => one.IsHeld)];

        Assert.Equal([false, true, false], Held(Holding("Cold does not (2), warmth may (1).")));
        Assert.Equal([false, false, true], Held(Holding("", "s-a-table")));
        Assert.Equal([true, true, true], Held(Holding("")));
        Assert.True(CitingArticle.AllOf(paper, Holding(null)).Single(citing => citing.Article == warm) is { IsDown: true, Sentences: [] });
    }

    [Fact]
    public void A_sitemap_lists_the_papers_that_readers_can_find()
    {
        var papers = CitedPaper.AllOf(_site.Content.Build());

        Assert.Equal(["/papers/Smith-2020", "/papers/cold-1-"], papers.Select(paper => paper.Address.Contains("cold", StringComparison.Ordinal) ? paper.Address[..^8] : paper.Address));
        Assert.Equal(new DateOnly(2026, 11, 6), papers[0].Changed);
    }

    /// <summary>One site for all tests, which only read.</summary>
    public sealed class SiteWithPapers : IAsyncDisposable
    {
        public SiteWithPapers()
        {
            Site.Content.Write("references.json", References);
            Write("warm", "2026-11-02", "Warmth helps (1). Cold does not (2), warmth may (1).\n\n## A table\n\n| Remedy | Effect |\n|---|---|\n| Heat | Small (1) |\n");
            Write("newer", "2026-11-03", "Heat is nice. See also others.\n\nSome like it (1).");
            Write("gone", "2026-11-04", "Gone (1).", "withdrawn: { date: 2026-11-05, note: Wrong }");
        }

        internal TestSite Site { get; } = new();

        public ValueTask DisposeAsync() => Site.DisposeAsync();

        private void Write(string slug, string published, string text, string more = "draft: false") => Site.Content.Write($"articles/{slug}.md", $"""
            ---
            title: "About {slug}"
            description: "It."
            author: ann
            published: {published}
            modified: 2026-11-06
            topics: [heat]
            references: [Smith-2020, cold/1]
            {more}
            ---
            {text}
            """);
    }
}
