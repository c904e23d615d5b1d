using System.Net;
using BackSpasmSite.Options;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Lookup;

/// <summary>Registers looking papers up.</summary>
internal static class LookupServices
{
    /// <param name="contact">The contact in <c>site.yaml</c>, asked for at each request.</param>
    public static IServiceCollection AddLookup(this IServiceCollection services, Func<IServiceProvider, string?> contact) => services
        .AddSingleton(provider => new PoliteClient(
            new HttpClient(Handler()) { Timeout = Timeout.InfiniteTimeSpan },
            provider.GetRequiredService<IOptions<LookupOptions>>(),
            provider.GetRequiredService<IOptions<SiteOptions>>(),
            provider.GetRequiredService<TimeProvider>(),
            () => contact(provider)))
        .AddSingleton<RecordCache>()
        .AddSingleton<PaperLookup>();

    private static SocketsHttpHandler Handler() => new()
    {
        AutomaticDecompression = DecompressionMethods.All,
        MaxAutomaticRedirections = 8,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        // A name may move to another address while the site runs.
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        UseCookies = false,
    };
}
