using System.Net;
using System.Text;

namespace BackSpasmSite.Tests.Pages;

/// <summary>Requests that none of our forms can have sent: a page says so, without an error and without half a report.</summary>
public sealed class BadFormTests(SharedSite shared) : IClassFixture<SharedSite>
{
    private const string UrlEncoded = "application/x-www-form-urlencoded";
    private const string Multipart = "multipart/form-data; boundary=b";
    private const string Good = "article=heat-or-ice&message=";

    private static readonly Dictionary<string, (byte[] Body, string? Type, int Status)> Cases = new()
    {
        ["a raw byte that is no UTF-8"] = (Bytes(Good + "a\u00FFb"), UrlEncoded, 400),
        ["a percent-encoded byte that is no UTF-8"] = (Bytes(Good + "a%FFb"), UrlEncoded, 400),
        ["UTF-8 that is cut off"] = (Bytes(Good + "%E2%82"), UrlEncoded, 400),
        ["UTF-8 that is longer than it need be"] = (Bytes(Good + "%C0%AF"), UrlEncoded, 400),
        ["half a surrogate pair"] = (Bytes(Good + "%ED%A0%BD"), UrlEncoded, 400),
        ["a surrogate pair in CESU-8"] = (Bytes(Good + "%ED%A0%BD%ED%B8%80"), UrlEncoded, 400),
        ["half a surrogate pair, raw"] = ([.. Bytes(Good), 0xED, 0xA0, 0xBD], UrlEncoded, 400),
        ["a percent sign without digits"] = (Bytes(Good + "100% sure"), UrlEncoded, 400),
        ["a percent sign at the end"] = (Bytes(Good + "100%"), UrlEncoded, 400),
        ["a percent sign with one digit"] = (Bytes(Good + "100%2"), UrlEncoded, 400),
        ["the escape of a script"] = (Bytes(Good + "%u0041"), UrlEncoded, 400),
        ["NUL"] = (Bytes(Good + "a\0b"), UrlEncoded, 400),
        ["NUL, percent-encoded"] = (Bytes(Good + "a%00b"), UrlEncoded, 400),
        ["NUL in a name"] = (Bytes(Good + "a&me%00ssage=b"), UrlEncoded, 400),
        ["a repeated field"] = (Bytes(Good + "a&message=b"), UrlEncoded, 400),
        ["a repeated field in another spelling"] = (Bytes(Good + "a&Message=b"), UrlEncoded, 400),
        ["thousands of fields"] = (Bytes(Good + "a" + string.Concat(Enumerable.Range(0, 5000).Select(number => $"&f{number}=1"))), UrlEncoded, 400),
        ["thousands of the same field"] = (Bytes(Good + "a" + string.Concat(Enumerable.Repeat("&message=1", 5000))), UrlEncoded, 400),
        ["thousands of separators"] = (Bytes(new string('&', 60_000)), UrlEncoded, 400),
        ["a name of 60 KB"] = (Bytes(Good + "a&" + new string('k', 60_000) + "=1"), UrlEncoded, 400),
        ["a name of 60 KB and nothing else"] = (Bytes(new string('k', 60_000)), UrlEncoded, 400),
        ["nothing"] = ([], UrlEncoded, 400),
        ["only separators"] = (Bytes("&=&=="), UrlEncoded, 400),
        ["too much"] = (Bytes(Good + new string('a', 70_000)), UrlEncoded, 413),

        ["UTF-16"] = (Encoding.Unicode.GetBytes(Good + "a"), UrlEncoded + "; charset=utf-16", 415),
        ["UTF-7"] = (Bytes(Good + "+AOQ-"), UrlEncoded + "; charset=utf-7", 415),
        ["Latin 1"] = (Bytes(Good + "a\u00FF"), UrlEncoded + "; charset=iso-8859-1", 415),
        ["a character set that is none"] = (Bytes(Good + "a"), UrlEncoded + "; charset=nonsense", 415),
        ["no type"] = (Bytes(Good + "a"), null, 415),
        ["an empty type"] = (Bytes(Good + "a"), "", 415),
        ["JSON"] = (Bytes("{}"), "application/json", 415),
        ["plain text"] = (Bytes("message=a"), "text/plain", 415),
        ["a type that is none"] = (Bytes(Good + "a"), ";;;", 415),
        ["two types"] = (Bytes(Good + "a"), UrlEncoded + ", text/plain", 415),
        ["another kind of multipart"] = (Bytes(Part("message", "a") + "--b--\r\n"), "multipart/mixed; boundary=b", 415),
        ["a type of a thousand parameters"] = (Bytes(Good + "a"), UrlEncoded + string.Concat(Enumerable.Range(0, 1000).Select(number => $"; p{number}=1")) + "; charset=x", 415),

        ["parts without a boundary"] = (Bytes(Part("message", "a") + "--b--\r\n"), "multipart/form-data", 400),
        ["parts with an empty boundary"] = (Bytes(Part("message", "a") + "--b--\r\n"), "multipart/form-data; boundary=\"\"", 400),
        ["parts with another boundary"] = (Bytes(Part("message", "a") + "--b--\r\n"), "multipart/form-data; boundary=c", 400),
        ["parts with a boundary that is too long"] = (Bytes(Part("message", "a") + "--b--\r\n"), "multipart/form-data; boundary=" + new string('b', 200), 400),
        ["parts that are cut off in a value"] = (Bytes(Part("article", "heat-or-ice") + "--b\r\nContent-Disposition: form-data; name=\"message\"\r\n\r\nWor"), Multipart, 400),
        ["parts that are cut off in a header"] = (Bytes(Part("article", "heat-or-ice") + Part("message", "a") + "--b\r\nContent-Dispo"), Multipart, 400),
        ["parts without an end"] = (Bytes(Part("article", "heat-or-ice") + Part("message", "a")), Multipart, 400),
        ["a part without a name"] = (Bytes(Part("article", "heat-or-ice") + "--b\r\n\r\nWords.\r\n--b--\r\n"), Multipart, 400),
        ["a part with a header that is none"] = (Bytes(Part("article", "heat-or-ice") + "--b\r\nnonsense\r\n\r\nWords.\r\n--b--\r\n"), Multipart, 400),
        ["a part with thousands of headers"] = (Bytes("--b\r\n" + string.Concat(Enumerable.Repeat("A: b\r\n", 5000)) + "\r\na\r\n--b--\r\n"), Multipart, 400),
        ["a part with a header of 60 KB"] = (Bytes("--b\r\nA: " + new string('a', 60_000) + "\r\n\r\na\r\n--b--\r\n"), Multipart, 400),
        ["a file"] = (Bytes(Part("article", "heat-or-ice") + Part("message", "a") + "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"f.txt\"\r\n\r\na\r\n--b--\r\n"), Multipart, 400),
        ["a file in the place of the message"] = (Bytes(Part("article", "heat-or-ice") + "--b\r\nContent-Disposition: form-data; name=\"message\"; filename=\"f.txt\"\r\n\r\na\r\n--b--\r\n"), Multipart, 400),
        ["a file with an encoded name"] = (Bytes(Part("article", "heat-or-ice") + "--b\r\nContent-Disposition: form-data; name=\"message\"; filename*=UTF-8''f.txt\r\n\r\na\r\n--b--\r\n"), Multipart, 400),
        ["thousands of parts"] = (Bytes(string.Concat(Enumerable.Range(0, 1000).Select(number => Part($"f{number}", "1"))) + "--b--\r\n"), Multipart, 400),
        ["thousands of nameless parts"] = (Bytes(string.Concat(Enumerable.Repeat("--b\r\n\r\n\r\n", 5000)) + "--b--\r\n"), Multipart, 400),
        ["a part that is no UTF-8"] = (Bytes(Part("article", "heat-or-ice") + Part("message", "a\u00FF") + "--b--\r\n"), Multipart, 400),
        ["a part with NUL"] = (Bytes(Part("article", "heat-or-ice") + Part("message", "a\0") + "--b--\r\n"), Multipart, 400),
        ["a repeated part"] = (Bytes(Part("article", "heat-or-ice") + Part("message", "a") + Part("message", "b") + "--b--\r\n"), Multipart, 400),
        ["no part at all"] = (Bytes("--b--\r\n"), Multipart, 400),
        ["nothing in parts"] = ([], Multipart, 400),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task It_is_refused_with_a_page(string name)
    {
        var before = Reports;
        var (body, type, status) = Cases[name];
        using var answer = await shared.Browser.SendAsync(body, type);

        await AssertRefusedAsync(answer, status);
        Assert.Equal(before, Reports);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("identity, gzip")]
    [InlineData("nonsense")]
    public async Task What_is_compressed_is_refused(string encoding)
    {
        using var answer = await shared.Browser.SendAsync(Bytes(Good + "a"), UrlEncoded, ("Content-Encoding", encoding));

        await AssertRefusedAsync(answer, 415);
    }

    [Fact]
    public async Task Too_much_is_refused_also_from_who_does_not_say_how_much_it_is()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/feedback") { Content = new ByteArrayContent(Bytes(Good + new string('a', 100_000))) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", UrlEncoded);
        request.Headers.TransferEncodingChunked = true;
        using var answer = await shared.Browser.SendAsync(request, TestContext.Current.CancellationToken);

