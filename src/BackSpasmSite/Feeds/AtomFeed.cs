using System.Xml;
using System.Xml.Linq;
using BackSpasmSite.Content;

namespace BackSpasmSite.Feeds;

/// <summary>Articles and corrections in Atom (RFC 4287), newest change first.</summary>
internal static class AtomFeed
{
    /// <summary>Enough for a feed reader that checks once a month; about a megabyte with texts as long as ours.</summary>
    private const int Most = 20;

    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    /// <summary>The same edition gives the same text, because the times come from the content.</summary>
    /// <param name="baseUrl">From the settings, never from a request.</param>
    public static XDocument Of(Edition edition, Uri baseUrl)
    {
        var home = baseUrl.AbsoluteUri.TrimEnd('/');
        var moved = edition.Articles.Values.SelectMany(article => article.FrontMatter.Redirects).Select(SiteAddresses.OfRedirect).ToHashSet(StringComparer.Ordinal);
        var changes = edition.Articles.Values.SelectMany(article => Changes(article, edition, home))
            .Concat(PublishedCorrection.AllOf(edition).Select(published => Of(published, home)))
            .Concat(edition.History.Articles.SelectMany(known => Gone(known.Key, known.Value, moved, home)))
            .OrderByDescending(change => change.At)
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
            Text("updated", IsoDate.Of(changes.Select(change => change.At).FirstOrDefault(IsoDate.StartOf(edition.Date)))),
            new XElement(Atom + "author", Text("name", edition.Site.Organisation ?? edition.Site.Name)),
            changes.Select(change => change.Write(change))));
    }

    /// <summary>Feed readers still have the article under its old addresses, so each of those gets an entry too.</summary>
    private static IEnumerable<Change> Changes(Article article, Edition edition, string home)
    {
        var (address, at) = ($"{home}/articles/{article.Slug}", ChangedAt(article, edition));
        yield return new Change(at, address, change => article.FrontMatter.Withdrawn is { } gone
            ? Notice(change, address, article.FrontMatter.Published, article.Author.Name, $"Withdrawn: {article.Title}", FeedContent.Of(gone))
            : Entry(change, article, edition));

        foreach (var old in article.FrontMatter.Redirects.Select(SiteAddresses.OfRedirect).Distinct(StringComparer.Ordinal))
        {
            if (old.Split('/') is not ["", "articles", var name] || !Slug.TryParse(name, out var slug) || edition.Articles.ContainsKey(slug)) continue;
            // Not before its last entry under that address.
            var since = edition.History.Articles.GetValueOrDefault(name)?.At is { } known && known > at ? known : at;
            yield return new Change(since, home + old, change => article.FrontMatter.Withdrawn is { } gone
                ? Notice(change, address, article.FrontMatter.Published, article.Author.Name, $"Withdrawn: {article.Title}", FeedContent.Of(gone))
                : Notice(change, address, article.FrontMatter.Published, article.Author.Name, $"Moved: {article.Title}", FeedContent.Moved(article, address)));
        }
    }

    private static Change Of(PublishedCorrection published, string home) => new(
        published.At,
        $"{home}/corrections#{published.Anchor}",
        change => Entry(change, published));

    /// <summary>
    /// Feed readers have copies of articles that no longer exist and corrections that are no longer listed. If an article moved,
    /// <see cref="Changes"/> says that instead.
    /// </summary>
    private static IEnumerable<Change> Gone(string slug, FeedArticle known, HashSet<string> moved, string home)
    {
        var address = $"/articles/{slug}";
        if (known.IsGone && !moved.Contains(address))
            yield return new Change(known.At, home + address, change => Notice(change, change.Id, known.Published, known.Author, $"No longer available: {known.Title}", FeedContent.Gone));
        foreach (var correction in known.Corrections.Where(correction => correction.IsGone))
            yield return new Change(correction.At, $"{home}/corrections#{correction.Id}", change =>
                Notice(change, change.Id, correction.Date, known.Author, $"No longer listed: correction of {known.Title}", FeedContent.Unlisted));
    }

    /// <summary>Never earlier than an earlier entry's time. Placing or lifting a hold counts as a change.</summary>
    private static DateTime ChangedAt(Article article, Edition edition)
    {
        var at = edition.History.Articles.GetValueOrDefault(article.Slug.ToString())?.At ?? FeedHistory.TimeIn(article);
        var moment = edition.Holds.Where(hold => hold.Article == article.Slug).Select(hold => hold.Since)
            .Concat(edition.Lifts.Where(lift => lift.Article == article.Slug).Select(lift => lift.At))
            .DefaultIfEmpty().Max();
        if (moment <= at.Ticks) return at;
        // Later changes on the same day must get a later time.
        var held = new DateTime(moment, DateTimeKind.Utc);
        return held.Date == at.Date ? held + at.TimeOfDay : held;
    }

    private static XElement Entry(Change change, Article article, Edition edition) => new(
        Atom + "entry",
        Text("id", change.Id),
        Text("title", article.Title),
        Link("alternate", change.Id, "text/html"),
        Text("published", IsoDate.Of(IsoDate.StartOf(article.FrontMatter.Published))),
        Text("updated", IsoDate.Of(change.At)),
        new XElement(Atom + "author", Text("name", article.Author.Name)),
        article.FrontMatter.Topics.Select(topic => new XElement(Atom + "category", new XAttribute("term", topic))),
        // A hidden article has no summary.
        edition.IsDown(article) ? null : Text("summary", article.FrontMatter.Description),
        Html("content", FeedContent.Of(article, edition, new Uri(change.Id))));

    /// <summary>Replaces an article in feed readers.</summary>
    private static XElement Notice(Change change, string address, DateOnly published, string author, string title, string html) => new(
        Atom + "entry",
        Text("id", change.Id),
        Text("title", title),
        Link("alternate", address, "text/html"),
        Text("published", IsoDate.Of(IsoDate.StartOf(published))),
        Text("updated", IsoDate.Of(change.At)),
        new XElement(Atom + "author", Text("name", author)),
        Html("content", html));

    private static XElement Entry(Change change, PublishedCorrection published) => new(
        Atom + "entry",
        Text("id", change.Id),
        Text("title", $"Correction: {published.Article.Title}"),
        Link("alternate", change.Id, "text/html"),
        Text("published", IsoDate.Of(IsoDate.StartOf(published.Correction.Date))),
        Text("updated", IsoDate.Of(change.At)),
        Html("content", FeedContent.Of(published.Correction)));

    private static XElement Link(string relation, string address, string type) =>
        new(Atom + "link", new XAttribute("rel", relation), new XAttribute("href", address), new XAttribute("type", type));

    private static XElement Html(string name, string html)
    {
        var element = Text(name, html);
        element.SetAttributeValue("type", "html");
        return element;
    }

    /// <summary>Drops the control characters that XML 1.0 can't represent.</summary>
    private static XElement Text(string name, string text) =>
        new(Atom + name, string.Concat(text.EnumerateRunes().Where(rune => rune.Value > 0xFFFF || XmlConvert.IsXmlChar((char)rune.Value))));

    /// <summary>The XML is only made if the change is among the newest.</summary>
    private sealed record Change(DateTime At, string Id, Func<Change, XElement> Write);
}
