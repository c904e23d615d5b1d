using System.Net;
using BackSpasmSite.Content;
using BackSpasmSite.Http;
using Microsoft.Extensions.DependencyInjection;

namespace BackSpasmSite.Tests.Http;

/// <summary>What each kind of address lets clients and caches keep, and how they ask whether they still may (RFC 9110, 13; RFC 9111).</summary>
public sealed class SavedTransfersTests(SavedTransfersTests.Illustrated shared) : IClassFixture<SavedTransfersTests.Illustrated>
{
    private const string Page = "max-age=0,must-revalidate,s-maxage=60,stale-while-revalidate=60", Ask = "no-cache", Year = "max-age=31536000, immutable";

    /// <summary>The address, what caches are told, and whether it is smaller with gzip. A name in brackets stands for an address with a fingerprint.</summary>
    public static TheoryData<string, string, bool> Kinds => new()
    {
        { "/", Page, true },
        { "/articles", Page, true },
        { "/articles/heat-or-ice", Page, true },
        { "/topics", Page, true },
        { "/topics/heat", Page, true },
        { "/people/ann", Page, true },
        { "/papers/paper-1", Page, true },
        { "/about", Page, true },
        { "/corrections", Page, true },
        { "/articles/heat-or-ice/references.bib", Page, true },
        { "/articles/heat-or-ice/references.ris", Page, true },
        { "/articles/heat-or-ice/references.json", Page, true },
        { "/articles/heat-or-ice/citation.bib", Page, true },
        { "/articles/heat-or-ice/citation.ris", Page, true },
        { "/feed.xml", Page, true },
        { "/sitemap.xml", Page, true },
        { "/opensearch.xml", Page, true },
        { "/robots.txt", Page, true },
        { "/.well-known/security.txt", Page, true },
        { "[stylesheet]", Year, true },
        { "/site.css", Ask, true },
        { "[script]", Year, true },
        { "/search.js", Ask, true },
        { "/desk.css", Ask, true },
        { "/icon.svg", "max-age=3600, must-revalidate", true },
        { "[drawing]", Year, true },
        { "/images/drawing.svg", Ask, true },
        { "[photograph]", Year, false },
        { "/images/photograph.png", Ask, false },
    };