        await AssertRefusedAsync(answer, 413);
    }

    [Theory]
    [InlineData("User-Agent", "\u00FF\u2028😀")]
    [InlineData("User-Agent", "() { :; }; <script>")]
    [InlineData("Accept-Language", ";;;q=,,,\t\"")]
    [InlineData("Accept", "nonsense")]
    [InlineData("Referer", "not an address")]
    [InlineData("X-Forwarded-For", "nonsense, ::::, 999.1.1.1")]
    [InlineData("X-HTTP-Method-Override", "DELETE")]
    [InlineData("Cookie", ";;=;\"")]
    public async Task An_odd_header_changes_nothing(string name, string value)
    {
        using var answer = await shared.Browser.SendAsync(Bytes(Good + "Words."), UrlEncoded, (name, value));

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    private int Reports => shared.Site.Database.Read("SELECT Receipt FROM Reports UNION ALL SELECT Article FROM Votes").Count;

    private static async Task AssertRefusedAsync(HttpResponseMessage answer, int status)
    {
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        Assert.True(answer.Headers.CacheControl?.NoStore);
        Assert.NotEmpty((await answer.PageAsync()).QuerySelector("main h1")!.TextContent);
    }

    private static string Part(string name, string value, string headers = "") =>
        $"--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n{headers}\r\n{value}\r\n";

    /// <summary>Each character as the byte with its number.</summary>
    private static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);
}
