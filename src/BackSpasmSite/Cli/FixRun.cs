using BackSpasmSite.Content.Editing;
using BackSpasmSite.Content.Files;

namespace BackSpasmSite.Cli;

/// <summary><c>check --fix</c>: shows every change first, then writes each file as a whole or not at all.</summary>
internal static class FixRun
{
    public static void Run(ContentFolder folder, CheckRun run, bool isDryRun, CommandContext commandContext)
    {
        var listing = folder.List();
        var edition = run.Build(listing);
        // Results in another format are for a program, so the changes go where people look.
        var output = run.Format == "text" ? commandContext.Output : commandContext.Error;
        var changes = new List<(string Shown, ArticleFile File, string Text)>();
        foreach (var path in SafeFixes.Paths(listing))
        {
            if (Open(Path.Combine(folder.Path, path)) is not { } file) continue;
            var (before, after) = (file.Text, SafeFixes.Of(path, file.Text, edition));
            if (before == after) continue;
            var shown = run.Shown(path);
            DiffText.Print(before, after, shown, output);
            changes.Add((shown, file, after));
        }

        if (changes.Count == 0) commandContext.Error.WriteLine("There is nothing that is safe to fix.");
        if (isDryRun) return;
        foreach (var (shown, file, text) in changes)
        {
            try
            {
                commandContext.Error.WriteLine(file.TryReplace(text) ? $"{shown}: changed." : $"Somebody else has just saved {shown}. It was not changed; try again.");
            }
            catch (Exception failure) when (WriteFailure.Is(failure))
            {
                commandContext.Error.WriteLine(CommandContext.NotWritten(shown, failure));
            }
        }
    }

    /// <summary>A file that can't be read, or is not UTF-8, is reported by the check.</summary>
    private static ArticleFile? Open(string path)
    {
        try
        {
            return ArticleFile.Read(path) is { IsText: true } file ? file : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
