using BackSpasmSite.Content.Files;
using BackSpasmSite.Content.Text;

namespace BackSpasmSite.Cli;

/// <summary><c>check --watch</c>: checks again whenever the content changes, until it is stopped.</summary>
internal static class WatchRun
{
    /// <summary>Events within this time count as one, because a save causes several.</summary>
    private static readonly TimeSpan Together = TimeSpan.FromMilliseconds(50);

    /// <returns>The exit code of the last check.</returns>
    public static async Task<int> RunAsync(ContentFolder folder, CheckRun run, CommandContext commandContext, CancellationToken stopping)
    {
        using var events = new FolderEvents(_ => { });
        var schedule = new ListingSchedule(folder);
        // Before the first listing, so that no save in between gets lost.
        events.Watch(folder.Root);
        // Without content there is nothing to watch.
        var seen = schedule.List();
        ContentListing? last = seen;
        var code = Print(seen, run, commandContext);
        string? trouble = null;
        while (true)
        {
            try
            {
                events.Watch(folder.Root);
                if (await events.WaitAsync(ListingSchedule.PollInterval, stopping)) await Task.Delay(Together, stopping);
                var (changed, before) = (events.Take(), last);
                // If this fails, the names of the changed files are lost, so the next turn lists all files.
                last = null;
                last = before is null || changed is null || schedule.IsDue(events, changed.Count > 0) ? schedule.List() : ContentFolder.Update(before, changed) ?? schedule.List();
                trouble = null;
                // A listing does not show everything that makes a file readable, such as its owner.
                var mayBeReadable = run.HasUnreadFiles && changed is not { Count: 0 };
                if (last.Shows(seen) && !mayBeReadable) continue;
                var problems = run.Problems;
                code = Print(seen = last, run, commandContext);
                var gone = problems.Except(run.Problems).Count();
                if (gone > 0) await commandContext.Error.WriteLineAsync($"Gone since the last save: {gone}.");
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return code;
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                // The folder may come back, as when it is switched.
                if (trouble != failure.Message) await commandContext.Error.WriteLineAsync(LineText.InOneLine(trouble = failure.Message));
            }
        }
    }

    private static int Print(ContentListing listing, CheckRun run, CommandContext commandContext)
    {
        if (commandContext is { ShowsOutput: true, Output: TerminalWriter terminal }) terminal.ClearScreen();
        var code = run.Print(listing);
        commandContext.Output.Flush();
        commandContext.Error.WriteLine($"Checked at {TimeZoneInfo.ConvertTime(commandContext.Time.GetUtcNow(), commandContext.Time.LocalTimeZone):HH:mm:ss}. Waiting for changes; Ctrl+C ends it.");
        return code;
    }
}
