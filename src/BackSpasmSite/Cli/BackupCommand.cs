using System.CommandLine;
using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Data;
using BackSpasmSite.Options;
using BackSpasmSite.Reports;

namespace BackSpasmSite.Cli;

/// <summary><c>backup FILE</c>: a consistent copy of the database, also while the site runs.</summary>
internal static class BackupCommand
{
    public static Command Verb(string[] settings, CommandContext commandContext)
    {
        var file = new Argument<string>("FILE") { Description = "The file to write. It must not be there yet." };
        var verb = new Command("backup", "Copies the database into one file, also while the site runs, and prints its path. It holds readers' words: keep it as safe as the database.") { file };
        // SQLite blocks; on a thread of its own it leaves this one free to hear that it should stop.
        verb.SetAction((parsed, cancellation) => Task.Run(() => RunAsync(parsed.GetRequiredValue(file), settings, commandContext, cancellation), cancellation));
        return verb;
    }

    private static async Task<int> RunAsync(string given, string[] settings, CommandContext commandContext, CancellationToken cancellation)
    {
        var database = VerbSettings.Read<DatabaseOptions>(settings);
        ExistingDatabase.ThrowOnNone(database.File);
        if (given.Length == 0) return commandContext.Fail("The file has no name. Name one, such as backup.db");
        var file = Path.GetFullPath(given, commandContext.Directory);
        if (BackupPlace.Validate(file, database.File) is { } reason) return commandContext.Fail(reason);

        FeedbackCount count;
        try
        {
            count = await DatabaseBackup.WriteAsync(database, file, copy => FeedbackCount.OfAsync(copy, cancellation), cancellation);
        }
        catch (InvalidDataException damaged)
        {
            return commandContext.Fail(damaged.Message);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return commandContext.Fail($"{file} was not written: {DatabaseUnavailableException.Reason(failure)} Mend that, or choose another place.");
        }

        commandContext.Output.WriteLine(DisplayPath.Of(file, commandContext.Directory));
        commandContext.Error.WriteLine(FormattableString.Invariant($"Reports: {count.Reports}. Votes: {count.Votes}."));
        return ExitCode.Done;
    }
}
