using BackSpasmSite.Content.Bibliography;
using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.Files;
using BackSpasmSite.Content.FrontMatter;
using BackSpasmSite.Content.Markdown;

namespace BackSpasmSite.Content;

/// <summary>Checks every internal link and picture of the content.</summary>
internal sealed class LinkCheck
{
    private readonly Dictionary<string, HashSet<string>> _pages = new(StringComparer.Ordinal);
    private readonly HashSet<string> _lists = new(SiteAddresses.OfPages, StringComparer.Ordinal);
    private readonly HashSet<string> _hidden = new(StringComparer.Ordinal);
    private readonly HashSet<string> _images;
    private int _hintsLeft = 100;
    private readonly ICollection<Diagnostic> _diagnostics;

    private LinkCheck(ContentSnapshot content, Edition edition, ICollection<Diagnostic> diagnostics)
    {
        _diagnostics = diagnostics;
        // An unreadable one is reported elsewhere.
        _images = [.. content.Listing.Images.Select(image => image.Path)];
        foreach (var article in Good(content.Articles))
        {
            _pages[$"/articles/{article.Slug}"] = [.. article.Anchors, .. OfEveryArticle(article, content.Bibliography?.Value ?? ReferenceLibrary.Empty)];
            if (!edition.Articles.ContainsKey(article.Slug)) _hidden.Add($"/articles/{article.Slug}");
        }

        foreach (var id in content.Bibliography?.Value?.Ids ?? []) _pages[PaperAddress.Of(id)] = [];
        foreach (var page in Good(content.Pages)) _pages[$"/{page.Slug}"] = [.. page.Text.Anchors];

        var listed = edition.Lists.ByTopic;
        foreach (var topic in Good(content.Articles).SelectMany(article => article.FrontMatter.Topics).Distinct())
        {
            _lists.Add($"/topics/{topic}");
            if (!listed.ContainsKey(topic)) _hidden.Add($"/topics/{topic}");
        }

        foreach (var person in content.People?.Value ?? []) _lists.Add(person.Person.Address);
    }

    /// <summary>Reports every broken link in the newest versions of the files.</summary>
    public static void Run(ContentSnapshot content, Edition edition, ICollection<Diagnostic> diagnostics)
    {
        var check = new LinkCheck(content, edition, diagnostics);
        foreach (var article in content.Articles.Where(file => file.IsCurrent).Select(file => file.Value!))
            check.Follow(article.Source, $"/articles/{article.Slug}", article.Links);
        foreach (var page in content.Pages.Where(file => file.IsCurrent).Select(file => file.Value!))
            check.Follow(page.Source, $"/{page.Slug}", page.Text.Links);
        if (content.Site is { IsCurrent: true, Value: { Source: { } source } site })
            check.Follow(source, "", new[] { site.WarningSigns?.More }.OfType<MenuItem>().Concat(site.Menu).Concat(site.Questions).Select(item => item.Link).Concat(site.Image is { } image ? [image] : []));
    }

    private void Follow(SourceText source, string from, IEnumerable<LinkUse> links)
    {
        foreach (var link in links)
        {
            switch (link.Address)
            {
                case LinkAddress.Picture picture when !_images.Contains(picture.Path):
                    _diagnostics.Add(LinkDiagnostics.NoSuchPicture(source, link.Offset, link.Written, HintFor(link.Written, () => NearestPicture(picture.Path))));
                    break;
                case LinkAddress.Here here:
                    Follow(source, from, link, here);
                    break;
                case LinkAddress.NotAllowed when from.Length == 0:
                    _diagnostics.Add(LinkDiagnostics.NotAllowed(source, link.Offset, link.Written));
                    break;
            }
        }
    }

    private void Follow(SourceText source, string from, LinkUse link, LinkAddress.Here here)
    {
        var path = here.Path.Length == 0 ? from : here.Path;
        if (path == "/") return;
        // Lists change by themselves, so nothing in them has an id that a link could rely on.
        if (!_pages.TryGetValue(path, out var anchors)) anchors = _lists.Contains(path) ? [] : null;
        if (anchors is null)
        {
            _diagnostics.Add(LinkDiagnostics.NoSuchTarget(source, link.Offset, link.Written, HintFor(link.Written, () => NearestPage(path))));
            return;
        }

        if (_hidden.Contains(path) && !_hidden.Contains(from))
            _diagnostics.Add(LinkDiagnostics.HiddenTarget(source, link.Offset, link.Written));
        if (here.Anchor is { } anchor && !anchors.Contains(anchor))
            _diagnostics.Add(LinkDiagnostics.NoSuchHeading(source, link.Offset, anchor, HintFor(link.Written, () => DidYouMean.Hint(anchor, anchors))));
    }

