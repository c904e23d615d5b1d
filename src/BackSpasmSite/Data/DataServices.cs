using BackSpasmSite.Hosting;
using BackSpasmSite.Options;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Data;

/// <summary>Registers this room.</summary>
internal static class DataServices
{
    /// <summary>The design's limit: by default the provider repeats a command on a locked database for 30 s.</summary>
    private const int CommandSeconds = 3;

    /// <summary>The database, as the settings name it.</summary>
    public static IServiceCollection AddDatabase(this IServiceCollection services)
    {
        services.AddDbContextFactory<SqliteDbContext>((provider, context) => context
            .UseSqlite(provider.GetRequiredService<IOptions<DatabaseOptions>>().Value.ConnectionString, sqlite => sqlite
                .CommandTimeout(CommandSeconds)
                // A list in a query is one JSON value: SQLite takes no more than 32,766 parameters.
                .UseParameterizedCollectionMode(ParameterTranslationMode.Parameter))
            .AddInterceptors(new SqliteConnectionSettings()));
        // For libraries that bring tables and code of their own; ours go through the door.
        services.AddScoped<SiteDbContext>(provider => provider.GetRequiredService<SqliteDbContext>());
        return services.AddSingleton<DatabaseState>().AddSingleton<SerializedDatabase>().AddSingleton<ClockWatch>().AddSingleton<DaysSeen>();
    }

    /// <summary>Opens the database when the site starts, and says whether it answers.</summary>
    public static IServiceCollection AddData(this IServiceCollection services)
    {
        services.AddDatabase().AddSingleton<PeriodicWork>().AddSupervised<DatabaseOpener>().AddSupervised<ClockWatch>();
        services.AddHealthChecks().AddCheck<ReportsHealthCheck>("reports", tags: ["reports"]);
        return services;
    }
}
