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
        var lines = LineDiff.Of(before, after);
        for (var i = 0; i < lines.Count; i++)
        {
            // As in other diffs, the number is that of the line below it, and nothing stands for the rest of the file.
            if (lines[i] is not { Kind: DiffKind.Skipped }) output.WriteLine($"{Sign(lines[i].Kind)}{lines[i].Text}");
            else if (i + 1 < lines.Count) output.WriteLine($"@@ {lines[i + 1].Number} @@");
        }
    }

    private static char Sign(DiffKind kind) => kind switch
    {
        DiffKind.Gone => '-',
        DiffKind.New => '+',
        _ => ' ',
    };
}
