using System.CommandLine;
using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.Files;
using BackSpasmSite.Data;
using BackSpasmSite.Options;
using BackSpasmSite.Reports;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Cli;

/// <summary><c>backup FILE</c>: a consistent copy of the database, also while the site runs; in a zip, together with the content.</summary>
internal static class BackupCommand
{
    public static Command Verb(string[] settings, CommandContext commandContext)
    {
        var file = new Argument<string>("FILE") { Description = "The file to write. It must not be there yet. With a name that ends in .zip, the content folder is in it too." };
        var verb = new Command("backup", "Copies the database, or database and content together, into one file, also while the site runs, and prints its path. It holds readers' words: keep it as safe as the database.") { file };
        // SQLite blocks; on a thread of its own it leaves this one free to hear that it should stop.
        verb.SetAction((parsed, cancellation) => Task.Run(() => RunAsync(parsed.GetRequiredValue(file), settings, commandContext, cancellation), cancellation));
        return verb;
    }

    /// <summary>A sentence: the system's own words may lack the full stop.</summary>
    private static string Cause(Exception failure) => failure.Message.ReplaceLineEndings(" ").Trim() is var words && words.EndsWith('.') ? words : $"{words}.";

    private static async Task<int> RunAsync(string given, string[] settings, CommandContext commandContext, CancellationToken cancellation)
    {
        var database = VerbSettings.Read<DatabaseOptions>(settings);
        ExistingDatabase.ThrowOnNone(database.File);
        if (given.Length == 0) return commandContext.Fail("The file has no name. Name one, such as backup.db");
        var file = Path.GetFullPath(given, commandContext.Directory);
        if (BackupPlace.Validate(file, database.File) is { } reason) return commandContext.Fail(reason);

        ContentFolder? content = null;
        if (file.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
        {
            try
            {
                content = new ContentFolder(VerbSettings.Read<SiteOptions>(settings).ContentPath);
            }
            catch (OptionsValidationException missing) when (missing.Failures.All(failure => failure.StartsWith("Site:ContentPath:", StringComparison.Ordinal)))
            {
                // The setting may be right, and the disk with the content not there today: a backup that failed.
                return commandContext.Fail(string.Join(' ', missing.Failures));
            }

            if (SiteBackup.Validate(content, file) is { } why) return commandContext.Fail(why);
        }

        FeedbackCount count;
        var contains = "";
        try
        {
            if (content is null)
            {
                count = await DatabaseBackup.WriteAsync(database, file, CountAsync, cancellation);
            }
            else
            {
                var written = await SiteBackup.WriteAsync(database, content, file, CountAsync, cancellation);
                count = written.Answer;
                contains = $" Files of the content: {written.Files}.";
                foreach (var path in written.LeftOut) commandContext.Error.WriteLine($"warning: {path}, and is left out.");
            }
        }
        catch (InvalidDataException damaged)
        {
            return commandContext.Fail(damaged.Message);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return commandContext.Fail($"{file} was not written: {Cause(failure)} Mend that, or choose another place.");
        }

        commandContext.Output.WriteLine(DisplayPath.Of(file, commandContext.Directory));
        commandContext.Error.WriteLine($"Reports: {count.Reports}. Votes: {count.Votes}.{contains}");
        return ExitCode.Done;

        Task<FeedbackCount> CountAsync(SiteDbContext copy) => FeedbackCount.OfAsync(copy, cancellation);
    }
}
