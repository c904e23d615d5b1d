using System.Xml;
using System.Xml.Linq;
using BackSpasmSite.Articles;
using BackSpasmSite.Trust;

namespace BackSpasmSite.Feeds;

/// <summary>Articles and corrections as a feed (Atom, RFC 4287), newest change first.</summary>
internal static class AtomFeed
{
    /// <summary>As many changes as a feed reader that looks in once a month should find: about a megabyte with texts as long as ours.</summary>
    private const int Most = 20;

    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    /// <summary>The feed of an edition. The same edition gives the same text: its times are those of the content.</summary>
    /// <param name="edition">What readers see.</param>
    /// <param name="baseUrl">The site's own address, which never comes from a request.</param>
    public static XDocument Of(Edition edition, Uri baseUrl)
    {
        var home = baseUrl.AbsoluteUri.TrimEnd('/');
        var changes = edition.Lists.NewestFirst
            .Select(article => new Change(article.Changed, $"{home}/articles/{article.Slug}", id => Entry(id, article, edition)))
            .Concat(PublishedCorrection.AllOf(edition)
                .Select(published => new Change(published.Correction.Date, $"{home}/corrections#{published.Anchor}", id => Entry(id, published))))
            .OrderByDescending(change => change.Day)
            .ThenBy(change => change.Id, StringComparer.Ordinal)
            .Take(Most)
            .ToList();
        return new XDocument(new XElement(
            Atom + "feed",
            new XAttribute(XNamespace.Xml + "lang", edition.Site.Language),
            Text("id", $"{home}/"),
            Text("title", edition.Site.Name),
            edition.Site.Tagline is { } tagline ? Text("subtitle", tagline) : null,
            Link("self", $"{home}/feed.xml", "application/atom+xml"),
            Link("alternate", $"{home}/", "text/html"),
            Text("updated", IsoDate.StartOf(changes.Select(change => change.Day).FirstOrDefault(edition.Date))),
            new XElement(Atom + "author", Text("name", edition.Site.Organisation ?? edition.Site.Name)),
            changes.Select(change => change.Write(change.Id))));
    }

    private static XElement Entry(string id, Article article, Edition edition) => new(
        Atom + "entry",
        Text("id", id),
        Text("title", article.Title),
        Link("alternate", id, "text/html"),
        Text("published", IsoDate.StartOf(article.FrontMatter.Published)),
        Text("updated", IsoDate.StartOf(article.Changed)),
        new XElement(Atom + "author", Text("name", article.Author.Name)),
        article.FrontMatter.Topics.Select(topic => new XElement(Atom + "category", new XAttribute("term", topic))),
        // Of an article that is being checked as a whole nothing is said but that.
        edition.IsDown(article) ? null : Text("summary", article.FrontMatter.Description),
        Html("content", FeedContent.Of(article, edition, new Uri(id))));

    private static XElement Entry(string id, PublishedCorrection published) => new(
        Atom + "entry",
        Text("id", id),
        Text("title", $"Correction: {published.Article.Title}"),
        Link("alternate", id, "text/html"),
        Text("published", IsoDate.StartOf(published.Correction.Date)),
        Text("updated", IsoDate.StartOf(published.Correction.Date)),
        Html("content", FeedContent.Of(published.Correction)));

    private static XElement Link(string relation, string address, string type) =>
        new(Atom + "link", new XAttribute("rel", relation), new XAttribute("href", address), new XAttribute("type", type));

    private static XElement Html(string name, string html)
    {
        var element = Text(name, html);
        element.SetAttributeValue("type", "html");
        return element;
    }

    /// <summary>Without the control characters that XML 1.0 cannot hold in any form.</summary>
    private static XElement Text(string name, string text) =>
        new(Atom + name, string.Concat(text.EnumerateRunes().Where(rune => rune.Value > 0xFFFF || XmlConvert.IsXmlChar((char)rune.Value))));

    /// <summary>What may become an entry; its text is only written when it does, because of many articles most are not in the feed.</summary>
    private sealed record Change(DateOnly Day, string Id, Func<string, XElement> Write);
}
