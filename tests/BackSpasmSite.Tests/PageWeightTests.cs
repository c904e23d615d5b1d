using System.IO.Compression;
using System.Text;

namespace BackSpasmSite.Tests;

/// <summary>What a page of each kind may weigh on the wire: headers, and the best Brotli.</summary>
public sealed class PageWeightTests(ShippedSiteTests.Shipped shipped) : IClassFixture<ShippedSiteTests.Shipped>
{
    /// <summary>What arrives before the server has to wait for the client: ten segments of TCP (RFC 6928).</summary>
    private const int FirstFlight = 14_600;

    private const string Longest = "/articles/back-spasm-during-running";

    /// <summary>What the server itself adds.</summary>
    private const string OwnHeaders = "HTTP/1.1 200 OK\r\nDate: Sat, 28 Nov 2026 12:00:00 GMT\r\nContent-Encoding: br\r\n\r\n";

    [Theory]
    [InlineData("/", 2_900)]
    [InlineData("/articles", 3_300)]
    [InlineData("/topics", 2_300)]
    [InlineData("/topics/running", 2_700)]
    [InlineData("/corrections", 4_900)]
    [InlineData("/about", 3_100)]
    [InlineData("/people/editors", 3_500)]
    [InlineData("/papers/nice-ng59", 3_900)]
    public async Task A_page_is_within_the_budget_of_its_kind(string address, int budget) => Assert.InRange((await WireAsync(address)).Length, 1, budget);

    [Fact]
    public async Task An_article_is_within_the_budget_of_articles()
    {
        foreach (var article in Directory.GetFiles(Path.Combine(Repository.Root, "content", "articles"), "*.md").Select(Path.GetFileNameWithoutExtension))
        {
            var address = $"/articles/{article}";
            var weight = (await WireAsync(address)).Length;
            Assert.True(weight <= (address == Longest ? 19_000 : FirstFlight), $"{address}: {weight}");
        }
    }

    [Fact]
    public async Task The_first_screen_of_the_longest_article_arrives_at_once()
    {
        var wire = await WireAsync(Longest);
        var body = wire.AsSpan(..FirstFlight).IndexOf("\r\n\r\n"u8) + 4;
        using var coded = new BrotliStream(new MemoryStream(wire[body..FirstFlight]), CompressionMode.Decompress);
        var page = new byte[1024 * 1024];
        var length = 0;
        try
        {
            while (coded.Read(page, length, 256) is var read and > 0) length += read;
        }
        catch (InvalidDataException)
        {
            // The end is missing.
        }

        // The answer, the warning signs and the table of contents are before it.
        Assert.Contains("<h2 id=\"s-", Encoding.UTF8.GetString(page, 0, length), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Indentation_that_nobody_sees_is_not_sent()
    {
        var page = Encoding.UTF8.GetString(await shipped.Browser.GetByteArrayAsync(Longest, TestContext.Current.CancellationToken));

        Assert.DoesNotContain("\n ", page, StringComparison.Ordinal);
        Assert.DoesNotContain("\n\n", page, StringComparison.Ordinal);
    }

    /// <summary>The whole response as it is sent.</summary>
    private async Task<byte[]> WireAsync(string address)
    {
        using var answer = await shipped.Browser.GetAsync(address, TestContext.Current.CancellationToken);
        var page = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        var coded = new byte[BrotliEncoder.GetMaxCompressedLength(page.Length)];
        Assert.True(BrotliEncoder.TryCompress(page, coded, out var length, quality: 11, window: 22));
        var headers = string.Concat(answer.Headers.NonValidated.Concat(answer.Content.Headers.NonValidated).Select(header => $"{header.Key}: {header.Value}\r\n"));
        return [.. Encoding.UTF8.GetBytes(headers + OwnHeaders), .. coded.AsSpan(0, length)];
    }
}
