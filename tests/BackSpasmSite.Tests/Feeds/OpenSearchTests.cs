using System.Net;
using System.Xml.Linq;
using BackSpasmSite.Content.FrontMatter;
using BackSpasmSite.Feeds;

namespace BackSpasmSite.Tests.Feeds;

/// <summary>The description by which browsers offer the site's search, held against OpenSearch 1.1 draft 6.</summary>
public sealed class OpenSearchTests
{
    private static readonly XNamespace Name = "http://a9.com/-/spec/opensearch/1.1/";

    [Fact]
    public async Task Browsers_get_the_public_address_whatever_host_they_asked()
    {
        await using var site = new TestSite { Settings = [("Site:BaseUrl", "https://backs.example/")] };
        using var answer = await site.AskAsync("GET", "/opensearch.xml", ("Host", "evil.example"));

        Assert.Equal((HttpStatusCode.OK, "application/opensearchdescription+xml"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        var root = XDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Root!;
        Assert.Equal(Name + "OpenSearchDescription", root.Name);
        Assert.Equal(
            [("text/html", "https://backs.example/search?q={searchTerms}"), ("application/x-suggestions+json", "https://backs.example/search/suggestions?q={searchTerms}")],
            root.Elements(Name + "Url").Select(url => (url.Attribute("type")!.Value, url.Attribute("template")!.Value)));
        Assert.Equal("https://backs.example/icon.svg", root.Element(Name + "Image")!.Value);
        Assert.Equal(("Test site", "Search Test site", "UTF-8", "en"), (Text("ShortName"), Text("Description"), Text("InputEncoding"), Text("Language")));

        using var found = await site.AskAsync("GET", new Uri(root.Elements(Name + "Url").First().Attribute("template")!.Value.Replace("{searchTerms}", "heat", StringComparison.Ordinal)).PathAndQuery);
        Assert.Equal(HttpStatusCode.OK, found.StatusCode);

        string Text(string element) => root.Element(Name + element)!.Value;
    }

    [Theory]
    [InlineData("Sixteen letters.")]
    [InlineData("A name that is far too long for a menu")]
    [InlineData("Fifteen letters🙂 and more")]
    [InlineData("Backs & <b>necks</b>")]
    [InlineData("{searchTerms}")]
    public void Any_name_gives_a_valid_description(string name)
    {
        foreach (var length in (int[])[1, 2000])
        {
            var site = new SiteMetadata { Name = string.Concat(Enumerable.Repeat(name, length)) };
            var root = XDocument.Parse(OpenSearch.Of(site, new Uri("https://backs.example")).ToString()).Root!;
            var (shortName, description) = (root.Element(Name + "ShortName")!.Value, root.Element(Name + "Description")!.Value);
            Assert.InRange(shortName.Length, 1, 16);
            Assert.InRange(description.Length, 1, 1024);
            Assert.StartsWith(shortName, site.Name, StringComparison.Ordinal);
            Assert.False(char.IsHighSurrogate(shortName[^1]) || char.IsHighSurrogate(description[^1]));
        }
    }
}
