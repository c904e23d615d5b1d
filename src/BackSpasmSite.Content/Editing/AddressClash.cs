namespace BackSpasmSite.Content.Editing;

/// <summary>
/// Old addresses in an article's <c>redirects</c> that belong to something else already. <c>check</c> may report such a
/// clash in the other file; who is about to save has to know it here.
/// </summary>
internal static class AddressClash
{
    /// <summary>The first clash in words; null when there is none.</summary>
    public static string? Find(Article article, Edition edition)
    {
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        var all = edition.Articles.Values.Concat(edition.Hidden).ToList();
        foreach (var other in all.Where(other => other.Slug != article.Slug))
            foreach (var redirect in other.FrontMatter.Redirects) owners[SiteAddresses.OfRedirect(redirect)] = other.Path;
        foreach (var page in edition.Pages.Values) owners[$"/{page.Slug}"] = page.Path;
        foreach (var other in all) owners[$"/articles/{other.Slug}"] = other.Path;

        foreach (var redirect in article.FrontMatter.Redirects)
        {
            var path = SiteAddresses.OfRedirect(redirect);
            var owner = SiteAddresses.IsBuiltIn(path) ? "the software" : owners.GetValueOrDefault(path);
            if (owner is not null) return $"The old address “{redirect}” belongs to {owner}, so it can’t lead here. Take it out of “redirects”.";
            owners[path] = "this article already";
        }

        return null;
    }

    /// <summary>The article that a new one's address leads to; null when it is free.</summary>
    public static Article? OwnerOf(Slug slug, Edition edition) =>
        edition.Articles.Values.Concat(edition.Hidden)
            .FirstOrDefault(other => other.FrontMatter.Redirects.Any(redirect => SiteAddresses.OfRedirect(redirect) == $"/articles/{slug}"));
}
