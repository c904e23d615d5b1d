using BackSpasmSite.Http;
using Microsoft.AspNetCore.Http;

namespace BackSpasmSite.Tests.Http;

/// <summary>Which form of a page a client gets (RFC 9110, 12.5.3), and whether it gets one at all (RFC 9110, 13.2.2).</summary>
public sealed class AcceptedCodingsTests
{
    private static readonly DateTimeOffset Modified = new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(null, "identity")]
    [InlineData("", "identity")]
    [InlineData("gzip, deflate, br, zstd", "br")]
    [InlineData("gzip, deflate", "gzip")]
    [InlineData("x-gzip", "gzip")]
    [InlineData("GZip;Q=0.5, BR;q=0.4", "gzip")]
    [InlineData("br;q=0.5, gzip;q=0.5", "br")]
    [InlineData("br;q=0, gzip", "gzip")]
    [InlineData("br;q=0.001, identity;q=0.9", "identity")]
    [InlineData("br;q=0.9, identity", "identity")]
    [InlineData("br;q=0.001", "br")]
    [InlineData("*", "br")]
    [InlineData("*;q=0.3, gzip;q=0.5", "gzip")]
    [InlineData("*, br;q=0", "gzip")]
    [InlineData("deflate", "identity")]
    [InlineData("br;q=0, gzip;q=0", "identity")]
    [InlineData("*;q=0, gzip", "gzip")]
    [InlineData("*;q=0, identity", "identity")]
    [InlineData("identity;q=0, gzip;q=0.1", "gzip")]
    [InlineData("identity;q=0, *;q=0.1", "br")]
    [InlineData("identity;q=0", "none")]
    [InlineData("*;q=0", "none")]
    [InlineData("br;q=0, gzip;q=0, identity;q=0", "none")]
    [InlineData("nonsense;;;q=x, ,, gzip", "gzip")]
    [InlineData("br;q=2, gzip;q=0.5", "gzip")]
    [InlineData(";;;", "identity")]
    public void The_form_that_the_client_likes_best_is_sent_the_smallest_of_equals(string? header, string coding)
    {
        var page = StoredPage.Of(new byte[1000], new PageFacts("text/html", null, "", true, false, LoggedRoute.None), null, null);

        var chosen = page.Select(AcceptedCodings.Of(header));

        Assert.Equal(coding, chosen is null ? "none" : chosen.Coding ?? "identity");
    }

    [Fact]
    public void A_header_of_4_KB_is_read_like_a_short_one()
    {
        var header = string.Join(", ", Enumerable.Range(0, 400).Select(number => $"junk{number};q=0.1")) + ", gzip";
        var accepted = AcceptedCodings.Of(header);

        Assert.Equal((0, 1), (accepted.Brotli, accepted.Gzip));
    }

    [Theory]
    [InlineData("If-None-Match", "\"tag\"", "NotModified")]
    [InlineData("If-None-Match", "W/\"tag\"", "NotModified")]
    [InlineData("If-None-Match", "\"a\", W/\"b\", \"tag\"", "NotModified")]
    [InlineData("If-None-Match", "*", "NotModified")]
    [InlineData("If-None-Match", "\"other\"", "Met")]
    [InlineData("If-None-Match", "tag", "Met")]
    [InlineData("If-None-Match", "\"tag", "Met")]
    [InlineData("If-Modified-Since", "Sat, 28 Nov 2026 12:00:00 GMT", "NotModified")]
    [InlineData("If-Modified-Since", "Sun, 29 Nov 2026 12:00:00 GMT", "NotModified")]
    [InlineData("If-Modified-Since", "Sat, 28 Nov 2026 11:59:59 GMT", "Met")]
    [InlineData("If-Modified-Since", "Saturday, 28-Nov-26 12:00:00 GMT", "NotModified")]
    [InlineData("If-Modified-Since", "yesterday", "Met")]
    [InlineData("If-Modified-Since", "Sat, 99 Nov 2026 12:00:00 GMT", "Met")]
    [InlineData("If-Modified-Since", "", "Met")]
    [InlineData("If-Match", "\"tag\"", "Met")]
    [InlineData("If-Match", "*", "Met")]
    [InlineData("If-Match", "W/\"tag\"", "Failed")]
    [InlineData("If-Match", "\"other\"", "Failed")]
    [InlineData("If-Unmodified-Since", "Sat, 28 Nov 2026 11:59:59 GMT", "Failed")]
    [InlineData("If-Unmodified-Since", "Sat, 28 Nov 2026 12:00:00 GMT", "Met")]
    [InlineData("If-Unmodified-Since", "nonsense", "Met")]
    public void A_condition_is_evaluated_as_the_standard_says(string name, string value, string result) =>
        Assert.Equal(result, Preconditions.In(new HeaderDictionary { [name] = value }).Evaluate("\"tag\"", Modified).ToString());

    [Fact]
    public void An_ETag_counts_more_than_a_date()
    {
        var headers = new HeaderDictionary { ["If-None-Match"] = "\"other\"", ["If-Modified-Since"] = "Sun, 29 Nov 2026 12:00:00 GMT" };
        Assert.Equal(Precondition.Met, Preconditions.In(headers).Evaluate("\"tag\"", Modified));

        headers = new HeaderDictionary { ["If-Match"] = "\"tag\"", ["If-Unmodified-Since"] = "Thu, 01 Jan 1970 00:00:00 GMT" };
        Assert.Equal(Precondition.Met, Preconditions.In(headers).Evaluate("\"tag\"", Modified));
    }

    [Fact]
    public void Two_dates_are_no_date() =>
        Assert.Equal(Precondition.Met, Preconditions.In(
            new HeaderDictionary { ["If-Modified-Since"] = new Microsoft.Extensions.Primitives.StringValues(["Sun, 29 Nov 2026 12:00:00 GMT", "Sun, 29 Nov 2026 12:00:00 GMT"]) }).Evaluate("\"tag\"", Modified));
}
