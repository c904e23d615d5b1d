using BackSpasmSite.Hosting;
using BackSpasmSite.Options;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Data;

internal static class DataServices
{
    /// <summary>By default the provider retries a command on a locked database for 30 s, which is too long for a reader to wait.</summary>
    private const int CommandSeconds = 3;

    public static IServiceCollection AddDatabase(this IServiceCollection services)
    {
        services.AddDbContextFactory<SqliteDbContext>((provider, context) => context
            .UseSqlite(provider.GetRequiredService<IOptions<DatabaseOptions>>().Value.ConnectionString, sqlite => sqlite
                .CommandTimeout(CommandSeconds)
                // Passes a list as one JSON value, because SQLite takes no more than 32,766 parameters.
                .UseParameterizedCollectionMode(ParameterTranslationMode.Parameter))
            .AddInterceptors(new SqliteConnectionSettings()));
        // For libraries with their own tables and code, such as Identity; ours goes through SerializedDatabase.
        services.AddScoped<SiteDbContext>(provider => provider.GetRequiredService<SqliteDbContext>());
        return services.AddSingleton<DatabaseState>().AddSingleton<SerializedDatabase>().AddSingleton<ClockWatch>().AddSingleton<DaysSeen>();
    }

    public static IServiceCollection AddData(this IServiceCollection services)
    {
        services.AddDatabase().AddSingleton<PeriodicWork>().AddSupervised<DatabaseOpener>().AddSupervised<ClockWatch>();
        services.AddHealthChecks().AddCheck<ReportsHealthCheck>("reports", tags: ["reports"]);
        return services;
    }
}
