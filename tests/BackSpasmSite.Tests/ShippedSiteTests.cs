using System.Net;
using System.Text.Json;
using System.Xml.Linq;

namespace BackSpasmSite.Tests;

/// <summary>The site with the shipped articles, as a search engine and a reference manager read it.</summary>
public sealed class ShippedSiteTests(ShippedSiteTests.Shipped shipped) : IClassFixture<ShippedSiteTests.Shipped>
{
    [Fact]
    public async Task The_sitemap_names_each_page_that_may_be_listed_and_no_other()
    {
        var listed = XDocument.Parse(await ReadAsync("/sitemap.xml"))
            .Descendants().Where(element => element.Name.LocalName == "loc").Select(location => new Uri(location.Value).PathAndQuery).ToList();
        var found = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Queue<string>(listed.Append("/").Distinct());
        var seen = waiting.ToHashSet(StringComparer.Ordinal);

        while (waiting.TryDequeue(out var address))
        {
            using var answer = await shipped.Browser.GetAsync(address, TestContext.Current.CancellationToken);
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{address}: {answer.StatusCode}");
            if (answer.Content.Headers.ContentType?.MediaType != "text/html") continue;

            var page = await answer.PageAsync();
            if (page.QuerySelector("meta[name=robots]") is null) found.Add(address);
            foreach (var link in page.QuerySelectorAll("a[href^='/']").Select(link => link.GetAttribute("href")!.Split('#')[0]))
                if (seen.Add(link)) waiting.Enqueue(link);
        }

        Assert.Equal(listed.Count, listed.Distinct().Count());
        Assert.Equal(found.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_article_gives_its_whole_list_in_each_format()
    {
        foreach (var article in Directory.GetFiles(Path.Combine(Repository.Root, "content", "articles"), "*.md").Select(Path.GetFileNameWithoutExtension))
        {
            var count = (await shipped.Browser.PageAsync($"/articles/{article}")).QuerySelectorAll("#references > ol > li").Length;
            var bibTex = await ReadAsync($"/articles/{article}/references.bib");
            var ris = await ReadAsync($"/articles/{article}/references.ris");
            using var json = JsonDocument.Parse(await ReadAsync($"/articles/{article}/references.json"));

            Assert.True(count >= 5, article);
            Assert.Equal(
                (article, count, count, count),
                (article, bibTex.Split('\n').Count(line => line.StartsWith('@')), ris.Split('\n').Count(line => line.StartsWith("ER  -", StringComparison.Ordinal)), json.RootElement.GetArrayLength()));
        }
    }

    private Task<string> ReadAsync(string address) => shipped.Browser.GetStringAsync(address, TestContext.Current.CancellationToken);

    /// <summary>Started once.</summary>
    public sealed class Shipped : IAsyncDisposable
    {
        public Shipped() => Browser = Site.Browser();

        internal TestSite Site { get; } = new()
        {
            Time = new SetTime(Repository.ContentDay),
            Settings = [("Site:ContentPath", Path.Combine(Repository.Root, "content"))],
        };

        internal HttpClient Browser { get; }

        public ValueTask DisposeAsync() => Site.DisposeAsync();
    }
}
