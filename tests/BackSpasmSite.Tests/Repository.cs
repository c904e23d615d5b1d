namespace BackSpasmSite.Tests;

/// <summary>The checkout that the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    /// <summary>Every source file of the site with its path relative to the project, with <c>/</c>.</summary>
    public static IEnumerable<(string Path, string Text)> Sources(params string[] extensions)
    {
        var project = Path.Combine(Root, "src", "BackSpasmSite");
        return Directory.EnumerateFiles(project, "*", SearchOption.AllDirectories)
            .Where(file => extensions.Contains(Path.GetExtension(file)))
            .Select(file => (Path: Path.GetRelativePath(project, file).Replace('\\', '/'), Full: file))
            .Where(file => !file.Path.StartsWith("bin/", StringComparison.Ordinal) && !file.Path.StartsWith("obj/", StringComparison.Ordinal))
            .Select(file => (file.Path, File.ReadAllText(file.Full)));
    }

    // Not [CallerFilePath]: a deterministic build replaces the real path by one that is the same on every machine.
    private static string Find(DirectoryInfo directory) =>
        File.Exists(Path.Combine(directory.FullName, "BackSpasmSite.sln")) ? directory.FullName
        : Find(directory.Parent ?? throw new InvalidOperationException("The tests do not run from a checkout."));
}
