using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using BackSpasmSite.Content;
using BackSpasmSite.Http;
using BackSpasmSite.Pages;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.DependencyInjection;

namespace BackSpasmSite.Tests.Http;

/// <summary>Pages as finished bytes: what a client and the caches on the way are sent.</summary>
public sealed partial class PageDeliveryTests(SharedSite shared) : IClassFixture<SharedSite>
{
    public static TheoryData<string> Kinds =>
        ["/", "/articles/heat-or-ice", "/articles", "/topics", "/topics/heat", "/people/ann", "/about", "/corrections", "/feed.xml", "/sitemap.xml", "/images/dot.svg", "/robots.txt"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Each_form_has_its_own_ETag_and_the_same_words(string address)
    {
        var forms = new Dictionary<string, (string? Tag, byte[] Words)>();
        foreach (var coding in new[] { "identity", "gzip", "br" })
        {
            using var answer = await shared.Site.AskAsync("GET", address, ("Accept-Encoding", coding));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal(["Accept-Encoding"], answer.Headers.Vary);
            var sent = answer.Content.Headers.ContentEncoding.SingleOrDefault();
            Assert.True(sent == coding || sent is null, sent);
            forms[sent ?? "identity"] = (answer.Headers.ETag?.ToString(), (await BytesAsync(answer)).Decoded(sent));
        }

        // A file of a few words does not get smaller.
        Assert.True(forms.Count == 3 || address is "/robots.txt" or "/images/dot.svg", $"{forms.Count} forms");
        Assert.Equal(forms.Count, forms.Values.Select(form => form.Tag).Distinct().Count());
        Assert.DoesNotContain(forms.Values, form => form.Tag?.StartsWith('"') != true);
        Assert.Single(forms.Values.Select(form => Convert.ToHexString(form.Words)).Distinct());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Who_has_it_gets_304_and_HEAD_gets_everything_but_the_bytes(string address)
    {
        // With its final bytes: the quick ones are replaced in the background, and with them the ETag.
        (await shared.Site.AskAsync("GET", address)).Dispose();
        shared.Site.Services.GetRequiredService<PageStore>().CompressBest(address);
        using var got = await shared.Site.AskAsync("GET", address, ("Accept-Encoding", "br"));
        using var head = await shared.Site.AskAsync("HEAD", address, ("Accept-Encoding", "br"));
        using var known = await shared.Site.AskAsync("GET", address, ("Accept-Encoding", "br"), ("If-None-Match", $"\"x\", W/{got.Headers.ETag}"));

        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Empty(await BytesAsync(head));
        Assert.Equal(got.Headers.ETag, head.Headers.ETag);
        Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
        Assert.Empty(await BytesAsync(known));
        Assert.Equal((got.Headers.ETag, got.Headers.CacheControl?.ToString()), (known.Headers.ETag, known.Headers.CacheControl?.ToString()));
        Assert.Null(known.Content.Headers.ContentType);
    }

    [Theory]
    [InlineData("/articles/heat-or-ice")]
    [InlineData("/feed.xml")]
    public async Task A_shared_cache_may_keep_it_for_a_minute_and_a_browser_has_to_ask(string address)
    {
        using var answer = await shared.Site.AskAsync("GET", address);
        using var known = await shared.Site.AskAsync("GET", address, ("If-None-Match", "*"));

        foreach (var sent in (HttpResponseMessage[])[answer, known])
        {
            Assert.Equal("max-age=0,must-revalidate,s-maxage=60,stale-while-revalidate=60", sent.Headers.NonValidated["Cache-Control"].ToString());
            Assert.Equal("max-age=60,stale-while-revalidate=60", sent.Headers.NonValidated["CDN-Cache-Control"].ToString());
        }

        Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
    }

    [Fact]
    public async Task A_page_that_has_not_changed_since_a_date_is_not_sent_again()
    {
        using var got = await shared.Site.AskAsync("GET", "/about");
        var modified = got.Content.Headers.LastModified!.Value;
        using var known = await shared.Site.AskAsync("GET", "/about", ("If-Modified-Since", modified.ToString("R")));
        using var before = await shared.Site.AskAsync("GET", "/about", ("If-Modified-Since", modified.AddSeconds(-1).ToString("R")));

        Assert.Equal((HttpStatusCode.NotModified, HttpStatusCode.OK), (known.StatusCode, before.StatusCode));
        Assert.True(modified <= got.Headers.Date.GetValueOrDefault(DateTimeOffset.UtcNow));
    }

    [Fact]
    public async Task A_part_of_a_page_cannot_be_asked_for()
    {
        using var answer = await shared.Site.AskAsync("GET", "/about", ("Range", "bytes=0-9"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Empty(answer.Headers.AcceptRanges);
    }

    [Theory]
    [InlineData("Accept-Encoding", "identity;q=0, *;q=0", 406)]
    [InlineData("If-Match", "\"other\"", 412)]
    public async Task A_condition_that_no_form_meets_gets_a_page_that_says_so(string name, string value, int status)
    {
        using var answer = await shared.Site.AskAsync("GET", "/about", (name, value));

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("no-cache", answer.Headers.CacheControl?.ToString());
        Assert.Null(answer.Headers.ETag);
    }

    [Theory]
    [InlineData("If-Modified-Since", "Sun, 31 Feb 2026 25:61:61 GMT")]
    [InlineData("If-Unmodified-Since", "9999999999999999999")]
    [InlineData("If-None-Match", "\"\"\"\"\"")]
    public async Task A_header_that_makes_no_sense_is_no_condition(string name, string value)
    {
        using var answer = await shared.Site.AskAsync("GET", "/about", (name, value));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task An_Accept_Encoding_of_4_KB_is_answered()
    {
        using var answer = await shared.Site.AskAsync("GET", "/about", ("Accept-Encoding", string.Join(',', Enumerable.Range(0, 450).Select(number => $"x{number};q=0")) + ",br"));

        Assert.Equal(["br"], answer.Content.Headers.ContentEncoding);
    }

    [Fact]
    public async Task Whatever_a_stranger_adds_to_an_address_the_page_is_kept_once()
    {
        await using var site = new TestSite();
        var store = site.Services.GetRequiredService<PageStore>();
        using var browser = site.Browser();
        (await browser.GetAsync("/articles/heat-or-ice", TestContext.Current.CancellationToken)).Dispose();
        (await browser.GetAsync("/articles", TestContext.Current.CancellationToken)).Dispose();
        var before = store.Kept;

        string[] junk = ["?junk{0}", "?utm={0}&page={0}", "?page={0}", "?page={0}&page=2", "?PAGE=x{0}", "?pa%67e=0{0}", "?page=%00{0}"];
        for (var number = 2; number <= 4000; number++)
        {
            var query = junk[number % junk.Length].Replace("{0}", $"{number}", StringComparison.Ordinal);
            using var article = await browser.GetAsync($"/articles/heat-or-ice{query}", TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, article.StatusCode);
            if (number % 50 > 0) continue;
            foreach (var address in new[] { $"/articles{query}", $"/articles%3Fpage={number}", $"/junk{number}", $"/articles/junk{number}", $"/feed.xml{query}" })
                (await browser.GetAsync(address, TestContext.Current.CancellationToken)).Dispose();
        }

        // The feed is the only new one.
        Assert.Equal(before.Pages + 1, store.Kept.Pages);
    }

    [Theory]
    [InlineData("/nothing")]
    [InlineData("/feedback/thanks?article=heat-or-ice&helpful=yes")]
    [InlineData("/feedback/0123456789abcdef0123456789abcdef")]
    [InlineData("/editor/sign-in")]
    [InlineData("/healthz/ready")]
    [InlineData("/articles/HEAT-or-ice")]
    [InlineData("/papers/nothing")]
    public async Task What_is_not_for_everyone_is_not_kept(string address)
    {
        await using var site = new TestSite();
        for (var time = 0; time < 2; time++)
        {
            using var answer = await site.AskAsync("GET", address, ("Accept-Encoding", "br"));
            Assert.DoesNotContain("s-maxage", answer.Headers.CacheControl?.ToString(), StringComparison.Ordinal);
            Assert.False(answer.Headers.Contains("CDN-Cache-Control"));
            Assert.Empty(answer.Content.Headers.ContentEncoding);
        }

        Assert.Equal((0, 0), site.Services.GetRequiredService<PageStore>().Kept);
    }

    [Fact]
    public async Task A_passage_on_hold_is_not_kept_and_seen_at_once()
    {
        await using var site = new TestSite();
        var current = site.Services.GetRequiredService<CurrentEdition>();
        (await site.AskAsync("GET", "/articles/heat-or-ice")).Dispose();
        // Not by Hold, because the site itself sets that from its database.
        var edition = current.Edition!;
        current.Publish(edition with { Holds = [new Hold(edition.Articles.Keys.Single(), "It is pleasant.", null, null, null)], Hash = "held" });

        for (var time = 0; time < 2; time++)
        {
            using var held = await site.AskAsync("GET", "/articles/heat-or-ice", ("Accept-Encoding", "gzip"));
            Assert.Contains("We are checking this passage", Encoding.UTF8.GetString((await BytesAsync(held)).Decoded("gzip")), StringComparison.Ordinal);
            Assert.Equal("no-cache", held.Headers.CacheControl?.ToString());
            Assert.False(held.Headers.Contains("CDN-Cache-Control"));
        }

        Assert.Null(site.Services.GetRequiredService<PageStore>().Find("/articles/heat-or-ice", current.Edition!));
    }

    [Fact]
    public async Task A_draft_is_not_kept()
    {
        await using var site = new TestSite();
        var current = site.Services.GetRequiredService<CurrentEdition>();
        var edition = current.Edition!;
        var article = edition.Articles.Values.Single();
        var draft = article with { FrontMatter = article.FrontMatter with { Draft = true } };
        current.Publish(edition with { Articles = System.Collections.Frozen.FrozenDictionary.ToFrozenDictionary([KeyValuePair.Create(draft.Slug, draft)]), Hash = "draft" });

        using var answer = await site.AskAsync("GET", "/articles/heat-or-ice");

        Assert.Equal("no-cache", answer.Headers.CacheControl?.ToString());
        Assert.Equal(0, site.Services.GetRequiredService<PageStore>().Kept.Pages);
    }

    [Fact]
    public async Task Many_who_ask_first_get_one_rendering()
    {
        var counting = new Counting();
        await using var site = new TestSite { Instead = services => services.Configure<MvcOptions>(mvc => mvc.Filters.Add(counting)) };
        using var browser = site.Browser();

        var asking = Enumerable.Range(0, 100).Select(_ => browser.GetByteArrayAsync("/about", TestContext.Current.CancellationToken)).ToList();
        await counting.Started.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        counting.MayGoOn.SetResult();
        var pages = await Task.WhenAll(asking);

        Assert.Equal(1, counting.Renderings);
        Assert.Single(pages.Select(Convert.ToHexString).Distinct());
    }

    [Fact]
    public async Task A_page_its_ETag_and_the_address_of_its_stylesheet_come_from_one_edition_while_saves_go_on()
    {
        await using var site = new TestSite();
        var current = site.Services.GetRequiredService<CurrentEdition>();
        var edition = current.Edition!;
        current.Publish(edition with { Site = edition.Site with { Name = "Site 0" }, Hash = "first" });
        using var done = new CancellationTokenSource();
        var saving = Task.Run(async () =>
        {
            for (var number = 1; !done.IsCancellationRequested; number++)
            {
                current.Publish(edition with { Site = edition.Site with { Accent = $"#{number % 2 * 0x700000:x6}", Name = $"Site {number}" }, Hash = $"{number}" });
                await Task.Yield();
            }
        }, TestContext.Current.CancellationToken);

        await Parallel.ForAsync(0, 200, TestContext.Current.CancellationToken, async (number, _) =>
        {
            using var answer = await site.AskAsync("GET", number % 2 == 0 ? "/articles/heat-or-ice" : "/about");
            var bytes = await BytesAsync(answer);
            var page = Encoding.UTF8.GetString(bytes);
            // Even numbers are black, odd ones red; the first has our own colour.
            var name = SiteName().Match(page).Value;
            var accent = name == "Site 0" ? null : name[^1] % 2 == 0 ? "#000000" : "#700000";
            Assert.Contains($"href=\"{Stylesheet.For(accent).Href}\"", page, StringComparison.Ordinal);
            Assert.Equal($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..16]}\"", answer.Headers.ETag?.ToString());
            Assert.Single(SiteName().Matches(page).Select(match => match.Value).Distinct());
        });
        await done.CancelAsync();
        await saving;
    }

    [Fact]
    public async Task A_page_that_a_save_did_not_change_keeps_its_ETag()
    {
        await using var site = new TestSite();
        var current = site.Services.GetRequiredService<CurrentEdition>();
        using var before = await site.AskAsync("GET", "/about", ("Accept-Encoding", "br"));
        current.Publish(current.Edition! with { Hash = "other" });
        using var after = await site.AskAsync("GET", "/about", ("Accept-Encoding", "br"), ("If-None-Match", before.Headers.ETag!.ToString()));

        Assert.Equal(HttpStatusCode.NotModified, after.StatusCode);
        Assert.Equal(before.Content.Headers.LastModified, after.Content.Headers.LastModified);
    }

    [Fact]
    public async Task A_page_gets_smaller_while_the_site_is_idle_and_who_has_the_larger_one_need_not_load_it_again()
    {
        await using var site = new TestSite();
        using var quick = await site.AskAsync("GET", "/about", ("Accept-Encoding", "br"));
        var store = site.Services.GetRequiredService<PageStore>();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (store.FindAny("/about")?.IsBest != true && !patience.IsCancellationRequested) await Task.Yield();

        using var best = await site.AskAsync("GET", "/about", ("Accept-Encoding", "br"));
        using var known = await site.AskAsync("GET", "/about", ("Accept-Encoding", "br"), ("If-None-Match", quick.Headers.ETag!.ToString()));

        Assert.True((await BytesAsync(best)).Length < (await BytesAsync(quick)).Length);
        Assert.NotEqual(quick.Headers.ETag, best.Headers.ETag);
        Assert.Equal((HttpStatusCode.NotModified, quick.Headers.ETag), (known.StatusCode, known.Headers.ETag));
        // And its size is counted.
        Assert.Equal(store.FindAny("/about")!.Size, store.Kept.Bytes);
    }

    [Fact]
    public async Task The_pages_that_were_read_longest_ago_go_first()
    {
        await using var site = new TestSite { Settings = [("Site:PageMemoryMegabytes", "1")] };
        var store = site.Services.GetRequiredService<PageStore>();
        var edition = site.Services.GetRequiredService<CurrentEdition>().Edition!;
        var facts = new PageFacts("text/html", null, "", true, false, LoggedRoute.None);

        for (var number = 0; number < 100; number++)
        {
            var page = StoredPage.Of(RandomNumberGenerator.GetBytes(50_000), facts, null, null);
            await store.GetOrRenderAsync($"/{number}", edition, () => Task.FromResult<StoredPage?>(page));
            store.CountRead(store.Find("/0", edition)!, isUnchanged: false);
            Assert.True(store.Kept.Bytes <= 1024 * 1024);
        }

        Assert.NotNull(store.Find("/0", edition));
        Assert.NotNull(store.Find("/99", edition));
        Assert.Null(store.Find("/1", edition));
        Assert.InRange(store.Kept.Pages, 15, 21);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_page_is_kept_compressed_and_unpacked_for_who_takes_nothing_else(bool isBest)
    {
        await using var site = new TestSite();
        using var first = await site.AskAsync("GET", "/about");
        var bytes = await BytesAsync(first);
        var page = site.Services.GetRequiredService<PageStore>().FindAny("/about")!;
        if (isBest) page.CompressBest();
        // Whatever of the plain bytes is still in memory is not counted on.
        GC.Collect();

        using var again = await site.AskAsync("GET", "/about");

        Assert.True(page.Size < bytes.Length + 3500, $"{page.Size} of {bytes.Length} bytes");
        Assert.Equal(bytes, await BytesAsync(again));
        Assert.Equal(first.Headers.ETag, again.Headers.ETag);
    }

    [Fact]
    public async Task A_page_that_is_too_large_to_keep_is_served_all_the_same()
    {
        await using var site = new TestSite { Settings = [("Site:PageMemoryMegabytes", "0")] };
        using var first = await site.AskAsync("GET", "/about", ("Accept-Encoding", "br"));
        using var second = await site.AskAsync("GET", "/about", ("Accept-Encoding", "br"));

        Assert.Equal(first.Headers.ETag, second.Headers.ETag);
        Assert.Equal((0, 0), site.Services.GetRequiredService<PageStore>().Kept);
    }

    [Fact]
    public async Task A_readers_receipt_is_not_kept()
    {
        await using var site = new TestSite();
        using var reader = site.Browser();
        using var sent = await reader.ReportAsync("This is not what the study says.");
        var before = site.Services.GetRequiredService<PageStore>().Kept;

        using var receipt = await site.AskAsync("GET", sent.Target(), ("Accept-Encoding", "br"));

        Assert.Equal((HttpStatusCode.OK, true), (receipt.StatusCode, receipt.Headers.CacheControl!.NoStore));
        Assert.Null(receipt.Headers.ETag);
        Assert.Equal(before, site.Services.GetRequiredService<PageStore>().Kept);
    }

    private static Task<byte[]> BytesAsync(HttpResponseMessage answer) => answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);

    [GeneratedRegex("Site [0-9]+")]
    private static partial Regex SiteName();

    /// <summary>Holds the first rendering back, and counts them all.</summary>
    private sealed class Counting : IAsyncResourceFilter
    {
        private int _renderings;

        public TaskCompletionSource Started { get; } = new();
        public TaskCompletionSource MayGoOn { get; } = new();
        public int Renderings => _renderings;

        public async Task OnResourceExecutionAsync(ResourceExecutingContext context, ResourceExecutionDelegate next)
        {
            Interlocked.Increment(ref _renderings);
            Started.TrySetResult();
            await MayGoOn.Task;
            await next();
        }
    }
}
