using System.CommandLine;
using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Data;
using BackSpasmSite.Options;
using BackSpasmSite.Reports;

namespace BackSpasmSite.Cli;

/// <summary><c>backup FILE</c>: a consistent copy of the database, also while the site runs.</summary>
internal static class BackupCommand
{
    public static Command Verb(string[] settings, Caller caller)
    {
        var file = new Argument<string>("FILE") { Description = "The file to write. It must not be there yet." };
        var verb = new Command("backup", "Copies the database into one file, also while the site runs, and prints its path. It holds readers' words: keep it as safe as the database.") { file };
        // SQLite blocks; on a thread of its own it leaves this one free to hear that it should stop.
        verb.SetAction((parsed, cancellation) => Task.Run(() => RunAsync(parsed.GetRequiredValue(file), settings, caller, cancellation), cancellation));
        return verb;
    }

    private static async Task<int> RunAsync(string given, string[] settings, Caller caller, CancellationToken cancellation)
    {
        var database = VerbSettings.Read<DatabaseOptions>(settings);
        ExistingDatabase.ThrowOnNone(database.File);
        if (given.Length == 0) return caller.Refuse("The file has no name. Name one, such as backup.db");
        var file = Path.GetFullPath(given, caller.Directory);
        if (BackupPlace.Refuse(file, database.File) is { } reason) return caller.Refuse(reason);

        FeedbackCount count;
        try
        {
            count = await DatabaseBackup.WriteAsync(database, file, copy => FeedbackCount.OfAsync(copy, cancellation), cancellation);
        }
        catch (InvalidDataException damaged)
        {
            return caller.Refuse(damaged.Message);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return caller.Refuse($"{file} was not written: {DatabaseUnavailableException.Reason(failure)} Mend that, or choose another place.");
        }

        caller.Output.WriteLine(ShownPath.Of(file, caller.Directory));
        caller.Error.WriteLine(FormattableString.Invariant($"Reports: {count.Reports}. Votes: {count.Votes}."));
        return ExitCode.Done;
    }
}
