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
        var list = new Command("list", "Prints reports, newest first, and counts the votes on each article.");
        list.SetAction((_, cancellation) => ListAsync(settings, commandContext, cancellation));

        var format = new Option<string>("--format") { Description = "The format of the export.", DefaultValueFactory = _ => "csv" };
        format.AcceptOnlyFromAmong("csv", "json");
        var since = DayOption.Named("--since", "Only what was received on this day (UTC) or later, such as 2026-11-24. The default is everything.");
        var export = new Command("export",
            "Writes every report and vote to standard output, oldest first. Leaves out receipts, which are readers' keys to their reports, and the e-mail field; an address inside a message stays. JSON has the text exactly as typed; CSV puts ' before anything that a spreadsheet would treat as a formula.")
        {
            format,
            since,
        };
        export.SetAction((parsed, cancellation) => ExportAsync(parsed.GetRequiredValue(format), parsed.GetValue(since), settings, commandContext, cancellation));
        return new Command("feedback", "Shows and exports what readers sent, even while the site runs.") { list, export };
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
                throw new IOException($"The export is incomplete, because standard output could not be written: {failure.Message}. Make room, and export again.", failure);
            }

            if (shown is not null) await commandContext.Output.WriteAsync(Encoding.UTF8.GetString(shown.ToArray()));
            return ExitCode.Done;
        }, cancellation);
}
