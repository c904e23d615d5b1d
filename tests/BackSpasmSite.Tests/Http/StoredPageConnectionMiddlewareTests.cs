using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using BackSpasmSite.Http;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BackSpasmSite.Tests.Http;

/// <summary>Requests answered before Kestrel has seen them get what Kestrel would have sent, and whatever is unusual reaches Kestrel.</summary>
public sealed class StoredPageConnectionMiddlewareTests(StoredPageConnectionMiddlewareTests.Sites sites) : IClassFixture<StoredPageConnectionMiddlewareTests.Sites>
{
    private const string Page = "/articles/heat-or-ice", Host = "Host: localhost\r\n";

    /// <summary>Before the words, <c>+</c> if the site answers by itself, and <c>-</c> if Kestrel does.</summary>
    public static TheoryData<string> Requests =>
    [
        $"+GET {Page} HTTP/1.1\r\n{Host}\r\n",
        $"+HEAD {Page} HTTP/1.1\r\n{Host}\r\n",
        $"+GET / HTTP/1.1\r\nhost:localhost:5080\r\n\r\n",
        $"+GET {Page} HTTP/1.1\r\nHOST:\t 127.0.0.1 \r\n\r\n",
        $"+GET {Page} HTTP/1.1\r\n{Host}Accept-Encoding: gzip, deflate, br, zstd\r\nCookie: a=b\r\nUser-Agent: A reader\r\nRange: bytes=0-9\r\nCache-Control: no-cache\r\n\r\n",
        $"+GET {Page} HTTP/1.1\r\n{Host}Accept-Encoding: br;q=0.1, gzip;q=0.9\r\n\r\n",
        $"+HEAD {Page} HTTP/1.1\r\n{Host}Accept-Encoding: *;q=0.5\r\n\r\n",
        $"+GET {Page} HTTP/1.1\r\n{Host}Accept-Encoding:\r\n\r\n",
        $"+GET {Page} HTTP/1.1\r\n{Host}Connection: Keep-Alive\r\n\r\n",
        $"+GET {Page} HTTP/1.1\r\n{Host}If-None-Match: TAG\r\n\r\n",
        $"+GET {Page} HTTP/1.1\r\n{Host}If-None-Match: \"other\", W/TAG\r\nIf-Modified-Since: Sat, 01 Jan 2000 00:00:00 GMT\r\n\r\n",
        $"+HEAD {Page} HTTP/1.1\r\n{Host}If-None-Match: *\r\n\r\n",
        $"+GET {Page} HTTP/1.1\r\n{Host}If-None-Match: \"other\"\r\nIf-Modified-Since: Fri, 01 Jan 2100 00:00:00 GMT\r\n\r\n",
        $"+GET {Page} HTTP/1.1\r\n{Host}If-Modified-Since: Fri, 01 Jan 2100 00:00:00 GMT\r\n\r\n",
        $"+GET {Page} HTTP/1.1\r\n{Host}If-Modified-Since: nonsense\r\n\r\n",
        $"+GET {Page} HTTP/1.1\r\n{Host}X-Forwarded-For: 10.0.0.1\r\n\r\n",
        // What to send is not clear, or nothing.
        $"-GET {Page} HTTP/1.1\r\n{Host}Accept-Encoding: gzip\r\nAccept-Encoding: br\r\n\r\n",
        $"-GET {Page} HTTP/1.1\r\n{Host}If-None-Match: \"a\"\r\nIf-None-Match: TAG\r\n\r\n",
        $"-GET {Page} HTTP/1.1\r\n{Host}Accept-Encoding: identity;q=0\r\n\r\n",
        $"-GET {Page} HTTP/1.1\r\n{Host}If-Match: \"other\"\r\n\r\n",
        $"-GET {Page} HTTP/1.1\r\n{Host}If-Match: TAG\r\n\r\n",
        $"-GET {Page} HTTP/1.1\r\n{Host}If-Unmodified-Since: Sat, 01 Jan 2000 00:00:00 GMT\r\n\r\n",
        $"-GET {Page} HTTP/1.1\r\n{Host}X-Forwarded-Proto: https\r\n\r\n",
        // Other addresses, and other spellings.
        $"-GET {Page}?x=1 HTTP/1.1\r\n{Host}\r\n",
        $"-GET {Page}? HTTP/1.1\r\n{Host}\r\n",
        $"-GET {Page}\u007F HTTP/1.1\r\n{Host}\r\n",
        $"-GET /articles?page=1 HTTP/1.1\r\n{Host}\r\n",
        $"-GET {Page}/ HTTP/1.1\r\n{Host}\r\n",
        $"-GET /articles/heat-or%2Dice HTTP/1.1\r\n{Host}\r\n",
        $"-GET /articles/./heat-or-ice HTTP/1.1\r\n{Host}\r\n",
        $"-GET /Articles/Heat-or-ice HTTP/1.1\r\n{Host}\r\n",
        $"-GET /{new string('a', 300)} HTTP/1.1\r\n{Host}\r\n",
        $"-GET /nowhere HTTP/1.1\r\n{Host}\r\n",
        $"-GET http://localhost{Page} HTTP/1.1\r\n{Host}\r\n",
        $"-GET * HTTP/1.1\r\n{Host}\r\n",
        // Other methods, versions and connections.
        $"-POST {Page} HTTP/1.1\r\n{Host}Content-Length: 0\r\n\r\n",
        $"-OPTIONS {Page} HTTP/1.1\r\n{Host}\r\n",
        $"-get {Page} HTTP/1.1\r\n{Host}\r\n",
        $"-GET {Page} HTTP/1.0\r\n\r\n",
        $"-GET {Page} HTTP/1.0\r\n{Host}Connection: keep-alive\r\n\r\n",
        $"-GET {Page} HTTP/1.1\r\n{Host}Connection: close\r\n\r\n",
        $"-GET {Page} HTTP/1.1\r\n{Host}Connection: keep-alive, Upgrade\r\nUpgrade: h2c\r\n\r\n",
        $"-GET {Page} HTTP/1.1\r\n{Host}Upgrade: websocket\r\n\r\n",
        // With a body, which must not be taken for a request.
        $"-GET {Page} HTTP/1.1\r\n{Host}Content-Length: 46\r\n\r\nGET /nowhere HTTP/1.1\r\nHost: localhost\r\n\r\n 123",
        $"-GET {Page} HTTP/1.1\r\n{Host}Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
        $"-GET {Page} HTTP/1.1\r\n{Host}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        $"-GET {Page} HTTP/1.1\r\n{Host}Expect: 100-continue\r\n\r\n",
    ];

