using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using System.Text;
using BackSpasmSite.Content;
using BackSpasmSite.Content.Bibliography;
using BackSpasmSite.Content.Text;

namespace BackSpasmSite.Http;

internal sealed class CanonicalAddresses(EndpointDataSource endpoints, CurrentEdition current)
{
    private readonly ConditionalWeakTable<Edition, FrozenDictionary<string, string>> _redirects = [];
    private readonly Lazy<FrozenSet<string>> _pages = new(() => endpoints.Endpoints.OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.RoutePattern.Parameters.Count == 0 && endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains(HttpMethods.Get) == true)
        .Select(endpoint => $"/{endpoint.RoutePattern.RawText?.Trim('/')}")
        .ToFrozenSet());

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (!IsRead(context.Request.Method) || Target(context.Request.Path.Value ?? "") is not { } target) return next(context);

        // A path without a host, because the site does not know by which name the reader reached it.
        context.Response.StatusCode = StatusCodes.Status301MovedPermanently;
        context.Response.Headers.Location = target + QueryOf(context.Request).ToUriComponent();
        context.Features.Set(LoggedRoute.Redirect);
        return Task.CompletedTask;
    }

    /// <summary>Drops <c>page=1</c>, because the first page of a list has no number.</summary>
    private static QueryString QueryOf(HttpRequest request) =>
        request.Query["page"] == "1" ? QueryString.Create(request.Query.Where(field => field.Key != "page")) : request.QueryString;

    /// <summary>Null for no redirect. Returns only a path that exists or begins with the desk's, so it can't lead to another host.</summary>
    private string? Target(string path)
    {
        // The browser finds the desk's cookies by its path.
        if (DeskRoutes.Has(path) && path.EndsWith('/')) return new PathString(path.TrimEnd('/')).ToUriComponent();
        if (NamedAt(path) is { } named) return Uri.UnescapeDataString(named) == path ? null : named;
        var canonical = SiteAddresses.Canonical(path);
        if (IsContent(canonical) || _pages.Value.Contains(canonical)) return canonical != path && IsCaseInsensitive(canonical) ? canonical : null;
        return current.Edition is { } edition && !SiteAddresses.IsBuiltIn(canonical)
            ? _redirects.GetValue(edition, RedirectsOf).GetValueOrDefault(UnicodeText.Normalized(canonical, NormalizationForm.FormC))
            : null;
    }

    /// <summary>Whether an article, a file of it, a topic, a page or an image of the current edition has this address.</summary>
    private bool IsContent(string path) =>
        current.Edition is { } edition && path.Split('/') switch
        {
            ["", "articles", var name] => Slug.TryParse(name, out var slug) && edition.Articles.ContainsKey(slug),
            ["", "articles", var name, var file] when SiteAddresses.IsFileOfArticle(file) => Slug.TryParse(name, out var slug) && edition.Articles.ContainsKey(slug),
            ["", "topics", var key] => edition.Lists.ByTopic.ContainsKey(key),
            ["", var name] => Slug.TryParse(name, out var slug) && edition.Pages.ContainsKey(slug),
            _ => false,
        };

    /// <summary>Keys of papers and people may have capitals and escaped characters. Null if there is none.</summary>
    private string? NamedAt(string path) => path.TrimEnd('/').Split('/') is ["", var folder, var name]
        ? folder.ToLowerInvariant() switch
        {
            "papers" when current.Edition?.Bibliography.FindNamed(name) is { } paper => PaperAddress.Of(paper.Id),
            "people" => current.Edition?.PeopleByName.Find(name)?.Address,
            _ => null,
        }
        : null;

    /// <summary>
    /// Health checks should not have to follow a redirect, and browsers read a path of nothing but slashes as the beginning of a host.
    /// </summary>
    private static bool IsCaseInsensitive(string canonical) => canonical != "/" && !canonical.StartsWith("/healthz/", StringComparison.Ordinal);

    private static bool IsRead(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method);

    /// <summary>If two articles claim an old address, the first has it.</summary>
    private static FrozenDictionary<string, string> RedirectsOf(Edition edition) => edition.Articles.Values
        .OrderBy(article => article.Slug)
        .SelectMany(article => article.FrontMatter.Redirects.Select(from => (from: SiteAddresses.OfRedirect(from), to: $"/articles/{article.Slug}")))
        .DistinctBy(redirect => redirect.from)
        .ToFrozenDictionary(redirect => redirect.from, redirect => redirect.to, StringComparer.Ordinal);
}
