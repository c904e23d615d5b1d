using BackSpasmSite.Tests;

namespace BackSpasmSite.Benchmarks;

/// <summary>A content folder with many articles: the shipped content, and many copies of its longest article.</summary>
internal static class Folder
{
    public const int Articles = 100;

    private const string Longest = "back-spasm-during-running.md";

    /// <param name="number">From 1 to <see cref="Articles"/>.</param>
    public static string Slug(int number) => FormattableString.Invariant($"article-{number}");

    /// <summary>Writes it below a folder and returns its path.</summary>
    /// <param name="below">An existing folder.</param>
    /// <param name="reviewer">The key of somebody who may sign reviews.</param>
    public static string Write(string below, string reviewer)
    {
        var shipped = Path.Combine(Repository.Root, "content");
        var path = Path.Combine(below, "content");
        foreach (var file in Directory.EnumerateFiles(shipped, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(path, Path.GetRelativePath(shipped, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        File.AppendAllText(Path.Combine(path, "people.yaml"), $"\n{reviewer}: {{ name: \"A reviewer\", role: [reviews] }}\n");
        var text = File.ReadAllText(Path.Combine(shipped, "articles", Longest));
        for (var number = 1; number <= Articles; number++)
            File.WriteAllText(Path.Combine(path, "articles", $"{Slug(number)}.md"), text.Replace("Back spasm during running:", FormattableString.Invariant($"Back spasm {number}:"), StringComparison.Ordinal));
        return path;
    }
}
