namespace BackSpasmSite.Content.Editing;

/// <summary>
/// Finds old addresses in <c>redirects</c> that are taken. <c>check</c> may report the clash in the other file, but the editor who is saving
/// must see it here.
/// </summary>
internal static class AddressClash
{
    /// <summary>Only the first clash.</summary>
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
            if (owner is not null) return $"The old address “{redirect}” belongs to {owner}, so it can’t lead here. Remove it from “redirects”.";
            owners[path] = "this article itself";
        }

        return null;
    }

    /// <summary>The article that already redirects from a new article's address; null if that is free.</summary>
    public static Article? OwnerOf(Slug slug, Edition edition) =>
        edition.Articles.Values.Concat(edition.Hidden)
            .FirstOrDefault(other => other.FrontMatter.Redirects.Any(redirect => SiteAddresses.OfRedirect(redirect) == $"/articles/{slug}"));
}
