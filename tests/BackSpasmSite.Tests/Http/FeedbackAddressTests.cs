using System.Net;

namespace BackSpasmSite.Tests.Http;

/// <summary>The addresses of the form, its receipt and its thanks: methods, and the headers of every response.</summary>
public sealed class FeedbackAddressTests(SharedSite shared) : IClassFixture<SharedSite>
{
    private const string Nobodys = "/feedback/00000000000000000000000000000000";
    private const string Thanks = "/feedback/thanks?article=heat-or-ice&helpful=yes";
    private const string Section = "/feedback/heat-or-ice/s-heat";

    [Theory]
    [InlineData("GET", "RECEIPT", 200)]
    [InlineData("HEAD", "RECEIPT", 200)]
    [InlineData("GET", Thanks, 200)]
    [InlineData("HEAD", Thanks, 200)]
    [InlineData("GET", "/feedback/thanks?article=heat-or-ice&helpful=no", 200)]
    [InlineData("GET", "/feedback/thanks", 404)]
    [InlineData("GET", "/feedback/thanks?article=gone&helpful=yes", 404)]
    [InlineData("GET", "/feedback/thanks?article=heat-or-ice&helpful=maybe", 404)]
    [InlineData("GET", "/feedback/thanks?article=%FF&helpful=%00", 404)]
    [InlineData("GET", Section, 200)]
    [InlineData("HEAD", Section, 200)]
    [InlineData("GET", "/feedback/heat-or-ice/s-gone", 200)]
    [InlineData("GET", "/feedback/heat-or-ice/%22%3E%3Cb%3E", 200)]
    [InlineData("GET", "/feedback/gone/s-heat", 404)]
    [InlineData("GET", "/feedback/heat-or-ice/s-heat/more", 404)]
    [InlineData("POST", Section, 405, "GET", "HEAD")]
    [InlineData("GET", Nobodys, 404)]
    [InlineData("HEAD", Nobodys, 404)]
    [InlineData("POST", Nobodys, 404)]
    [InlineData("GET", "/feedback/x", 404)]
    [InlineData("GET", "/feedback/%FF%FE", 404)]
    [InlineData("GET", "/feedback/'; DROP TABLE Reports; --", 404)]
    [InlineData("GET", "/feedback/%25%30", 404)]
    [InlineData("GET", "/feedback/*", 404)]
    [InlineData("GET", "/feedback/%F0%9F%98%80", 404)]
    [InlineData("GET", "/feedback/..%2f..%2fetc", 404)]
    [InlineData("GET", "/feedback/a/b", 404)]
    [InlineData("POST", "/feedback/x", 404)]
    [InlineData("DELETE", "/feedback/x", 405, "GET", "HEAD", "POST")]
    [InlineData("DELETE", "RECEIPT", 405, "GET", "HEAD", "POST")]
    [InlineData("PUT", Nobodys, 405, "GET", "HEAD", "POST")]
    [InlineData("OPTIONS", Nobodys, 405, "GET", "HEAD", "POST")]
    [InlineData("POST", Thanks, 405, "GET", "HEAD")]
    [InlineData("DELETE", "/feedback/thanks", 405, "GET", "HEAD")]
    [InlineData("GET", "/feedback", 405, "POST")]
    [InlineData("HEAD", "/feedback", 405, "POST")]
    [InlineData("OPTIONS", "/feedback", 405, "POST")]
    [InlineData("DELETE", "/feedback", 405, "POST")]
    [InlineData("GET", "/feedback/", 405, "POST")]
    [InlineData("POST", "/feedback", 415)]
    public async Task An_answer_is_as_promised_and_nobody_keeps_or_lists_it(string method, string address, int status, params string[] allowed)
    {
        if (address == "RECEIPT") address = (await shared.Browser.ReportAsync("Words.")).Target();
        using var answer = await shared.Site.AskAsync(method, address);

        Assert.Equal((HttpStatusCode)status, answer.StatusCode);
        Assert.Equal(allowed, answer.Content.Headers.Allow.Order());
        AssertPrivate(answer);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task So_is_every_answer_to_what_was_sent()
    {
        using var kept = await shared.Browser.ReportAsync("Words.");
        using var voted = await shared.Browser.FillInAsync(("article", Reader.Article), ("helpful", "yes"));
        using var mistaken = await shared.Browser.ReportAsync("");
        using var personal = await shared.Browser.ReportAsync("ann@example.org");
        using var foreign = await shared.Site.AskAsync("POST", "/feedback", ("Origin", "null"));
        using var tooMuch = await shared.Browser.ReportAsync(new string('a', 70_000));
        using var erased = await shared.Site.AskAsync("POST", kept.Target());
        HttpResponseMessage[] answers = [kept, voted, mistaken, personal, foreign, tooMuch, erased];

        Assert.Equal([303, 303, 400, 422, 403, 413, 303], answers.Select(answer => (int)answer.StatusCode));
        Assert.All(answers, AssertPrivate);
        Assert.All(answers, answer => Assert.StartsWith("/", answer.Headers.Location?.OriginalString ?? "/", StringComparison.Ordinal));
    }

    private static void AssertPrivate(HttpResponseMessage answer)
    {
        string[] everyAnswer =
        [
            "Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "Permissions-Policy",
            "Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy",
        ];
        Assert.All(everyAnswer, name => Assert.True(answer.Headers.Contains(name), name));
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.True(answer.Headers.CacheControl?.NoStore, "no-store");
        Assert.Equal("noindex", answer.Headers.TryGetValues("X-Robots-Tag", out var robots) ? Assert.Single(robots) : null);
    }
}
