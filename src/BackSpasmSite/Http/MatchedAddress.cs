using BackSpasmSite.Content;

namespace BackSpasmSite.Http;

/// <summary>What the log may say of an address: its route, and a name in it only when that is the name of our content.</summary>
internal sealed record MatchedAddress(string Route, string Address)
{
    public static MatchedAddress None { get; } = new("unmatched", "unmatched");

    /// <summary>Another spelling of an address of ours, or an old one: what was typed stays out of the log.</summary>
    public static MatchedAddress Redirect { get; } = new("redirect", "redirect");

    /// <summary>Remembers the route a request took first; the page for an error comes by later on another one.</summary>
    public static void Remember(HttpContext context, CurrentEdition current)
    {
        if (context.Features.Get<MatchedAddress>() is null) context.Features.Set(Of(context, current.Edition));
    }

    private static MatchedAddress Of(HttpContext context, Edition? edition)
    {
        if (context.GetEndpoint() is not RouteEndpoint { RoutePattern: var pattern }) return None;
        var route = $"/{pattern.RawText?.TrimStart('/')}";
        var address = route;
        foreach (var (key, value) in context.Request.RouteValues)
            if (edition is not null && value is string name && IsContent(name, edition))
                address = address.Replace($"{{{key}}}", name, StringComparison.Ordinal);
        return new MatchedAddress(route, address);
    }

    private static bool IsContent(string name, Edition edition) =>
        (Slug.TryParse(name, out var slug) && (edition.Articles.ContainsKey(slug) || edition.Pages.ContainsKey(slug))) ||
        edition.Lists.ByTopic.ContainsKey(name) || edition.People.ContainsKey(name) || edition.Bibliography.Find(name) is not null;
}
