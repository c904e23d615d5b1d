using BackSpasmSite.Content;
using BackSpasmSite.Content.Citations;
using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.Files;
using BackSpasmSite.Http;
using BackSpasmSite.Tests;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Microsoft.AspNetCore.Http;

namespace BackSpasmSite.Benchmarks;

/// <summary>What is done for each article or each request, with the longest shipped article, and what it allocates.</summary>
[Config(typeof(Settings))]
public class Hot
{
    private const string Longest = "back-spasm-during-running";

    private static readonly string[] Accepted = ["gzip, deflate, br, zstd", "gzip, deflate, br;q=0.9"];

    private readonly HeaderDictionary _conditions = new() { ["If-None-Match"] = "W/\"a\", \"b\", \"0123456789abcdef\"" };
    private ArticleRenderer _renderer = null!;
    private ParsedArticle _article = null!;
    private SourceText _source = null!;
    private Slug _slug;
    private int _turn;

    [GlobalSetup]
    public void SetUp()
    {
        var content = Path.Combine(Repository.Root, "content");
        if (!Slug.TryParse(Longest, out _slug)) throw new InvalidOperationException($"“{Longest}” is not a slug.");
        _source = new SourceText($"articles/{Longest}.md", File.ReadAllText(Path.Combine(content, "articles", $"{Longest}.md")));
        _article = ArticleParser.Parse(_slug, _source, [])!;
        var edition = new EditionBuilder(new ContentFolder(content), drafts: false).Build(Repository.ContentDay);
        _renderer = new ArticleRenderer(edition.Site, edition.People, edition.Bibliography, edition.Images);
    }

    /// <summary>Front matter, Markdown, citations and links of one file, to facts and diagnostics.</summary>
    [Benchmark]
    public object? Parsing() => ArticleParser.Parse(_slug, _source, []);

    /// <summary>One citation of three papers, from its brackets to its numbers.</summary>
    [Benchmark]
    public object? Citation() => CitationSyntax.Read("(1, 2–4; 7)");

    /// <summary>The article's text to HTML.</summary>
    [Benchmark]
    public object Rendering() => _renderer.Render(_article).Article.Text;

    /// <summary>What a client accepts, and whether it already has the page. Another header each time: the last one is remembered.</summary>
    [Benchmark]
    public bool Negotiation() =>
        AcceptedCodings.Of(Accepted[_turn++ & 1]).Brotli > 0 && Preconditions.In(_conditions).Evaluate("\"0123456789abcdef\"", null) is Precondition.NotModified;

    private sealed class Settings : ManualConfig
    {
        public Settings() => AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance)).AddDiagnoser(BenchmarkDotNet.Diagnosers.MemoryDiagnoser.Default);
    }
}
