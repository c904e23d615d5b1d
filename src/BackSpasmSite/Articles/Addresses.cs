using System.Collections.Frozen;

namespace BackSpasmSite.Articles;

/// <summary>The first parts of addresses that belong to the software, so that no page may take them.</summary>
internal static class Addresses
{
    private static readonly FrozenSet<string> BuiltIn = FrozenSet.ToFrozenSet(
        ["articles", "corrections", "dev", "editor", "error", "feedback", "healthz", "images", "papers", "people", "search", "topics"]);

    public static bool IsBuiltIn(Slug page) => BuiltIn.Contains(page.ToString());

    public static string Of(Article article) => $"/articles/{article.Slug}";
}
