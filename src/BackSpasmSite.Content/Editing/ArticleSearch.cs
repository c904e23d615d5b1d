using BackSpasmSite.Content.Diagnostics;

namespace BackSpasmSite.Content.Editing;

/// <summary>Finds the article an author means, by slug or file.</summary>
internal static class ArticleSearch
{
    /// <summary>The article that is meant.</summary>
    /// <param name="given">A slug, a path relative to the directory, or one inside the content folder.</param>
    public static Outcome<Article> Find(string given, Edition edition, string contentPath, string directory)
    {
        var all = edition.Articles.Values.Concat(edition.Hidden).ToList();
        string[] paths =
        [
            $"articles/{given}.md",
            given.Replace('\\', '/'),
            Path.GetRelativePath(contentPath, Path.GetFullPath(given, directory)).Replace('\\', '/'),
        ];
        if (all.Find(article => paths.Contains(article.Path)) is { } found) return found;

        var errors = edition.Diagnostics.Count(diagnostic => paths.Contains(diagnostic.Path) && diagnostic.Severity == Severity.Error);
        return Outcome<Article>.Refused(errors > 0
            ? $"“{given}” has {errors} error(s) and can't be read. Run check and fix them first."
            : $"There is no article “{given}”.{DidYouMean.Hint(given, all.Select(article => article.Slug.ToString()))}");
    }
}
