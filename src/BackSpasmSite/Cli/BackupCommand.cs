using System.CommandLine;
using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.Files;
using BackSpasmSite.Data;
using BackSpasmSite.Options;
using BackSpasmSite.Reports;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Cli;

/// <summary><c>backup FILE</c>: a consistent copy of the database, even while the site runs; in a zip, together with the content.</summary>
internal static class BackupCommand
{
    public static Command Verb(string[] settings, CommandContext commandContext)
    {
        var file = new Argument<string>("FILE") { Description = "The file to write, which must not exist yet. If its name ends in .zip, it includes the content folder." };
        var verb = new Command("backup", "Copies the database, or the database and the content together, into one file, even while the site runs, and prints its path. The file contains what readers wrote: keep it as safe as the database.") { file };
        // SQLite blocks, so it gets a thread of its own, and this one stays free to cancel it.
        verb.SetAction((parsed, cancellation) => Task.Run(() => RunAsync(parsed.GetRequiredValue(file), settings, commandContext, cancellation), cancellation));
        return verb;
    }

    /// <summary>The message as a sentence: the system's messages may lack the full stop.</summary>
    private static string Cause(Exception failure) => $"{failure.Message.ReplaceLineEndings(" ").Trim().TrimEnd('.')}.";

    private static async Task<int> RunAsync(string given, string[] settings, CommandContext commandContext, CancellationToken cancellation)
    {
        var database = VerbSettings.Read<DatabaseOptions>(settings);
        ExistingDatabase.ThrowOnNone(database);
        if (database.IsPostgreSql)
            return commandContext.Fail("The database is PostgreSQL, which has better tools for this: back it up with pg_dump, and the content folder with any copy of its files. Nothing was written.");
        if (given.Length == 0) return commandContext.Fail("The name of the file is empty. Choose one, such as backup.db");
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
                // The setting may be right and the disk not mounted today, which makes this a failed backup and not a bad setting.
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
                foreach (var path in written.LeftOut) commandContext.Error.WriteLine($"warning: {path} and was left out.");
            }
        }
        catch (InvalidDataException damaged)
        {
            return commandContext.Fail(damaged.Message);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return commandContext.Fail($"{file} was not written: {Cause(failure)} Fix that, or choose another place.");
        }

        commandContext.Output.WriteLine(DisplayPath.Of(file, commandContext.Directory));
        commandContext.Error.WriteLine($"Reports: {count.Reports}. Votes: {count.Votes}.{contains}");
        return ExitCode.Done;

        Task<FeedbackCount> CountAsync(SiteDbContext copy) => FeedbackCount.OfAsync(copy, cancellation);
    }
}
