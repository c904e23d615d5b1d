using System.CommandLine;
using BackSpasmSite.Data;
using BackSpasmSite.Options;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Cli;

/// <summary><c>database move --to CONNECTION</c>: from SQLite to PostgreSQL, or back.</summary>
internal static class DatabaseCommand
{
    public static Command Verb(string[] settings, CommandContext commandContext)
    {
        var to = new Option<string>("--to") { Description = "The connection string of an empty PostgreSQL database; or, from PostgreSQL, of a new SQLite file (Data Source=FILE).", Required = true, HelpName = "CONNECTION" };
        var move = new Command("move", "Copies the database of a stopped site into another one, and compares every table. The old database is left as it is.") { to };
        move.SetAction((parsed, cancellation) => Task.Run(() => MoveAsync(parsed.GetRequiredValue(to), settings, commandContext, cancellation), cancellation));
        return new Command("database", "Moves the database from SQLite to PostgreSQL, or back.") { move };
    }

    private static async Task<int> MoveAsync(string to, string[] settings, CommandContext commandContext, CancellationToken cancellation)
    {
        var source = VerbSettings.Read<DatabaseOptions>(settings);
        var target = new DatabaseOptions
        {
            Provider = source.IsPostgreSql ? DatabaseOptions.Sqlite : DatabaseOptions.PostgreSql,
            ConnectionString = DatabaseConnection.Complete(!source.IsPostgreSql, to, commandContext.Directory),
        };
        if (DatabaseConnection.Validate(target) is { } reason)
            throw new OptionsValidationException("--to", typeof(DatabaseOptions), [$"--to: {reason} The database to move from is {source.Provider}."]);
        try
        {
            if (!target.IsPostgreSql && BackupPlace.Validate(target.File, database: null) is { } wrong) return commandContext.Fail(wrong);
            var tables = await DatabaseMove.MoveAsync(source, target, cancellation);
            foreach (var (table, rows) in tables.OrderBy(table => table.Key, StringComparer.Ordinal)) commandContext.Output.WriteLine($"{table}: {rows}");
            commandContext.Error.WriteLine($"Moved {tables.Values.Sum()} rows from {source.Name} to {target.Name}; counts and checksums are equal. Now set Database:Provider to {target.Provider} and ConnectionStrings:Database, and start the site.");
            return ExitCode.Done;
        }
        catch (InvalidDataException refused)
        {
            return commandContext.Fail(refused.Message);
        }
        catch (IOException failure)
        {
            return commandContext.Fail($"{target.Name} was not written: {failure.Message}");
        }
    }
}