    /// <summary>
    /// A suggestion, for a limited number of links: each search compares with every address, and that many broken links are no typos.
    /// </summary>
    private string HintFor(string written, Func<string> nearest) =>
        LinkAddress.Hint(written) is { Length: > 0 } elsewhere ? elsewhere
        : !written.StartsWith("images/", StringComparison.Ordinal) && LinkAddress.PictureHint(written) is { Length: > 0 } picture ? picture
        : --_hintsLeft < 0 ? ""
        : nearest();

    /// <summary>Escaped for Markdown, where an address has no spaces.</summary>
    private string NearestPicture(string path) =>
        DidYouMean.To(path, _images) is { } meant ? $" Did you mean “{Uri.EscapeDataString(meant).Replace("%2F", "/", StringComparison.Ordinal)}”?" : "";

    /// <summary>Compares the last part of the address; if only the folder is wrong, suggests the whole address.</summary>
    private string NearestPage(string path)
    {
        if (Plain(path) is var plain && plain != path && (plain == "/" || _pages.ContainsKey(plain) || _lists.Contains(plain))) return $" Did you mean “{plain}”?";
        var last = LastPart(path);
        return Alike(path).FirstOrDefault(page => page != path && LastPart(page) == last && last.Length > 0) is { } elsewhere
            ? $" Did you mean “{elsewhere}”?"
            : DidYouMean.Hint(last, Alike(path).Select(LastPart));
    }

    /// <summary>As this site writes it: lower case, without the content folder, file extension and final slash.</summary>
    private static string Plain(string path)
    {
        var plain = path.ToLowerInvariant().TrimEnd('/');
        if (plain.LastIndexOf("/content/", StringComparison.Ordinal) is var folder and >= 0) plain = plain[(folder + "/content".Length)..];
        foreach (var ending in (string[])[".md", ".html", ".htm", ".php", ".aspx"])
        {
            if (plain.EndsWith(ending, StringComparison.Ordinal)) plain = plain[..^ending.Length];
        }

        foreach (var index in (string[])["/index", "/default"])
        {
            if (plain.EndsWith(index, StringComparison.Ordinal)) plain = plain[..^index.Length];
        }

        if (plain.StartsWith("/pages/", StringComparison.Ordinal)) plain = plain["/pages".Length..];
        return plain.Length == 0 ? "/" : plain;
    }

    /// <summary>The ids on an article's page that are not from its text.</summary>
    private static IEnumerable<string> OfEveryArticle(ParsedArticle article, ReferenceLibrary bibliography)
    {
        var papers = article.Cited(bibliography).Count;
        yield return "feedback";
        if (papers > 0) yield return "references";
        if (article.FrontMatter.Corrections.Count > 0) yield return "corrections";
        for (var number = 1; number <= papers; number++) yield return $"ref-{number}";
    }

    /// <summary>The candidates: topics or people for such an address, otherwise articles and pages.</summary>
    private IEnumerable<string> Alike(string path) =>
        path.Split('/') is ["", ("topics" or "people") and var folder, _]
            ? _lists.Where(list => list.StartsWith($"/{folder}/", StringComparison.Ordinal))
            : _pages.Keys.Concat(SiteAddresses.OfPages);

    private static string LastPart(string path) => path[(path.LastIndexOf('/') + 1)..];

    private static IEnumerable<T> Good<T>(IEnumerable<CachedFile<T>> files)
        where T : class => files.Select(file => file.Value).OfType<T>();
}

/// <summary>Checks the old addresses in articles' <c>redirects</c>: each must be unused and listed only once.</summary>
internal static class RedirectCheck
{
    /// <summary>Reports every old address that belongs to the software, a page or an article.</summary>
    public static void Run(ContentSnapshot content, ICollection<Diagnostic> diagnostics)
    {
        var owners = content.Articles.Select(file => file.Value).OfType<ParsedArticle>().ToDictionary(article => $"/articles/{article.Slug}", article => article.Source.Path);
        foreach (var page in content.Pages.Select(file => file.Value).OfType<ParsedPage>()) owners[$"/{page.Slug}"] = page.Source.Path;

        foreach (var article in content.Articles.Where(file => file.IsCurrent).Select(file => file.Value!).OrderBy(article => article.Slug))
        {
            foreach (var (redirect, offset) in article.FrontMatter.Redirects.Zip(article.RedirectOffsets))
            {
                var path = SiteAddresses.OfRedirect(redirect);
                var owner = SiteAddresses.IsBuiltIn(path) ? "the software" : owners.GetValueOrDefault(path);
                if (owner is not null)
                    diagnostics.Add(ArticleDiagnostics.RedirectTaken(article.Source, offset, redirect, owner));
                else
                    owners[path] = article.Source.Path;
            }
        }
    }
}
