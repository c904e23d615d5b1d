using System.Data.Common;
using BackSpasmSite.Accounts;
using BackSpasmSite.Data;
using BackSpasmSite.Options;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Cli;

/// <summary>The accounts for a command, also while the site runs.</summary>
internal static class OpenAccounts
{
    /// <param name="settings">Those that were typed.</param>
    /// <param name="commandContext">Who gave the command.</param>
    /// <param name="isFirst">Whether the command may be the first one of a new site, which makes the database or brings it up to date.</param>
    /// <param name="use">What is done with the accounts.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="DatabaseUnavailableException">The database cannot be used.</exception>
    public static async Task<int> UseAsync(string[] settings, CommandContext commandContext, bool isFirst, Func<EditorAccounts, Task<int>> use, CancellationToken cancellation)
    {
        await using var services = VerbSettings.Services(settings)
            .AddSingleton(commandContext.Time)
            .AddLogging()
            .AddDatabase()
            .AddAccounts()
            .BuildServiceProvider();
        var database = services.GetRequiredService<IOptions<DatabaseOptions>>().Value;
        if (!isFirst) ExistingDatabase.ThrowOnNone(database.File);
        try
        {
            await using var scope = services.CreateAsyncScope();
            if (isFirst) await ActivatorUtilities.CreateInstance<DatabaseOpener>(services).OpenAsync(cancellation);
            await ExistingDatabase.ThrowOnOtherVersionAsync(scope.ServiceProvider.GetRequiredService<SqliteDbContext>(), database.File, cancellation);
            services.GetRequiredService<DatabaseState>().Opened();
            return await use(scope.ServiceProvider.GetRequiredService<EditorAccounts>());
        }
        catch (Exception failure) when (failure is DbException or DbUpdateException { InnerException: DbException })
        {
            throw new DatabaseUnavailableException($"The database {database.File} cannot be used: {DatabaseUnavailableException.Reason(failure)}");
        }
        finally
        {
            // With the last connection SQLite folds its log into the one file.
            using var connection = new SqliteConnection(database.ConnectionString);
            SqliteConnection.ClearPool(connection);
        }
    }
}
