using System.Collections.Frozen;
using System.Text;
using BackSpasmSite.Content.Text;

namespace BackSpasmSite.Content;

/// <summary>The addresses that belong to the software, so that no page and no old address may take them.</summary>
internal static class SiteAddresses
{
    private static readonly FrozenSet<string> BuiltIn = FrozenSet.ToFrozenSet(
    [
        ".well-known", "articles", "corrections", "dev", "editor", "error", "feed.xml", "feedback", "healthz", "images",
        "papers", "people", "robots.txt", "search", "sitemap.xml", "topics",
        "copy.js", "desk.css", "dev-reload.js", "feedback.js", "icon.svg", "passage.js", "preview.js", "say.js",
    ]);

    /// <summary>Those of them that lists and other pages of the software have, where a link may lead without a name in it.</summary>
    public static IReadOnlyList<string> OfPages { get; } = ["/articles", "/corrections", "/feed.xml", "/topics"];

    /// <summary>The one spelling of an address that is answered by itself: small letters, no slash at the end.</summary>
    public static string Canonical(string path) => path.TrimEnd('/') is { Length: > 0 } trimmed ? trimmed.ToLowerInvariant() : "/";

    /// <summary>An old address in its one spelling, as a request for it arrives: with <c>%C3%B6</c> as the letter it stands for.</summary>
    public static string OfRedirect(string written) => Canonical(UnicodeText.Normalized(Uri.UnescapeDataString(written), NormalizationForm.FormC));

    public static bool IsBuiltIn(Slug page) => IsBuiltIn($"/{page}");

    /// <param name="path">
    /// A canonical path. <c>/articles/x</c> is an article's, and free where there is none, but the lists of references below it are not.
    /// </param>
    public static bool IsBuiltIn(string path) => path.Split('/') switch
    {
        ["", ""] => true,
        ["", "articles", _, "references.bib" or "references.ris" or "references.json"] => true,
        ["", "articles", _, ..] => false,
        ["", var first, ..] => BuiltIn.Contains(first),
        _ => false,
    };
}