    /// <summary>What Kestrel refuses, or reads in its own way.</summary>
    public static TheoryData<string> Nonsense =>
    [
        $"GET {Page} HTTP/1.1\r\n\r\n",
        $"GET {Page} HTTP/1.1\r\nHost:\r\n\r\n",
        $"GET {Page} HTTP/1.1\r\n{Host}Host: localhost\r\n\r\n",
        $"GET {Page} HTTP/1.1\r\nHost: a b\r\n\r\n",
        $"GET {Page} HTTP/1.1\r\nHost: localhost:\r\n\r\n",
        $"GET {Page} HTTP/1.1\r\nHost: localhost:x\r\n\r\n",
        $"GET {Page} HTTP/1.1\r\nHost: localhost:123456\r\n\r\n",
        $"GET {Page} HTTP/1.1\r\nHost: [::1]:80\r\n\r\n",
        $"GET {Page} HTTP/1.1\r\nHost: user@localhost\r\n\r\n",
        $"GET {Page} HTTP/1.1\n{Host}\n",
        $"GET {Page} HTTP/1.1\r\nHost: localhost\n\r\n",
        $"\r\nGET {Page} HTTP/1.1\r\n{Host}\r\n",
        $"GET  {Page} HTTP/1.1\r\n{Host}\r\n",
        $"GET {Page} HTTP/1.1 \r\n{Host}\r\n",
        $"GET {Page} HTTP/1.2\r\n{Host}\r\n",
        $"GET {Page}\r\n{Host}\r\n",
        $"GET {Page}\0 HTTP/1.1\r\n{Host}\r\n",
        $"GET {Page}\u00FF HTTP/1.1\r\n{Host}\r\n",
        $"GET {Page} HTTP/1.1\r\n{Host}A name: value\r\n\r\n",
        $"GET {Page} HTTP/1.1\r\n{Host}Name : value\r\n\r\n",
        $"GET {Page} HTTP/1.1\r\n{Host}: value\r\n\r\n",
        $"GET {Page} HTTP/1.1\r\n{Host}no colon\r\n\r\n",
        $"GET {Page} HTTP/1.1\r\n{Host}Accept: a\r\n b\r\n\r\n",
        $"GET {Page} HTTP/1.1\r\n{Host}Accept: a\0b\r\n\r\n",
        $"GET {Page} HTTP/1.1\r\n{Host}Accept-Language: \u00FF\u00FE\r\n\r\n",
        $"GET {Page} HTTP/1.1\r\n{Host}N\u00E4me: value\r\n\r\n",
        $"GET {Page} HTTP/1.1\r\n{Host}Content-Length: -1\r\n\r\n",
        $"GET {Page} HTTP/1.1\r\n{Host}{string.Concat(Enumerable.Repeat("Accept: a\r\n", 64))}\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "\u0016\u0003\u0001\0\u00A5\u0001\0\0\u00A1\u0003\u0003\r\n\r\n",
    ];

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task A_request_gets_the_answer_that_Kestrel_gives(string request)
    {
        var sent = request[1..].Replace("TAG", sites.Tag, StringComparison.Ordinal);

        var answer = await Sites.AskAsync(sites.Early, sent);

        Assert.Equal(request[0] == '+', IsEarly(answer));
        Assert.Equal(Comparable(await Sites.AskAsync(sites.ByKestrel, sent)), Comparable(answer));
        Assert.StartsWith("HTTP/1.1 ", answer, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Nonsense))]
    public async Task What_is_no_request_gets_the_answer_that_Kestrel_gives(string bytes) =>
        Assert.Equal(Comparable(await Sites.AskAsync(sites.ByKestrel, bytes)), Comparable(await Sites.AskAsync(sites.Early, bytes)));

    [Theory]
    [InlineData(63, 10, true)]
    [InlineData(64, 10, false)]
    [InlineData(4, 4000, true)]
    [InlineData(4, 4100, false)]
    public void Kestrels_limits_on_headers_apply(int headers, int length, bool isRead)
    {
        var limits = new KestrelServerLimits { MaxRequestHeaderCount = 64, MaxRequestHeadersTotalSize = 16 * 1024 };
        var request = $"GET {Page} HTTP/1.1\r\n{Host}{string.Concat(Enumerable.Repeat($"A: {new string('a', length - 5)}\r\n", headers))}\r\n";

        Assert.Equal(isRead, new PageRequest().TryRead(new ReadOnlySequence<byte>(Encoding.ASCII.GetBytes(request)), limits, out _));
    }

    [Fact]
    public async Task Requests_sent_at_once_are_answered_in_order_whoever_answers()
    {
        const string Vote = "article=heat-or-ice&helpful=yes";
        var requests = $"GET {Page} HTTP/1.1\r\n{Host}\r\nHEAD / HTTP/1.1\r\n{Host}\r\nGET {Page} HTTP/1.1\r\n{Host}If-None-Match: {sites.Tag}\r\n\r\n" +
            $"POST /feedback HTTP/1.1\r\n{Host}Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {Vote.Length}\r\n\r\n{Vote}" +
            $"GET {Page} HTTP/1.1\r\n{Host}\r\nGET /nowhere HTTP/1.1\r\n{Host}\r\n";

        using var client = await Sites.ConnectAsync(sites.Early);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(requests), TestContext.Current.CancellationToken);
        var answers = new List<string>();
        foreach (var isHead in (bool[])[false, true, false, false, false, false]) answers.Add(await Sites.ReadAsync(client, isHead));

        Assert.Equal(["200", "200", "304", "303", "200", "404"], answers.Select(answer => answer[9..12]));
        Assert.Equal([true, true, true, false, false, false], answers.Select(IsEarly));
        Assert.Equal(answers[0].Split("\r\n\r\n")[1], answers[4].Split("\r\n\r\n")[1]);
    }

    [Fact]
    public async Task A_request_that_comes_byte_by_byte_is_answered()
    {
        using var client = await Sites.ConnectAsync(sites.Early);
        client.NoDelay = true;
        foreach (var part in Encoding.Latin1.GetBytes($"HEAD {Page} HTTP/1.1\r\n{Host}\r\n")) await client.GetStream().WriteAsync(new[] { part }, TestContext.Current.CancellationToken);

        Assert.StartsWith("HTTP/1.1 200 OK\r\n", await Sites.ReadAsync(client, isHead: true), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_connection_of_a_reader_shows_the_next_edition()
    {
        await using var site = Sites.New();
        await Sites.AskAsync(site, $"GET {Page} HTTP/1.1\r\n{Host}\r\n");
        using var client = await Sites.ConnectAsync(site);
        var before = await Sites.AskAsync(client, $"GET {Page} HTTP/1.1\r\n{Host}\r\n");
        Assert.True(IsEarly(before));
        Assert.Contains("It is pleasant.", before, StringComparison.Ordinal);

        site.Content.Replace("articles/heat-or-ice.md", site.Content.Read("articles/heat-or-ice.md").Replace("It is pleasant.", "Said since.", StringComparison.Ordinal));
        await Polling.UntilAsync(async () => (await Sites.AskAsync(client, $"GET {Page} HTTP/1.1\r\n{Host}\r\n")).Contains("Said since.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("https://spine.example", "", true)]
    [InlineData("https://spine.example", "X-Forwarded-Proto: http\r\n", true)]
    [InlineData("http://spine.example", "", false)]
    [InlineData("http://spine.example", "X-Forwarded-Proto: https\r\n", true)]
    public async Task Readers_by_HTTPS_are_told_to_come_back_that_way(string baseUrl, string header, bool isSecure)
    {
        await using var site = Sites.New(("Site:BaseUrl", baseUrl), ("Site:TrustedProxies", "127.0.0.1"));
        var request = $"GET {Page} HTTP/1.1\r\n{Host}{header}\r\n";
        await Sites.AskAsync(site, request);

        Assert.Equal(isSecure, (await Sites.AskAsync(site, request)).Contains("\r\nStrict-Transport-Security: ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Telemetry:PrometheusAddress", "http://127.0.0.1:0", 200)]
    [InlineData("Site:LogPagesFromMemory", "true", 200)]
    [InlineData("AllowedHosts", "localhost", 200)]
    [InlineData("AllowedHosts", "spine.example", 400)]
    public async Task What_has_to_know_of_each_request_does(string setting, string value, int status)
    {
        await using var site = Sites.New((setting, value));
        for (var turn = 0; turn < 2; turn++)
        {
            var answer = await Sites.AskAsync(site, $"GET {Page} HTTP/1.1\r\n{Host}\r\n");
            Assert.StartsWith($"HTTP/1.1 {status} ", answer, StringComparison.Ordinal);
            Assert.False(status == 200 && IsEarly(answer));
        }
    }

    [Fact]
    public async Task Hosts_are_refused_from_the_moment_that_the_setting_says_so()
    {
        await using var site = Sites.New();
        await Sites.AskAsync(site, $"GET {Page} HTTP/1.1\r\n{Host}\r\n");
        using var client = await Sites.ConnectAsync(site);
        Assert.True(IsEarly(await Sites.AskAsync(client, $"GET {Page} HTTP/1.1\r\n{Host}\r\n")));

        var configuration = (IConfigurationRoot)site.Services.GetRequiredService<IConfiguration>();
        configuration["AllowedHosts"] = "spine.example";
        configuration.Reload();

        Assert.StartsWith("HTTP/1.1 400 ", await Sites.AskAsync(client, $"GET {Page} HTTP/1.1\r\n{Host}\r\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_readers_have_to_encrypt_a_page_is_sent_to_those_alone_who_do()
    {
        using var key = ECDsa.Create();
        using var certificate = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        await using var site = Sites.New(kestrel => kestrel.Listen(IPAddress.Loopback, 0, endpoint => endpoint.UseHttps(certificate)));
        using var trusting = new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = (_, shown, _, _) => certificate.Equals(shown) } };
        await AssertSpeaksHttp2Async(site, "https", trusting);

        Assert.Equal("", await Sites.AskAsync(site, $"GET {Page} HTTP/1.1\r\n{Host}\r\n"));
    }

    [Fact]
    public async Task Where_only_HTTP_2_is_spoken_a_request_of_HTTP_1_fails()
    {
        await using var site = Sites.New(kestrel => kestrel.Listen(IPAddress.Loopback, 0, endpoint => endpoint.Protocols = HttpProtocols.Http2));
        using var handler = new SocketsHttpHandler();
        await AssertSpeaksHttp2Async(site, "http", handler);

        Assert.DoesNotContain("200 OK", await Sites.AskAsync(site, $"GET {Page} HTTP/1.1\r\n{Host}\r\n"), StringComparison.Ordinal);
    }

    /// <summary>The second time, the page is in memory.</summary>
    private static async Task AssertSpeaksHttp2Async(TestSite site, string scheme, SocketsHttpHandler handler)
    {
        using var browser = new HttpClient(handler, disposeHandler: false) { DefaultRequestVersion = HttpVersion.Version20, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };
        for (var turn = 0; turn < 2; turn++)
        {
            using var response = await browser.GetAsync($"{scheme}://localhost:{site.ClientOptions.BaseAddress.Port}{Page}", TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
    }

    /// <summary>In what Kestrel writes for a page, the date comes before other headers.</summary>
    internal static bool IsEarly(string answer) => answer.Split("\r\n\r\n")[0].Split("\r\n")[^1].StartsWith("Date: ", StringComparison.Ordinal);

    /// <summary>Without the times, and with the headers in one order, which has no meaning.</summary>
    private static string Comparable(string answer)
    {
        var (head, body) = answer.Split("\r\n\r\n", 2) is [var first, var rest] ? (first, rest) : (answer, "");
        var lines = head.Split("\r\n").Where(line => !line.StartsWith("Date: ", StringComparison.Ordinal) && !line.StartsWith("Last-Modified: ", StringComparison.Ordinal));
        return $"{string.Join('\n', lines.Order(StringComparer.Ordinal))}\n\n{body}";
    }

    /// <summary>The same site twice: as it is, and with every request logged, so that Kestrel answers all of them.</summary>
    public sealed class Sites : IAsyncLifetime
    {
        internal TestSite Early { get; private set; } = null!;

        internal TestSite ByKestrel { get; private set; } = null!;

        /// <summary>Of the page without compression.</summary>
        public string Tag { get; private set; } = "";

        public async ValueTask InitializeAsync()
        {
            (Early, ByKestrel) = (New(), New(("Site:LogPagesFromMemory", "true")));
            foreach (var site in (TestSite[])[Early, ByKestrel])
            {
                foreach (var address in (string[])[Page, "/"])
                {
                    await AskAsync(site, $"GET {address} HTTP/1.1\r\n{Host}\r\n");
                    // Otherwise each site compresses it, and changes its ETag, in its own time.
                    site.Services.GetRequiredService<PageStore>().CompressBest(address);
                }
            }

            var page = await AskAsync(Early, $"HEAD {Page} HTTP/1.1\r\n{Host}\r\n");
            Tag = page.Split("\r\n").Single(line => line.StartsWith("ETag: ", StringComparison.Ordinal))[6..];
        }

        public async ValueTask DisposeAsync()
        {
            await Early.DisposeAsync();
            await ByKestrel.DisposeAsync();
        }

        internal static TestSite New(params (string Key, string Value)[] settings) => New(kestrel => kestrel.Listen(IPAddress.Loopback, 0), settings);

        internal static TestSite New(Action<KestrelServerOptions> listen, params (string Key, string Value)[] settings)
        {
            var site = new TestSite { Settings = settings };
            site.UseKestrel(listen);
            site.StartServer();
            return site;
        }

        internal static async Task<string> AskAsync(TestSite site, string bytes)
        {
            using var client = await ConnectAsync(site);
            return await AskAsync(client, bytes);
        }

        /// <summary>Sends each character as the byte with its number.</summary>
        internal static async Task<string> AskAsync(TcpClient client, string bytes)
        {
            await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(bytes), TestContext.Current.CancellationToken);
            return await ReadAsync(client, bytes.StartsWith("HEAD ", StringComparison.Ordinal));
        }

        /// <summary>Reads one answer.</summary>
        internal static async Task<string> ReadAsync(TcpClient client, bool isHead)
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            patience.CancelAfter(TimeSpan.FromSeconds(30));
            var (answer, next) = (new StringBuilder(), new byte[1]);
            var (end, head) = (int.MaxValue, "");
            while (answer.Length < end && await client.GetStream().ReadAsync(next, patience.Token) == 1)
            {
                answer.Append((char)next[0]);
                if (next[0] != '\n') continue;
                var text = answer.ToString();
                if (head.Length == 0 && text.EndsWith("\r\n\r\n", StringComparison.Ordinal))
                {
                    head = text;
                    var length = head.Split("\r\n").FirstOrDefault(line => line.StartsWith("Content-Length: ", StringComparison.Ordinal));
                    if (isHead || head.StartsWith("HTTP/1.1 304", StringComparison.Ordinal)) break;
                    if (length is not null) end = head.Length + int.Parse(length[16..], System.Globalization.CultureInfo.InvariantCulture);
                }
                // In chunks, the last of which is empty.
                else if (end == int.MaxValue && text.EndsWith("\r\n0\r\n\r\n", StringComparison.Ordinal))
                {
                    break;
                }
            }

            return answer.ToString();
        }

        internal static async Task<TcpClient> ConnectAsync(TestSite site)
        {
            var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, site.ClientOptions.BaseAddress.Port, TestContext.Current.CancellationToken);
            return client;
        }
    }
}
