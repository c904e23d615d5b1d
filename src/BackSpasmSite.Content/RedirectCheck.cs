using BackSpasmSite.Content.Diagnostics;

namespace BackSpasmSite.Content;

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
