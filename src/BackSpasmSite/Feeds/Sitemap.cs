using System.Xml.Linq;
using BackSpasmSite.Content;

namespace BackSpasmSite.Feeds;

/// <summary>What search engines may list (sitemaps.org, 0.9).</summary>
internal static class Sitemap
{
    /// <summary>The protocol's limit for one file. Papers come last and are cut first.</summary>
    private const int Most = 50_000;

    private static readonly XNamespace Protocol = "http://www.sitemaps.org/schemas/sitemap/0.9";

    /// <summary>The same edition gives the same text, because the dates come from the content.</summary>
    public static XDocument Of(Edition edition, Uri baseUrl) => new(new XElement(
        Protocol + "urlset",
        Pages(edition).Take(Most).Select(page => new XElement(
            Protocol + "url",
            new XElement(Protocol + "loc", new Uri(baseUrl, page.Path).AbsoluteUri),
            page.Changed is { } day ? new XElement(Protocol + "lastmod", IsoDate.Of(day)) : null))));

    private static IEnumerable<(string Path, DateOnly? Changed)> Pages(Edition edition)
    {
        var articles = edition.Lists.NewestFirst;
        return
        [
            ("/", Latest(articles)),
            ("/articles", Latest(articles)),
            // A hidden article asks not to be listed.
            .. articles.Where(article => !edition.IsDown(article)).Select(article => ($"/articles/{article.Slug}", (DateOnly?)article.Changed)),
            ("/topics", Latest(articles)),
            .. edition.Lists.Topics.Select(topic => (topic.Address, Latest(topic.Articles))),
            .. edition.People.Values.OrderBy(person => person.Key, StringComparer.Ordinal)
                .Select(person => (person.Address, Latest(articles.Where(article => IsBy(article, person.Key))))),
            .. edition.Pages.Values.OrderBy(page => page.Slug).Select(page => ($"/{page.Slug}", page.Modified)),
            ("/corrections", PublishedCorrection.AllOf(edition).Select(published => (DateOnly?)published.Correction.Date).Concat(Withdrawals(edition)).Max()),
            .. CitedPaper.AllOf(edition).Select(paper => (paper.Address, (DateOnly?)paper.Changed)),
        ];
    }

    private static DateOnly? Latest(IEnumerable<Article> articles) => articles.Max(article => (DateOnly?)article.Changed);

    private static bool IsBy(Article article, string key) => article.FrontMatter.Author == key || article.FrontMatter.Review?.By == key;

    private static IEnumerable<DateOnly?> Withdrawals(Edition edition) => edition.Articles.Values.Select(article => article.FrontMatter.Withdrawn?.Date);
}
