using System.Net;
using System.Xml.Linq;
using BackSpasmSite.Content;
using BackSpasmSite.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace BackSpasmSite.Tests.Feeds;

public sealed class MachineFilesTests
{
    private const string Contact = "name: \"Test site\"\ncontact: ann@backs.example\n";

    [Theory]
    [InlineData("/feed.xml", "application/atom+xml; charset=utf-8")]
    [InlineData("/sitemap.xml", "application/xml; charset=utf-8")]
    [InlineData("/robots.txt", "text/plain; charset=utf-8")]
    [InlineData("/.well-known/security.txt", "text/plain; charset=utf-8")]
    public async Task Each_is_served_by_its_type_and_need_not_be_sent_again(string address, string type)
    {
        await using var site = new TestSite();
        site.Content.Write("site.yaml", Contact);

        using var answer = await site.AskAsync("GET", address);
        using var head = await site.AskAsync("HEAD", address);
        using var again = await site.AskAsync("GET", address, ("If-None-Match", $"{answer.Headers.ETag}"));
        using var wrong = await site.AskAsync("POST", address);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(type, answer.Content.Headers.ContentType?.ToString());
        Assert.Equal((HttpStatusCode.OK, answer.Headers.ETag, answer.Content.Headers.ContentLength), (head.StatusCode, head.Headers.ETag, head.Content.Headers.ContentLength));
        Assert.Empty(await head.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, wrong.StatusCode);
        Assert.Equal(["GET", "HEAD"], wrong.Content.Headers.Allow);
    }

    [Theory]
    [InlineData("/feed.xml")]
    [InlineData("/sitemap.xml")]
    [InlineData("/robots.txt")]
    [InlineData("/.well-known/security.txt")]
    public async Task Before_the_first_edition_each_asks_for_patience(string address)
    {
        await using var site = new TestSite
        {
            WaitsForContent = false,
            Instead = services => services.Remove(services.Single(service => service.ImplementationType == typeof(Supervised<ContentWatcher>))),
        };
        site.Services.GetRequiredService<CurrentEdition>().FirstFailed();

        using var answer = await site.AskAsync("GET", address);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
    }

    [Fact]
    public async Task A_site_that_names_no_contact_has_no_security_text()
    {
        await using var site = new TestSite();

        using var answer = await site.AskAsync("GET", "/.well-known/security.txt");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task A_new_edition_makes_them_anew()
    {
        await using var site = new TestSite();
        using var before = await site.AskAsync("GET", "/feed.xml");
        var current = site.Services.GetRequiredService<CurrentEdition>();
        var hash = current.Edition!.Hash;

        site.Content.Replace("site.yaml", "name: \"Another name\"\n");
        await current.WaitForOtherThanAsync(hash, TestContext.Current.CancellationToken);
        using var after = await site.AskAsync("GET", "/feed.xml", ("If-None-Match", $"{before.Headers.ETag}"));

        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
        Assert.Contains("Another name", XDocument.Parse(await after.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Crawlers_may_read_everything_but_the_desk_and_readers_reports()
    {
        await using var site = new TestSite { Settings = [("Site:BaseUrl", "https://backs.example")] };

        var text = await site.Browser().GetStringAsync("/robots.txt", TestContext.Current.CancellationToken);

        Assert.Equal(
            "User-agent: *\nAllow: /\nDisallow: /editor$\nDisallow: /editor/\nDisallow: /feedback$\nDisallow: /feedback/\n\nSitemap: https://backs.example/sitemap.xml\n",
            text);
    }
}
