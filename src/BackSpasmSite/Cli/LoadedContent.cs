using BackSpasmSite.Content;
using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.Files;
using BackSpasmSite.Options;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Cli;

/// <summary>The content for a verb, read by the same rules as when the site is served.</summary>
/// <param name="Path">The content folder's full path.</param>
internal sealed record LoadedContent(string Path, Edition Edition)
{
    /// <exception cref="OptionsValidationException">A setting is wrong.</exception>
    public static LoadedContent Read(string[] settings, CommandContext commandContext)
    {
        var path = VerbSettings.Read<SiteOptions>(settings).ContentPath;
        return new LoadedContent(path, new EditionBuilder(new ContentFolder(path), drafts: false).Build(commandContext.Time.GetUtcNow()));
    }
}

internal static class ArticleSearch
{
    /// <summary>More are listed by <c>check</c>.</summary>
    private const int MostErrors = 5;

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

        var errors = edition.Diagnostics.Where(diagnostic => paths.Contains(diagnostic.Path) && diagnostic.Severity == Severity.Error).ToList();
        if (errors.Count == 0) return Outcome<Article>.Refused($"There is no article “{given}”.{DidYouMean.Hint(given, all.Select(article => article.Slug.ToString()))}");
        var path = DisplayPath.Of(Path.Combine(contentPath, errors[0].Path), directory);
        return Outcome<Article>.Refused(string.Join(Environment.NewLine,
        [
            .. errors.Take(MostErrors).Select(error => TextPrinter.Line(error with { Path = path })),
            .. errors.Count > MostErrors ? [$"{path} has {errors.Count - MostErrors} more errors; check lists them."] : Array.Empty<string>(),
            $"{path} can't be read as an article. Nothing was changed.",
        ]));
    }
}
