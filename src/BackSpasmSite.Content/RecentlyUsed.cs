namespace BackSpasmSite.Content;

/// <summary>
/// Keeps what was made last from being collected, so that a page that needs an article's text several times makes it once. Everything else
/// that is held weakly goes with the next collection, and there may be one during every page.
/// </summary>
internal static class RecentlyUsed
{
    /// <summary>A text takes about 100 KB with its words, and each request needs one or two.</summary>
    private const int Most = 64;

    private static readonly object?[] Kept = new object?[Most];
    private static int _next;

    public static void Keep(object made) => Kept[(uint)Interlocked.Increment(ref _next) % Most] = made;
}
