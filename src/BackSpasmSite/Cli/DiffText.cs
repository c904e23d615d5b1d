using BackSpasmSite.Content.Editing;

namespace BackSpasmSite.Cli;

/// <summary>Prints what would change in a file.</summary>
internal static class DiffText
{
    /// <param name="shown">The file's path as the caller would type it.</param>
    public static void Print(string before, string after, string shown, TextWriter output)
    {
        output.WriteLine($"--- {shown}");
        output.WriteLine($"+++ {shown}");
        foreach (var line in LineDiff.Of(before, after))
        {
            output.WriteLine(line.Kind switch
            {
                DiffKind.Gone => $"-{line.Text}",
                DiffKind.New => $"+{line.Text}",
                DiffKind.Skipped => $"@@ {line.Number} @@",
                _ => $" {line.Text}",
            });
        }
    }
}
