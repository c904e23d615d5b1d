using BackSpasmSite.Content;

namespace BackSpasmSite.Http;

/// <summary>Leads an address that was typed in another way, or that an article had before, to the one it has now.</summary>
internal static class CanonicalAddresses
{
    public static void UseCanonicalAddresses(this IApplicationBuilder app)
    {
        var known = app.ApplicationServices.GetRequiredService<RouteCatalog>();
        app.Use((context, next) =>
        {
            if (!IsRead(context.Request.Method) || Target(context.Request.Path.Value ?? "", known) is not { } target)
                return next(context);

            // A path, never with a host: the site doesn't know by which name the reader found it.
            context.Response.StatusCode = StatusCodes.Status301MovedPermanently;
            context.Response.Headers.Location = target + QueryOf(context.Request).ToUriComponent();
            context.Features.Set(LoggedRoute.Redirect);
            return Task.CompletedTask;
        });
    }

    /// <summary>The query, but for <c>page=1</c>: a list's first page has no number, and would lead on by itself.</summary>
    private static QueryString QueryOf(HttpRequest request) =>
        request.Query["page"] == "1" ? QueryString.Create(request.Query.Where(field => field.Key != "page")) : request.QueryString;

    /// <summary>Only the path of something that exists, or one that begins with the desk's, is ever returned, so it can't lead to another host.</summary>
    private static string? Target(string path, RouteCatalog known)
    {
        // The desk has one spelling of each address too, and by it the browser finds its cookie.
        if (DeskRoutes.Has(path) && path.EndsWith('/')) return new PathString(path.TrimEnd('/')).ToUriComponent();
        if (known.NamedAt(path) is { } named) return Uri.UnescapeDataString(named) == path ? null : named;
        var canonical = SiteAddresses.Canonical(path);
        if (canonical != path && HasOneSpelling(canonical) && (known.IsContent(canonical) || known.IsBuiltIn(canonical))) return canonical;
        return known.Has(path) ? null : known.RedirectOf(path);
    }

    /// <summary>
    /// Two pictures may differ in their capitals, no supervisor that asks for health should have to follow a redirect, and
    /// nothing but slashes is no spelling of the home page: browsers take it for the beginning of a host.
    /// </summary>
    private static bool HasOneSpelling(string canonical) =>
        canonical != "/" && !canonical.StartsWith("/images/", StringComparison.Ordinal) && !canonical.StartsWith("/healthz/", StringComparison.Ordinal);

    private static bool IsRead(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method);
}
