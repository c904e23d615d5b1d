namespace BackSpasmSite.Content.Diagnostics;

/// <summary>Writes a file of the content folder as its author would type it.</summary>
internal static class DisplayPath
{
    /// <summary>Relative to the directory where that one is above the file, else absolute; always with <c>/</c>.</summary>
    public static string Of(string file, string directory)
    {
        var full = Path.GetFullPath(file);
        var relative = Path.GetRelativePath(directory, full);
        var below = !Path.IsPathRooted(relative) && relative.Split(Path.DirectorySeparatorChar)[0] != "..";
        return (below ? relative : full).Replace(Path.DirectorySeparatorChar, '/');
    }
}
