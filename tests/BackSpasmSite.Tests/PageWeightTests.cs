using System.IO.Compression;
using System.Net;
using System.Text;
using BackSpasmSite.Http;
using Microsoft.Extensions.DependencyInjection;

namespace BackSpasmSite.Tests;

/// <summary>What a page of each kind may weigh on the wire with its headers, for a client that takes Brotli. Pages that are not the same for everyone are sent as they are.</summary>
public sealed class PageWeightTests(ShippedSiteTests.Shipped shipped) : IClassFixture<ShippedSiteTests.Shipped>
{
    /// <summary>What arrives before the server has to wait for the client: ten segments of TCP (RFC 6928).</summary>
    private const int FirstFlight = 14_600;

    private const string Longest = "/articles/back-spasm-during-running";

    /// <summary>What the server itself adds.</summary>
    private const string OwnHeaders = "HTTP/1.1 200 OK\r\nDate: Sat, 28 Nov 2026 12:00:00 GMT\r\n\r\n";

    [Theory]
    [InlineData("/", 2_900)]
    [InlineData("/articles", 3_300)]
    [InlineData("/topics", 2_300)]
    [InlineData("/topics/running", 2_700)]
    [InlineData("/corrections", 4_900)]
    [InlineData("/about", 3_100)]
    [InlineData("/people/editors", 3_500)]
    [InlineData("/papers/nice-ng59", 3_900)]
    [InlineData("/privacy", 3_800)]
    [InlineData("/search", 3_200)]
    [InlineData("/search?q=back+pain", 10_300)]
    [InlineData("/search?q=nothingfound", 6_000)]
    [InlineData("/feedback/heat-or-ice/s-in-the-next-ten-minutes", 5_500)]
    [InlineData("/feedback/thanks?article=heat-or-ice&helpful=yes", 2_500)]
    [InlineData("/feedback/thanks?article=heat-or-ice&helpful=no", 6_200)]
    [InlineData("/editor/sign-in", 2_900)]
    public async Task A_page_is_within_the_budget_of_its_kind(string address, int budget) => Assert.InRange((await WireAsync(address)).Length, 1_000, budget);

    [Theory]
    [InlineData("/nothing", 3_500)]
    [InlineData("/articles/heat-or-icd", 4_800)]
    [InlineData("/feedback/0123456789abcdef0123456789abcdef", 4_700)]
    public async Task A_page_that_is_not_there_is_within_the_budget(string address, int budget) => Assert.InRange((await WireAsync(address, HttpStatusCode.NotFound)).Length, 1_000, budget);

    [Fact]
    public async Task A_withdrawn_article_is_within_the_budget()
    {
        await using var site = new TestSite();
        site.Content.Write("articles/heat-or-ice.md", site.Content.Read("articles/heat-or-ice.md").Replace("topics:", "withdrawn: { date: 2026-11-21, note: It was wrong. }\ntopics:", StringComparison.Ordinal));

        Assert.InRange((await WireAsync("/articles/heat-or-ice", HttpStatusCode.Gone, site)).Length, 1_000, 3_500);
    }

    [Fact]
    public async Task A_receipt_and_a_form_with_mistakes_are_within_their_budgets()
    {
        using var answer = await shipped.Browser.ReportAsync("This is not what the study says.", ("concern", "inaccurate"));
        Assert.InRange((await WireAsync(answer.Target())).Length, 1_000, 5_000);

        using var mistaken = await shipped.Browser.ReportAsync("", ("concern", "inaccurate"), ("quote", new string('q', 1001)));
        Assert.InRange((await WireAsync(mistaken)).Length, 1_000, 8_500);
    }

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

    /// <summary>The whole response as it is sent, once it is compressed as well as possible.</summary>
    private async Task<byte[]> WireAsync(string address, HttpStatusCode status = HttpStatusCode.OK, TestSite? other = null)
    {
        var site = other ?? shipped.Site;
        (await site.AskAsync("GET", address)).Dispose();
        site.Services.GetRequiredService<PageStore>().CompressBest(address);
        using var answer = await site.AskAsync("GET", address, ("Accept-Encoding", "gzip, deflate, br, zstd"));
        Assert.Equal(status, answer.StatusCode);
        return await WireAsync(answer);
    }

    private static async Task<byte[]> WireAsync(HttpResponseMessage answer)
    {
        var headers = string.Concat(answer.Headers.NonValidated.Concat(answer.Content.Headers.NonValidated).Select(header => $"{header.Key}: {header.Value}\r\n"));
        return [.. Encoding.UTF8.GetBytes(headers + OwnHeaders), .. await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)];
    }
}
