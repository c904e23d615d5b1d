using System.Runtime.CompilerServices;

namespace BackSpasmSite.BrowserTests;

/// <summary>Files of the repository that tests look at.</summary>
internal static class Repository
{
    private static readonly string Root = Find();

    public static string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    private static string Find([CallerFilePath] string thisFile = "")
    {
        // Deterministic builds rewrite the path of a source file, so the way up from the test's assembly is the fallback.
        var start = File.Exists(thisFile) ? System.IO.Path.GetDirectoryName(thisFile) : AppContext.BaseDirectory;
        for (var folder = new DirectoryInfo(start!); folder is not null; folder = folder.Parent)
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "BackSpasmSite.sln")))
                return folder.FullName;
        throw new DirectoryNotFoundException("The tests should run inside the repository.");
    }
}
