using System.CommandLine;
using System.Text;
using BackSpasmSite.Data;
using BackSpasmSite.Options;
using BackSpasmSite.Reports;

namespace BackSpasmSite.Cli;

/// <summary><c>feedback list</c> and <c>feedback export [--format csv|json] [--since DATE]</c>: what readers sent.</summary>
internal static class FeedbackCommand
{
    public static Command Verb(string[] settings, CommandContext commandContext)
    {
        var list = new Command("list", "Prints reports, the newest first, and counts the votes on each article.");
        list.SetAction((_, cancellation) => ListAsync(settings, commandContext, cancellation));

        var format = new Option<string>("--format") { Description = "What is written.", DefaultValueFactory = _ => "csv" };
        format.AcceptOnlyFromAmong("csv", "json");
        var since = DayOption.Named("--since", "Only what was received on this day (UTC) or later, such as 2026-11-24. The default is everything.");
        var export = new Command("export",
            "Writes every report and vote to standard output, the oldest first. Left out are receipts (a receipt is its reader's key) and the field for an e-mail address; an address in a message stays. JSON has the words exactly as typed; CSV puts ' before what a spreadsheet would take for a formula.")
        {
            format,
            since,
        };
        export.SetAction((parsed, cancellation) => ExportAsync(parsed.GetRequiredValue(format), parsed.GetValue(since), settings, commandContext, cancellation));
        return new Command("feedback", "Shows and exports what readers sent, also while the site runs.") { list, export };
    }

    private static Task<int> ListAsync(string[] settings, CommandContext commandContext, CancellationToken cancellation) =>
        ExistingDatabase.ReadAsync(VerbSettings.Read<DatabaseOptions>(settings), async open =>
        {
            await ReportList.PrintAsync(open, commandContext.Output, cancellation);
            return ExitCode.Done;
        }, cancellation);

    private static Task<int> ExportAsync(string format, DateOnly? since, string[] settings, CommandContext commandContext, CancellationToken cancellation) =>
        ExistingDatabase.ReadAsync(VerbSettings.Read<DatabaseOptions>(settings), async open =>
        {
            var rows = ReportExport.Rows(open, since, cancellation);
            using var shown = commandContext.ShowsData ? new MemoryStream() : null;
            var data = shown ?? commandContext.Data;
            try
            {
                await (format == "json" ? JsonExport.WriteAsync(rows, data, cancellation) : CsvExport.WriteAsync(rows, data, cancellation));
            }
            catch (IOException failure)
            {
                throw new IOException($"Standard output did not take everything, so what it has is not whole: {failure.Message}. Make room, and export again.", failure);
            }

            if (shown is not null) await commandContext.Output.WriteAsync(Encoding.UTF8.GetString(shown.ToArray()));
            return ExitCode.Done;
        }, cancellation);
}
