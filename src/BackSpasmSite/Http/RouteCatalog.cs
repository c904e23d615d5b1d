using System.Collections.Frozen;
using BackSpasmSite.Content;
using BackSpasmSite.Content.Bibliography;
using BackSpasmSite.Content.Text;
using Microsoft.AspNetCore.Routing.Template;

namespace BackSpasmSite.Http;

/// <summary>Which addresses lead somewhere: those of the content, and those that are written out in a route.</summary>
internal sealed class RouteCatalog(EndpointDataSource endpoints, CurrentEdition current)
{
    private readonly Lazy<FrozenSet<string>> _written = new(() => WrittenIn(endpoints, _ => true));
    private readonly Lazy<FrozenSet<string>> _readable = new(() => WrittenIn(endpoints, IsReadable));
    private readonly Lazy<TemplateMatcher[]> _desk = new(() => DeskOf(endpoints));
    private RedirectsOf? _redirects;

    /// <summary>Whether anything answers here. Routing takes a written address also with a slash at its end.</summary>
    public bool Has(string path) =>
        _written.Value.Contains(path is [_, _, .., '/'] ? path[..^1] : path) || IsContent(path) || NamedAt(path) is not null || IsReceipt(path) || IsDesk(path);

    /// <summary>Whether a page or file of the software has this address, which is written out in its route.</summary>
    public bool IsBuiltIn(string path) => _readable.Value.Contains(path);

    /// <summary>Whether an article, its list of references, a topic, a page or a picture of the current edition has this address.</summary>
    public bool IsContent(string path) =>
        current.Edition is { } edition && path.Split('/') switch
        {
            ["", "articles", var name] => edition.Find(name) is not null,
            ["", "articles", var name, "references.bib" or "references.ris" or "references.json"] => edition.Find(name) is not null,
            ["", "topics", var key] => edition.Lists.ByTopic.ContainsKey(key),
            ["", "images", ..] => edition.Images.ContainsKey(path[1..]),
            ["", var name] => Slug.TryParse(name, out var slug) && edition.Pages.ContainsKey(slug),
            _ => false,
        };

    /// <summary>
    /// The one address of the paper or the person that a path means, in whatever spelling; null where there is none. Their
    /// keys may have capitals, and characters that are escaped.
    /// </summary>
    public string? NamedAt(string path) => path.TrimEnd('/').Split('/') is ["", var folder, var name]
        ? folder.ToLowerInvariant() switch
        {
            "papers" when current.Edition?.Bibliography.FindNamed(name) is { } paper => PaperAddress.Of(paper.Id),
            "people" => current.Edition?.PeopleByName.Find(name)?.Address,
            _ => null,
        }
        : null;

    /// <summary>By its form alone: whether there is such a receipt is only for who holds it.</summary>
    private static bool IsReceipt(string path) => path.Split('/') is ["", "feedback", { Length: 32 } receipt] && receipt.All(char.IsAsciiHexDigitLower);

    /// <summary>By its form alone too: what there is at the desk is only for who is signed in.</summary>
    private bool IsDesk(string path) => DeskRoutes.Has(path) && _desk.Value.Any(address => address.TryMatch(path, []));

    /// <summary>Where an old address of an article, in any spelling, leads now, or null.</summary>
    public string? RedirectOf(string path)
    {
        if (current.Edition is not { } edition) return null;
        var redirects = Volatile.Read(ref _redirects);
        if (!ReferenceEquals(redirects?.Edition, edition))
            Volatile.Write(ref _redirects, redirects = new RedirectsOf(edition));
        return redirects!.Targets.GetValueOrDefault(SiteAddresses.Canonical(UnicodeText.Normalized(path, System.Text.NormalizationForm.FormC)));
    }

    /// <summary>The routes without a parameter; a parameter's values are content.</summary>
    private static FrozenSet<string> WrittenIn(EndpointDataSource endpoints, Func<RouteEndpoint, bool> isMeant) => endpoints.Endpoints
        .OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.RoutePattern.Parameters.Count == 0 && isMeant(endpoint))
        .Select(endpoint => $"/{endpoint.RoutePattern.RawText?.Trim('/')}")
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static bool IsReadable(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains(HttpMethods.Get) == true;

    private static TemplateMatcher[] DeskOf(EndpointDataSource endpoints) =>
    [
        .. endpoints.Endpoints.OfType<RouteEndpoint>()
            .Select(endpoint => endpoint.RoutePattern.RawText?.TrimStart('/') ?? "")
            .Where(route => DeskRoutes.Has($"/{route}"))
            .Select(route => new TemplateMatcher(TemplateParser.Parse(route), [])),
    ];

    /// <summary>Old addresses of one edition's articles; the first article that claims one has it.</summary>
    private sealed class RedirectsOf(Edition edition)
    {
        public Edition Edition => edition;

        public FrozenDictionary<string, string> Targets { get; } = edition.Articles.Values
            .OrderBy(article => article.Slug)
            .SelectMany(article => article.FrontMatter.Redirects.Select(from => (from: SiteAddresses.OfRedirect(from), to: $"/articles/{article.Slug}")))
            .DistinctBy(redirect => redirect.from)
            .ToFrozenDictionary(redirect => redirect.from, redirect => redirect.to, StringComparer.Ordinal);
    }
}
