using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using BackSpasmSite.Content.Bibliography;
using BackSpasmSite.Content.Citations;
using BackSpasmSite.Content.Diagnostics;
using Markdig;
using Markdig.Renderers;

namespace BackSpasmSite.Tests.Content.Citations;

/// <summary>A piece of Markdown with citations, printed as an article would be.</summary>
internal sealed partial class CitedText
{
    // One for all tests, which run at the same time, as one serves all articles.
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UsePipeTables().UseAutoLinks().UseCustomContainers().UsePreciseSourceLocation()
        .Use<CitationExtension>().Build();

    private readonly IElement _body;
    private readonly List<Diagnostic> _problems = [];

    public CitedText(string markdown, int references = 5, string before = "")
        : this(markdown, Unknown(references), before)
    {
    }

    public CitedText(string markdown, CitationList list, string before = "")
    {
        var context = new CitationContext(list.Count, new SourceText("articles/x.md", before + markdown), before.Length, _problems);
        var document = Markdig.Markdown.Parse(markdown, Pipeline, context.ToParserContext());
        var counter = new CitationCounter(list);
        using var writer = new StringWriter();
        var renderer = new HtmlRenderer(writer);
        renderer.ObjectRenderers.Add(new HtmlCitationRenderer(counter));
        Pipeline.Setup(renderer);
        renderer.Render(document);
        Html = writer.ToString();
        Entries = counter.Entries;
        _body = new HtmlParser().ParseDocument(Html).Body!;
    }

    public string Html { get; }

    public IReadOnlyList<ReferenceEntry> Entries { get; }

    /// <summary>The numbers linked, in order.</summary>
    public int[] Links =>
        [.. _body.QuerySelectorAll("a[data-reference]").Select(link => int.Parse(link.GetAttribute("data-reference")!, null))];

    /// <summary>What a reader sees, with single spaces.</summary>
    public string Text => WhiteSpace().Replace(_body.TextContent, " ").Trim();

    /// <summary>Code and place of each problem, such as <c>CIT001 1:5</c>.</summary>
    public string Problems => string.Join(", ", InOrder.Select(problem => $"{problem.Code} {problem.Line}:{problem.Column}"));

    /// <summary>The problems in the order of the text, without their codes.</summary>
    public IEnumerable<Diagnostic> InOrder => _problems.Order();

    public IElement Body => _body;

    /// <summary>References that are in no bibliography.</summary>
    public static CitationList Unknown(int count) =>
        new([.. Enumerable.Range(1, count).Select(number => $"unknown-{number}")], ReferenceLibrary.Empty);

    /// <summary>One reference from an entry in CSL-JSON.</summary>
    public static Reference Reference(string json)
    {
        var problems = new List<Diagnostic>();
        var bibliography = BibliographyReader.Read(new SourceText("references.json", $"[{json}]"), problems);
        Assert.Empty(problems);
        return bibliography.Find(JsonDocument.Parse(json).RootElement.GetProperty("id").ToString())!;
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();
}
