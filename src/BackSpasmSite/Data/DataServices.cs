using BackSpasmSite.Data.PostgreSql;
using BackSpasmSite.Hosting;
using BackSpasmSite.Options;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Data;

internal static class DataServices
{
    /// <summary>By default SQLite's provider retries a command on a locked database for 30 s, which is too long for a reader to wait.</summary>
    private const int CommandSeconds = 3;

    public static IServiceCollection AddDatabase(this IServiceCollection services)
    {
        services.AddDbContextFactory<SqliteDbContext>((provider, context) => context
            .UseSqlite(provider.GetRequiredService<IOptions<DatabaseOptions>>().Value.ConnectionString, sqlite => sqlite
                .CommandTimeout(CommandSeconds)
                // Passes a list as one JSON value, because SQLite takes no more than 32,766 parameters.
                .UseParameterizedCollectionMode(ParameterTranslationMode.Parameter))
            .AddInterceptors(new SqliteConnectionSettings()));
        services.AddSingleton<PooledConnections>().AddDbContextFactory<PostgreSqlDbContext>((provider, context) => context
            .UseNpgsql(provider.GetRequiredService<IOptions<DatabaseOptions>>().Value.ConnectionString, server => server.CommandTimeout(CommandSeconds))
            .AddInterceptors(new PostgreSqlText(), provider.GetRequiredService<PooledConnections>()));
        services.AddSingleton<DatabaseProvider>(provider => provider.GetRequiredService<IOptions<DatabaseOptions>>().Value.IsPostgreSql
            ? ActivatorUtilities.CreateInstance<PostgreSqlProvider>(provider, Later<IDbContextFactory<PostgreSqlDbContext>>(provider))
            : ActivatorUtilities.CreateInstance<SqliteProvider>(provider, Later<IDbContextFactory<SqliteDbContext>>(provider)));
        // For libraries with their own tables and code, such as Identity; ours goes through SerializedDatabase.
        services.AddScoped<SiteDbContext>(provider => provider.GetRequiredService<DatabaseProvider>().CreateContext());
        return services.AddSingleton<DatabaseState>().AddSingleton<SerializedDatabase>().AddSingleton<FirstLook>().AddSingleton<ClockWatch>().AddSingleton<DaysSeen>();
    }

    /// <summary>The first page need not wait until EF Core is loaded.</summary>
    private static Lazy<T> Later<T>(IServiceProvider provider)
        where T : notnull => new(provider.GetRequiredService<T>);

    public static IServiceCollection AddData(this IServiceCollection services)
    {
        services.AddDatabase()
            .AddSingleton<PeriodicWork>()
            .AddSingleton<DatabaseOpener>(provider => provider.GetRequiredService<DatabaseProvider>() is SqliteProvider
                ? ActivatorUtilities.CreateInstance<SqliteOpener>(provider)
                : ActivatorUtilities.CreateInstance<DatabaseOpener>(provider))
            .AddSupervised<DatabaseOpener>()
            .AddSupervised<ClockWatch>();
        services.AddHealthChecks().AddCheck<ReportsHealthCheck>("reports", tags: ["reports"]);
        return services;
    }
}
