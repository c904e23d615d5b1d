namespace BackSpasmSite.Tests;

/// <summary>The checkout that the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    /// <summary>For whoever reads <c>content/</c>: noon on the day of its last change. On an earlier day its dates would be in the future, which is a mistake.</summary>
    public static DateTimeOffset ContentDay { get; } = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Every source file of the two projects with its path below <c>src</c>, with <c>/</c>.</summary>
    public static IEnumerable<(string Path, string Text)> Sources(params string[] extensions)
    {
        var folder = Path.Combine(Root, "src");
        return Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => extensions.Contains(Path.GetExtension(file)))
            .Select(file => (Path: Path.GetRelativePath(folder, file).Replace('\\', '/'), Full: file))
            .Where(file => file.Path.Split('/') is not [_, "bin" or "obj", ..])
            .Select(file => (file.Path, File.ReadAllText(file.Full)));
    }

    // Not [CallerFilePath], because a deterministic build replaces the real path with one that is the same on every machine.
    private static string Find(DirectoryInfo directory) =>
        File.Exists(Path.Combine(directory.FullName, "BackSpasmSite.sln")) ? directory.FullName
        : Find(directory.Parent ?? throw new InvalidOperationException("The tests do not run from a checkout."));
}
