namespace BackSpasmSite.Content.Files;

internal static class RealPath
{
    private const int MostLinks = 40;

    private static readonly string Loops = Path.Combine(Path.GetTempPath(), "a-loop-of-links");

    /// <summary>A loop of links gives a path that does not exist.</summary>
    public static string Of(string path)
    {
        var full = Path.GetFullPath(path);
        for (var followed = 0; followed < MostLinks; followed++)
        {
            if (FollowFirstLink(full) is not { } next) return full;
            full = next;
        }

        return Path.Combine(Loops, Path.GetRandomFileName());
    }

    public static bool IsLoop(string real) => real.StartsWith(Loops, StringComparison.Ordinal);

    private static string? FollowFirstLink(string full)
    {
        var root = Path.GetPathRoot(full)!;
        var walked = root;
        var parts = full[root.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < parts.Length; i++)
        {
            var here = Path.Combine(walked, parts[i]);
            if (new FileInfo(here).LinkTarget is { } target)
                return Path.GetFullPath(Path.Combine([walked, target, .. parts[(i + 1)..]]));
            walked = here;
        }

        return null;
    }
}
