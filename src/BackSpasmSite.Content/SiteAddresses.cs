using System.Collections.Frozen;
using System.Text;
using BackSpasmSite.Content.Text;

namespace BackSpasmSite.Content;

/// <summary>The addresses that belong to the software, which no page and no old address may use.</summary>
internal static class SiteAddresses
{
    private static readonly FrozenSet<string> BuiltIn = FrozenSet.ToFrozenSet(
    [
        ".well-known", "articles", "corrections", "dev", "editor", "error", "feed.xml", "feedback", "healthz", "images",
        "opensearch.xml", "papers", "people", "robots.txt", "search", "sitemap.xml", "topics",
        "cite-picker.js", "copy.js", "desk-editor.js", "desk.css", "dev-reload.js", "draft.js", "feedback.js", "icon.svg", "insert-text.js", "keys.js",
        "live-preview.js", "margin.js", "markdown-tools.js", "page-dialog.js", "passage.js", "preview.js", "saved-correction.js", "say.js", "search.js", "site.css", "source-lines.js", "unsaved.js",
    ]);

    /// <summary>Those that are pages of their own, and so can be linked to.</summary>
    public static IReadOnlyList<string> OfPages { get; } = ["/articles", "/corrections", "/feed.xml", "/search", "/topics"];

    /// <summary>The canonical form of an address: lower case, no slash at the end.</summary>
    public static string Canonical(string path) => path.TrimEnd('/') is { Length: > 0 } trimmed ? trimmed.ToLowerInvariant() : "/";

    /// <summary>An old address in its canonical form, as a request for it arrives: <c>%C3%B6</c> decoded.</summary>
    public static string OfRedirect(string written) => Canonical(UnicodeText.Normalized(Uri.UnescapeDataString(written), NormalizationForm.FormC));

    public static bool IsBuiltIn(Slug page) => IsBuiltIn($"/{page}");

    /// <summary>Whether this is one of the files for reference managers below an article's address.</summary>
    public static bool IsFileOfArticle(string name) =>
        name is "references.bib" or "references.ris" or "references.json" or "citation.bib" or "citation.ris";

    /// <param name="path">
    /// A canonical path. <c>/articles/x</c> belongs to an article and is free if there is none, but the files below it are
    /// reserved.
    /// </param>
    public static bool IsBuiltIn(string path) => path.Split('/') switch
    {
        ["", ""] => true,
        ["", "articles", _, var file] when IsFileOfArticle(file) => true,
        ["", "articles", _, ..] => false,
        ["", var first, ..] => BuiltIn.Contains(first),
        _ => false,
    };
}