    public static TheoryData<string> Addresses => [.. Kinds.Select(row => row.Data.Item1)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task An_answer_says_what_may_be_kept_and_is_compressed_where_that_helps(string kind, string cacheControl, bool isCompressed)
    {
        using var answer = await GetAsync(kind);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(cacheControl, answer.Headers.NonValidated["Cache-Control"].ToString());
        Assert.Equal(cacheControl == Page, answer.Headers.Contains("CDN-Cache-Control"));
        Assert.False(answer.Headers.ETag!.IsWeak);
        Assert.Equal(isCompressed ? ["gzip"] : [], answer.Content.Headers.ContentEncoding);
        Assert.Equal(isCompressed ? ["Accept-Encoding"] : [], answer.Headers.Vary);
    }

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task HEAD_gets_the_same_headers(string kind)
    {
        using var got = await GetAsync(kind);
        using var head = await AskAsync("HEAD", kind, ("Accept-Encoding", "gzip"));

        // The framework leaves the length of a file of the program out, which RFC 9110, 9.3.2 allows.
        if (kind is "[script]" or "/search.js" or "/desk.css" or "/icon.svg") got.Content.Headers.ContentLength = null;
        Assert.Equal(got.Told(), head.Told());
        Assert.Empty(await head.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task Who_has_it_gets_304_by_its_tag_or_its_date(string kind)
    {
        using var got = await GetAsync(kind);
        var (tag, modified) = (got.Headers.ETag!.Tag, got.Content.Headers.LastModified);
        // The stylesheet has no time: another version has another address.
        Assert.Equal(kind is "[stylesheet]" or "/site.css", modified is null);
        var since = (modified ?? DateTimeOffset.UtcNow).ToString("R");

        await IsAsync(304, ("If-None-Match", tag));
        await IsAsync(304, ("If-None-Match", $"\"other\", W/{tag}"));
        await IsAsync(304, ("If-None-Match", "*"));
        await IsAsync(200, ("If-None-Match", "\"other\""), ("If-Modified-Since", since));
        await IsAsync(modified is null ? 200 : 304, ("If-Modified-Since", since));
        await IsAsync(200, ("If-Modified-Since", "Sat, 01 Jan 2000 00:00:00 GMT"));
        await IsAsync(412, ("If-Match", "\"other\""));
        await IsAsync(200, ("If-Match", tag));

        async Task IsAsync(int status, params (string, string)[] conditions)
        {
            using var answer = await AskAsync("GET", kind, [("Accept-Encoding", "gzip"), .. conditions]);
            Assert.Equal((string.Join(' ', conditions), status), (string.Join(' ', conditions), (int)answer.StatusCode));
            if (status == 412) return;
            foreach (var name in (string[])["ETag", "Cache-Control", "CDN-Cache-Control", "Vary"]) Assert.Equal(Told(got, name), Told(answer, name));
        }
    }

    [Theory]
    [InlineData("/search", 200, "no-store")]
    [InlineData("/search?q=heat", 200, "no-store")]
    [InlineData("/search/suggestions?q=heat", 200, "no-store")]
    [InlineData("/feedback/heat-or-ice/s-heat", 200, "no-store")]
    [InlineData("/feedback/thanks?article=heat-or-ice&helpful=no", 200, "no-store")]
    [InlineData("/feedback/0123456789abcdef0123456789abcdef", 404, "no-store")]
    [InlineData("/editor/sign-in", 200, "no-store")]
    [InlineData("/healthz/ready", 200, "no-store")]
    [InlineData("/nothing", 404, "no-cache")]
    [InlineData("/favicon.ico", 404, "no-cache")]
    [InlineData("/apple-touch-icon.png", 404, "no-cache")]
    [InlineData("/images/nothing.png", 404, "no-cache")]
    public async Task What_may_be_another_answer_next_time_has_nothing_to_compare(string address, int status, string cacheControl)
    {
        using var answer = await AskAsync("GET", address, ("Accept-Encoding", "gzip"));

        Assert.Equal((status, cacheControl), ((int)answer.StatusCode, answer.Headers.CacheControl?.ToString()));
        Assert.Null(answer.Headers.ETag);
        Assert.Null(answer.Content.Headers.LastModified);
        Assert.False(answer.Headers.Contains("CDN-Cache-Control"));
    }

    private static string Told(HttpResponseMessage answer, string name) => answer.Headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : "";

    /// <summary>With its final bytes: the quick ones are replaced in the background, and with them the ETag.</summary>
    private async Task<HttpResponseMessage> GetAsync(string kind)
    {
        (await AskAsync("GET", kind)).Dispose();
        var store = shared.Site.Services.GetRequiredService<PageStore>();
        var address = AddressOf(kind).Split('?')[0];
        store.CompressBest(address);
        if (shared.Edition.Images.GetValueOrDefault(address[1..]) is { } image) store.CompressBest(ImageEndpoint.AddressInStore(image));
        return await AskAsync("GET", kind, ("Accept-Encoding", "gzip"));
    }

    private Task<HttpResponseMessage> AskAsync(string method, string kind, params (string, string)[] headers) => shared.Site.AskAsync(method, AddressOf(kind), headers);

    private string AddressOf(string kind) => kind switch
    {
        "[stylesheet]" => shared.Home.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href")!,
        "[script]" => shared.Home.QuerySelector("script[src]")!.GetAttribute("src")!,
        "[drawing]" => shared.Edition.Images["images/drawing.svg"].Href,
        "[photograph]" => shared.Edition.Images["images/photograph.png"].Href,
        _ => kind,
    };

    /// <summary>The small site with one of everything.</summary>
    public sealed class Illustrated : IAsyncLifetime
    {
        internal TestSite Site { get; } = new();

        internal AngleSharp.Html.Dom.IHtmlDocument Home { get; private set; } = null!;

        internal Edition Edition => Site.Services.GetRequiredService<CurrentEdition>().Edition!;

        public async ValueTask InitializeAsync()
        {
            Site.Content.Write("site.yaml", Site.Content.Read("site.yaml") + "\ncontact: security@example.org\n");
            Site.Content.Write("references.json", """[{ "id": "paper-1", "type": "article-journal", "title": "Warmth and pain: what warmth does to pain, and pain to warmth, in people with pain who are warm", "author": [{ "family": "Smith", "given": "Ann" }, { "family": "Smith", "given": "Anne" }], "DOI": "10.1000/xyz" }]""");
            Site.Content.Write("articles/heat-or-ice.md", Site.Content.Read("articles/heat-or-ice.md")
                .Replace("topics:", "references: [paper-1]\ntopics:", StringComparison.Ordinal).Replace("pleasant.", "pleasant (1).", StringComparison.Ordinal));
            Site.Content.Write("images/drawing.svg", $"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>{string.Concat(Enumerable.Repeat("<circle r='5'/>", 50))}</svg>");
            Site.Content.Write("images/photograph.png", Photograph.Of(".png", 10, 10, []));
            await ImageEndpointTests.UntilKeptAsync(Site, "images/drawing.svg");
            using var browser = Site.Browser();
            Home = await browser.PageAsync("/");
        }

        public ValueTask DisposeAsync() => Site.DisposeAsync();
    }
}
