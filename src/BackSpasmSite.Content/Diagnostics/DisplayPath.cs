namespace BackSpasmSite.Content.Diagnostics;

internal static class DisplayPath
{
    /// <summary>Relative if the directory is above the file, otherwise absolute; always with <c>/</c>.</summary>
    public static string Of(string file, string directory)
    {
        var full = Path.GetFullPath(file);
        var relative = Path.GetRelativePath(directory, full);
        var below = !Path.IsPathRooted(relative) && relative.Split(Path.DirectorySeparatorChar)[0] != "..";
        return (below ? relative : full).Replace(Path.DirectorySeparatorChar, '/');
    }
}
