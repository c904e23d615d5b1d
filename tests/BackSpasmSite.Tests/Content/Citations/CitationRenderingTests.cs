using BackSpasmSite.Content.Bibliography;
using BackSpasmSite.Content.Citations;
using BackSpasmSite.Content.Diagnostics;
using Markdig;
using Markdig.Renderers;

namespace BackSpasmSite.Tests.Content.Citations;

public class CitationRenderingTests
{
    private static readonly MarkdownPipeline Pipeline =
        new MarkdownPipelineBuilder().UsePreciseSourceLocation().Use<CitationExtension>().Build();

    [Fact]
    public void Ids_count_on_from_one_render_to_the_next()
    {
        var counter = new CitationCounter(CitedText.Unknown(2));

        var lead = Render("Heat (1).", counter);
        var body = Render("Heat (1, 2).", counter);

        Assert.Contains("id=\"cite-1-1\"", lead, StringComparison.Ordinal);
        Assert.Contains("id=\"cite-1-2\"", body, StringComparison.Ordinal);
        Assert.Equal(["cite-1-1", "cite-1-2"], counter.Entries[0].Citations);
        Assert.Equal(["cite-2-1"], counter.Entries[1].Citations);
    }

    [Fact]
    public void A_reference_nobody_cites_is_in_the_list_all_the_same()
    {
        var entries = new CitedText("Heat (2).", references: 2).Entries;

        Assert.Equal([1, 2], entries.Select(entry => entry.Cited.Number));
        Assert.Empty(entries[0].Citations);
    }

    [Fact]
    public void Plain_text_has_the_numbers_and_no_ids()
    {
        var text = Markdig.Markdown.ToPlainText("Heat (1;2).", Pipeline, Context(2).ToParserContext());

        Assert.Equal("Heat (1, 2).", text.Trim());
    }

    [Fact]
    public void Without_a_context_nothing_is_a_citation() =>
        Assert.Equal("<p>Heat (1).</p>\n", Markdig.Markdown.ToHtml("Heat (1).", Pipeline));

    [Theory]
    [InlineData("""{"id":"a","type":"map","title":"T"}""", "1, reference")]
    [InlineData("""{"id":"a","type":"map","title":"T","issued":{"date-parts":[[2020]]}}""", "1, reference, 2020")]
    [InlineData("""{"id":"a","type":"map","title":"T","author":[{"family":"Berg","non-dropping-particle":"van den","given":"A"}]}""", "1, reference, van den Berg")]
    [InlineData("""{"id":"a","type":"map","title":"T","author":[{"literal":"A & \"B\""}],"custom":{"evidence":"guideline"}}""", "1, guideline, A & \"B\"")]
    public void The_accessible_name_says_what_is_known(string entry, string name)
    {
        var list = new CitationList(["a"], new ReferenceLibrary([CitedText.Reference(entry)]));

        Assert.Equal(name, new CitedText("Heat (1)", list).Body.QuerySelector("a")!.GetAttribute("aria-label"));
    }

    [Theory]
    [InlineData("\"DOI\":\"10.1016/S0140-6736(23)00404-X\",\"PMID\":1", "https://doi.org/10.1016/S0140-6736(23)00404-X")]
    [InlineData("\"DOI\":\"10.1002/a<1::b>3.0;2-#?\\\"%é\"", "https://doi.org/10.1002/a%3C1::b%3E3.0;2-%23%3F%22%25%C3%A9")]
    [InlineData("\"PMID\":22389869,\"URL\":\"https://example.org/\"", "https://pubmed.ncbi.nlm.nih.gov/22389869/")]
    [InlineData("\"URL\":\"https://example.org/?a=1&b=\\\"2\\\"\"", "https://example.org/?a=1&b=%222%22")]
    [InlineData("\"volume\":1", "#ref-1")]
    public void A_citation_leads_to_the_best_address(string fields, string href)
    {
        var reference = CitedText.Reference($$"""{"id":"a","type":"map","title":"T",{{fields}}}""");
        var list = new CitationList(["a"], new ReferenceLibrary([reference]));

        Assert.Equal(href, new CitedText("Heat (1)", list).Body.QuerySelector("a")!.GetAttribute("href"));
    }

    [Fact]
    public void The_links_of_a_reference_do_not_repeat_each_other()
    {
        var links = ReferenceLinks.Of(CitedText.Reference("""
            {"id":"a","type":"map","title":"T","DOI":"10.1038/srep45975","PMID":"28422125","PMCID":"PMC5396190",
             "URL":"https://doi.org/10.1038/srep45975"}
            """));

        Assert.Equal(new ReferenceLinks(
            "https://doi.org/10.1038/srep45975",
            "https://pubmed.ncbi.nlm.nih.gov/28422125/",
            "https://pmc.ncbi.nlm.nih.gov/articles/PMC5396190/",
            null), links);
    }

    [Fact]
    public void One_pipeline_serves_many_documents_at_a_time() =>
        Parallel.For(0, 200, round =>
        {
            var problems = new List<Diagnostic>();
            var count = 1 + (round % 5);
            var context = new CitationContext(count, new SourceText("x", "Heat (3)"), 0, problems);
            Markdig.Markdown.Parse("Heat (3)", Pipeline, context.ToParserContext());
            Assert.Equal(count >= 3 ? 0 : 1, problems.Count);
        });

    private static CitationContext Context(int references) => new(references, new SourceText("x.md", ""), 0, []);

    private static string Render(string markdown, CitationCounter counter)
    {
        using var writer = new StringWriter();
        var renderer = new HtmlRenderer(writer);
        Pipeline.Setup(renderer);
        renderer.ObjectRenderers.ReplaceOrAdd<HtmlCitationRenderer>(new HtmlCitationRenderer(counter));
        renderer.Render(Markdig.Markdown.Parse(markdown, Pipeline, Context(2).ToParserContext()));
        return writer.ToString();
    }
}
