using System.Net;
using System.Text;
using System.Text.Json;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using BackSpasmSite.Content;
using BackSpasmSite.Search;
using BackSpasmSite.Tests.Accounts;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace BackSpasmSite.Tests.Search;

public sealed class SearchPageTests(SearchPageTests.Searchable shared) : IClassFixture<SearchPageTests.Searchable>
{
    [Fact]
    public async Task It_finds_the_section_and_marks_the_words()
    {
        var page = await SearchAsync("pleasant");

        var hit = Assert.Single(page.QuerySelectorAll("main .hits a"));
        Assert.StartsWith("/articles/heat-or-ice#s-", hit.GetAttribute("href"), StringComparison.Ordinal);
        Assert.Equal("Heat or ice? › Heat", hit.TextContent);
        Assert.Equal("pleasant", page.QuerySelector("mark")!.TextContent);
        Assert.Equal("noindex", page.QuerySelector("meta[name=robots]")!.GetAttribute("content"));
        Assert.Equal("pleasant", page.QuerySelector("main input")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Nothing_found_is_said_plainly_with_topics_and_the_number_to_call()
    {
        var page = await SearchAsync("zzzzzz<script>");
        Assert.Contains("Nothing here matches “zzzzzz<script>”.", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("main script"));
        Assert.NotNull(page.QuerySelector("main a[href='/topics/heat']"));
        Assert.NotNull(page.QuerySelector("main .help"));
    }

    [Fact]
    public async Task A_misspelt_word_is_searched_as_it_was_meant_and_the_page_says_so()
    {
        var page = await SearchAsync("plesant");
        Assert.Equal("/search?q=pleasant", page.QuerySelector("main h2 + p a")!.GetAttribute("href"));
        Assert.Single(page.QuerySelectorAll("main .hits a"));
    }

    [Theory]
    [InlineData("numb bum")]
    [InlineData("my bum is numb")]
    [InlineData("numm bum")]
    public async Task A_warning_sign_brings_the_help_box_first(string typed)
    {
        var main = (await SearchAsync(typed)).QuerySelector("main")!;
        Assert.Equal("get-help-now", main.QuerySelector("h1")!.NextElementSibling!.Id);
        Assert.Null((await SearchAsync("heat")).QuerySelector("#get-help-now"));
    }

    [Fact]
    public async Task A_topic_can_be_chosen_and_an_unknown_one_is_ignored()
    {
        Assert.Empty((await SearchAsync("heat", "&topic=causes")).QuerySelectorAll(".hits a"));
        Assert.NotEmpty((await SearchAsync("heat", "&topic=heat")).QuerySelectorAll(".hits a"));
        Assert.NotEmpty((await SearchAsync("heat", "&topic=nothing")).QuerySelectorAll(".hits a"));
    }

    /// <summary>Grammar of FTS5, SQL, HTML and paths, broken encodings, other scripts, control characters, and very long texts, alone and between words.</summary>
    [Fact]
    public void A_thousand_odd_inputs_all_get_an_answer()
    {
        string[] odd =
        [
            "\"", "\"\"", "\"heat", "heat\"", "'", "`", "*", "heat*", "**", "^heat", "^", "-heat", "- -", "+heat", "heat+ice", "(heat", "heat)", "()", ")(", "NEAR(heat ice)", "NEAR(", "NEAR/3",
            "AND", "OR", "NOT", "heat AND", "OR heat", "heat NOT ice", "title:heat", "{title}:heat", "{title text} : heat", "text:", ":", "::", "- {title}: heat", "heat, ice", ";", "; DROP TABLE articles", "' OR 1=1 --",
            "\\", "%", "%25", "_", "#", "?", "&", "=", "&topic=", "<b>", "</main>", "<script>alert(1)</script>", "{{7*7}}", "${7*7}", "../../etc/passwd", "file:///", "\0", "a\0b", "\t", "\r\n", "\u001d", "\u0001heat\u0002",
            "\u200b", "\u202eheat", "\ufeff", "\ufffd", "\ud800", "\udc00heat", "\ud83d", "🙂", "🙂 heat", "👩‍👩‍👧", "é", "e\u0301", "\u0301", "ﬁ", "ß", "İ", "ı", "Ø", "æ", "ñ", "你好", "こんにちは", "안녕", "שלום", "مرحبا", "नमस्ते", "ไทย", "Ελλάδα", "привет", "𝒽𝑒𝒶𝓉", "١٢٣", "①", "½",
            "0", "-1", "1e9", "NaN", "null", "undefined", "true", "a", "ab", new string('a', 5000), new string('"', 300), string.Concat(Enumerable.Repeat("heat ", 500)), string.Concat(Enumerable.Repeat("\"a\" ", 200)), string.Concat(Enumerable.Repeat("é\u0301", 300)),
        ];
        Func<string, string>[] around = [text => text, text => $"heat {text}", text => $"{text} heat", text => $"\"{text}\"", text => $"heat{text}ice", text => text + text, text => $"{text}*", text => $"numb {text} bum", text => $"({text}", text => text.ToUpperInvariant()];
        var search = shared.Site.Services.GetRequiredService<SiteSearch>();
        var edition = shared.Site.Services.GetRequiredService<CurrentEdition>().Edition!;
        var all = odd.SelectMany(text => around.Select(put => put(text))).ToList();
        Assert.True(all.Count >= 1000);
        foreach (var typed in all)
        {
            Assert.True(search.Find(typed, edition) is not null, $"No answer to {JsonSerializer.Serialize(typed)}");
            search.Suggest(typed, edition);
        }

        Assert.True(shared.Site.Services.GetRequiredService<SearchIndex>().IsReady);
    }

    [Fact]
    public async Task What_turns_text_round_or_has_no_sign_is_not_repeated()
    {
        var page = await SearchAsync("\u202ezzqq\u0001\u2066\u200b\u200d");
        Assert.Equal("zzqq\u200d", page.QuerySelector("main input[type=search]")!.GetAttribute("value"));
        Assert.DoesNotContain(page.DocumentElement.TextContent, character => character is '\u202e' or '\u2066' or '\u0001');
    }

    [Theory]
    [InlineData("q=%22")]
    [InlineData("q=%00")]
    [InlineData("q=%ED%A0%80")]
    [InlineData("q=%FF%FE")]
    [InlineData("q=heat&page=-9")]
    [InlineData("q=heat&page=99999999999")]
    [InlineData("q=heat&page=2")]
    [InlineData("q=heat&q=ice&topic=a&topic=b")]
    [InlineData("q=heat&topic=%00")]
    [InlineData("q")]
    [InlineData("")]
    [InlineData("Q=NEAR(")]
    public async Task Odd_addresses_get_a_page(string query)
    {
        using var answer = await shared.Site.AskAsync("GET", $"/search?{query}");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using var suggestions = await shared.Site.AskAsync("GET", $"/search/suggestions?{query}");
        Assert.Equal(HttpStatusCode.OK, suggestions.StatusCode);
    }

    [Fact]
    public async Task Suggestions_are_titles_and_sections_in_the_form_of_OpenSearch()
    {
        using var answer = await shared.Site.AskAsync("GET", "/search/suggestions?q=hea");
        Assert.Equal("application/x-suggestions+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(
            """["hea",["Heat or ice?","Heat · Heat or ice?"],["",""],["http://localhost:5080/articles/heat-or-ice","http://localhost:5080/articles/heat-or-ice#s-heat"]]""",
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Nothing_that_was_typed_is_logged_or_kept()
    {
        var kept = shared.Site.Services.GetRequiredService<BackSpasmSite.Http.PageStore>().Kept.Pages;
        using var answer = await shared.Site.AskAsync("GET", "/search?q=wugxyz+heat");
        using var suggestions = await shared.Site.AskAsync("GET", "/search/suggestions?q=wugxyz");
        using var missing = await shared.Site.AskAsync("GET", "/wugxyz?q=wugxyz");

        Assert.True(answer.Headers.CacheControl!.NoStore && suggestions.Headers.CacheControl!.NoStore);
        Assert.Equal(kept, shared.Site.Services.GetRequiredService<BackSpasmSite.Http.PageStore>().Kept.Pages);
        Assert.DoesNotContain(shared.Site.Events, said => said.RenderMessage(null).Contains("wugxyz", StringComparison.Ordinal)
            || said.Properties.Values.Any(value => value.ToString().Contains("wugxyz", StringComparison.Ordinal)));
        foreach (var file in Directory.GetFiles(shared.Site.DataPath)) Assert.DoesNotContain("wugxyz", await ReadAsync(file), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_page_has_the_box_and_an_unknown_address_offers_what_is_near()
    {
        var home = await OpenAsync("/");
        Assert.NotNull(home.QuerySelector("header form[role=search] input[name=q]"));
        Assert.NotNull(home.QuerySelector("main form[action='/search'] input[name=q]"));
        Assert.Equal("/opensearch.xml", home.QuerySelector("link[rel=search]")!.GetAttribute("href"));

        using var answer = await shared.Site.AskAsync("GET", "/something-pleasant.html");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        var missing = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("something pleasant", missing.QuerySelector("main input[name=q]")!.GetAttribute("value"));
        Assert.Equal("/articles/heat-or-ice#s-heat", missing.QuerySelector("main .rows a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task The_box_adds_less_than_400_bytes_to_a_page()
    {
        var with = await shared.Site.Browser().GetStringAsync("/articles/heat-or-ice", TestContext.Current.CancellationToken);
        var document = new HtmlParser().ParseDocument(with);
        foreach (var part in document.QuerySelectorAll("link[rel=search], header form, script[src^='/search']")) part.Remove();
        Assert.InRange(Compressed(new HtmlParser().ParseDocument(with).DocumentElement.OuterHtml) - Compressed(document.DocumentElement.OuterHtml), 1, 399);

        static int Compressed(string text)
        {
            var coded = new byte[100_000];
            Assert.True(System.IO.Compression.BrotliEncoder.TryCompress(Encoding.UTF8.GetBytes(text), coded, out var length, quality: 11, window: 22));
            return length;
        }
    }

    [Fact]
    public async Task One_network_may_search_only_so_often_and_readers_never_wait()
    {
        await using var site = new TestSite { Settings = [("Search:RequestsPerMinute", "3"), ("Search:CountMisses", "true")], Time = new SetTime(ContentOnDisk.Today) };
        for (var number = 0; number < 3; number++)
        {
            using var answer = await site.AskAsync("GET", number == 0 ? "/search/suggestions?q=he" : "/search?q=heat");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        using var refused = await site.AskAsync("GET", "/search?q=heat");
        Assert.Equal((HttpStatusCode.TooManyRequests, "60"), (refused.StatusCode, refused.Headers.GetValues("Retry-After").Single()));
        Assert.Equal(HttpStatusCode.OK, (await site.AskAsync("GET", "/search")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await site.AskAsync("GET", "/articles/heat-or-ice")).StatusCode);

        // While somebody else is searching.
        using var turn = site.Services.GetRequiredService<SearchQueue>().TryEnter();
        Assert.NotNull(turn);
        Assert.Equal(HttpStatusCode.OK, (await site.AskAsync("GET", "/articles/heat-or-ice")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await site.AskAsync("GET", "/articles/heet")).StatusCode);
    }

    [Fact]
    public async Task In_a_flood_one_network_gets_as_many_answers_as_its_limit_and_the_others_are_served()
    {
        const int limit = 40;
        await using var site = new TestSite
        {
            Settings = [("Search:RequestsPerMinute", $"{limit}"), ("Site:TrustedProxies", "10.0.0.9")],
            Time = new SetTime(ContentOnDisk.Today),
            Instead = services => services.AddSingleton<IStartupFilter>(new FromAddress("10.0.0.9")),
        };
        using (var first = await site.AskAsync("GET", "/")) Assert.Equal(HttpStatusCode.OK, first.StatusCode);

        // Other words, browsers and addresses in one IPv6 /64 make no other network.
        var answers = new System.Collections.Concurrent.ConcurrentBag<(HttpStatusCode Status, string? RetryAfter)>();
        await Parallel.ForAsync(0, 400, new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = TestContext.Current.CancellationToken }, async (number, _) =>
        {
            using var answer = await site.AskAsync("GET", $"/search{(number % 2 == 0 ? "" : "/suggestions")}?q=heat+{number}&page={number % 3}", ("X-Forwarded-For", $"2001:db8::{number:x}"), ("User-Agent", $"Browser {number}"));
            answers.Add((answer.StatusCode, answer.Headers.RetryAfter?.ToString()));
        });

        Assert.Equal(limit, answers.Count(answer => answer.Status == HttpStatusCode.OK));
        Assert.All(answers.Where(answer => answer.Status != HttpStatusCode.OK), answer => Assert.Equal((HttpStatusCode.TooManyRequests, "60"), answer));
        using var other = await site.AskAsync("GET", "/search?q=heat", ("X-Forwarded-For", "2001:db8:0:1::1"));
        using var reader = await site.AskAsync("GET", "/articles/heat-or-ice", ("X-Forwarded-For", "2001:db8::1"));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (other.StatusCode, reader.StatusCode));

        ((SetTime)site.Time).Now = ContentOnDisk.Today.AddSeconds(61);
        using var later = await site.AskAsync("GET", "/search?q=heat", ("X-Forwarded-For", "2001:db8::1"));
        Assert.Equal(HttpStatusCode.OK, later.StatusCode);
    }

    [Fact]
    public async Task By_default_no_word_is_counted_and_the_desk_says_so()
    {
        await using var site = new TestSite();
        using var ann = await site.SignInAsync("ann");
        for (var time = 0; time < 5; time++) using (await site.AskAsync("GET", "/search?q=lumbago")) { }

        var page = await ann.OpenAsync("/editor/searches");
        Assert.Contains("Nothing is counted", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("main table"));
    }

    [Fact]
    public async Task The_desk_lists_single_words_that_many_searched_and_nothing_of_what_one_reader_typed()
    {
        await using var site = new TestSite
        {
            Settings = [("Search:CountMisses", "true"), ("Site:TrustedProxies", "10.0.0.9")],
            Instead = services => services.AddSingleton<IStartupFilter>(new FromAddress("10.0.0.9")),
        };
        using var ann = await site.SignInAsync("ann");
        await Polling.UntilAsync(() => site.Services.GetRequiredService<SearchIndex>().IsReady);

        string[] typed = ["lumbago", "heat lumbago", "Lumbagó for Rosalind Zwimmer", "lumbago 07700900123 zwimmer@example.org"];
        for (var reader = 1; reader <= typed.Length; reader++) await SearchAsync(typed[reader - 1], reader);
        for (var time = 0; time < 5; time++) await SearchAsync("Rosalind Zwimmer", reader: 3);

        var page = await ann.OpenAsync("/editor/searches");
        Assert.Equal(["lumbago4"], page.QuerySelectorAll("main tbody tr").Select(row => row.TextContent));
        Assert.DoesNotContain("wimmer", page.DocumentElement.OuterHtml, StringComparison.OrdinalIgnoreCase);

        async Task SearchAsync(string query, int reader)
        {
            using var answer = await site.AskAsync("GET", $"/search?q={Uri.EscapeDataString(query)}", ("X-Forwarded-For", $"192.0.2.{reader}"));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    [Fact]
    public void Words_are_counted_only_if_it_is_on_and_shown_only_if_they_came_often()
    {
        var on = new SearchMisses(Microsoft.Extensions.Options.Options.Create(new BackSpasmSite.Options.SearchOptions { CountMisses = true }));
        var off = new SearchMisses(Microsoft.Extensions.Options.Options.Create(new BackSpasmSite.Options.SearchOptions()));
        for (var number = 0; number < 3; number++)
        {
            foreach (var misses in (SearchMisses[])[on, off]) misses.Count(["Lumbagó", "ann@example.org", "0123456", "x"], IPAddress.Parse($"192.0.2.{number}"));
        }

        for (var number = 0; number < 10; number++)
        {
            // Two readers, one of them with many addresses.
            on.Count(["smith", "smith"], IPAddress.Parse("192.0.2.1"));
            on.Count(["smith"], IPAddress.Parse($"2001:db8:0:{number:x}::1"));
        }

        Assert.Equal([("lumbago", 3)], on.List());
        Assert.Empty(off.List());
        for (var number = 0; number < 5000; number++) on.Count([$"w{string.Concat(number.ToString(System.Globalization.CultureInfo.InvariantCulture).Select(digit => (char)(digit - '0' + 'a')))}"], IPAddress.Loopback);
        Assert.Equal([("lumbago", 3)], on.List());
    }

    private static async Task<string> ReadAsync(string file)
    {
        await using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(open, Encoding.Latin1);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    private Task<IHtmlDocument> SearchAsync(string typed, string more = "") => OpenAsync($"/search?q={WebUtility.UrlEncode(typed)}{more}");

    private async Task<IHtmlDocument> OpenAsync(string address) => new HtmlParser().ParseDocument(await shared.Site.Browser().GetStringAsync(address, TestContext.Current.CancellationToken));

    /// <summary>A site whose index has been built.</summary>
    public sealed class Searchable : IAsyncLifetime
    {
        internal TestSite Site { get; } = new() { Settings = [("Search:RequestsPerMinute", "0")] };

        public async ValueTask InitializeAsync()
        {
            Site.Content.Write("synonyms.yaml", "warning-signs: [numb bum]\n");
            Site.Content.Write("articles/cold.md", "---\ntitle: \"Cold\"\ndescription: \"Cold.\"\nauthor: ann\npublished: 2026-11-01\ntopics: [causes]\n---\nIt is cold.\n");
            _ = Site.Server;
            await Polling.UntilAsync(() => Site.Services.GetRequiredService<SearchIndex>().IsReady);
        }

        public ValueTask DisposeAsync() => Site.DisposeAsync();
    }
}
