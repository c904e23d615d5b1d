using System.Data.Common;
using BackSpasmSite.Accounts;
using BackSpasmSite.Data;
using BackSpasmSite.Options;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Cli;

/// <summary>Opens the accounts for a command, even while the site runs.</summary>
internal static class OpenAccounts
{
    /// <param name="isFirst">Whether to create or migrate the database if necessary, because the command may come before the site's first start.</param>
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
        if (!isFirst) ExistingDatabase.ThrowOnNone(database);
        try
        {
            await using var scope = services.CreateAsyncScope();
            if (isFirst) await services.GetRequiredService<DatabaseProvider>().OpenAsync(cancellation);
            await ExistingDatabase.ThrowOnOtherVersionAsync(scope.ServiceProvider.GetRequiredService<SiteDbContext>(), database.Name, cancellation);
            services.GetRequiredService<DatabaseState>().Opened();
            return await use(scope.ServiceProvider.GetRequiredService<EditorAccounts>());
        }
        catch (Exception failure) when (failure is DbException or DbUpdateException { InnerException: DbException } or InvalidOperationException { InnerException: DbException })
        {
            throw new DatabaseUnavailableException($"The database {database.Name} cannot be used: {DatabaseUnavailableException.Reason(failure)}");
        }
        finally
        {
            services.GetRequiredService<DatabaseProvider>().LetGo();
        }
    }
}
