using System.Net;
using BackSpasmSite.Hosting;
using BackSpasmSite.Options;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Http;

internal static class HttpServices
{
    /// <param name="isMeasured">Whether the settings turn metrics on; Kestrel then has to see every request.</param>
    public static IServiceCollection AddHttp(this IServiceCollection services, Predicate<IConfiguration> isMeasured)
    {
        services.AddSingleton<CanonicalAddresses>().AddSingleton<VerifiedImages>()
            .AddSingleton<PageStore>().AddSupervised<PageCompressor>().AddSupervised<PageReadsLog>();
        services.AddSingleton<StoredPageConnectionMiddleware>();
        services.AddHealthChecks().AddCheck<ContentHealthCheck>("reading", tags: [HealthEndpoints.Reading]).AddCheck<BackgroundWorkHealthCheck>("work in the background", tags: [HealthEndpoints.Reading]);
        services.Configure<KestrelServerOptions>(Limit);
        // Asked for when the site begins to listen, because its options have been validated by then.
        services.Configure<KestrelServerOptions>(kestrel => kestrel.ConfigureEndpointDefaults(endpoint =>
        {
            if (!isMeasured(kestrel.ApplicationServices.GetRequiredService<IConfiguration>())) kestrel.ApplicationServices.GetRequiredService<StoredPageConnectionMiddleware>().AddTo(endpoint);
        }));
        services.Configure<SocketTransportOptions>(AnswerInOneTurn);
        // Read directly: resolving the options here would report the first wrong setting alone, before the others are validated.
        services.AddOptions<HostOptions>().Configure<IConfiguration>((host, settings) => host.ShutdownTimeout =
            ShutdownTimeout(int.TryParse(settings["Site:ShutdownSeconds"], out var seconds) ? seconds : new SiteOptions().ShutdownSeconds));
        services.AddOptions<ForwardedHeadersOptions>().PostConfigure<IOptions<SiteOptions>>(Trust);
        return services;
    }

    /// <summary>
    /// If the site's address is https, requests count as HTTPS even if the proxy that terminates it is not trusted: cookies are
    /// <c>Secure</c> and HSTS is sent. Not in Development, where production settings may be tried over plain HTTP.
    /// </summary>
    public static void UseSchemeOfBaseUrl(this WebApplication app)
    {
        if (!IsAlwaysHttps(app.Environment, app.Services.GetRequiredService<IOptions<SiteOptions>>().Value)) return;
        app.Use((context, next) =>
        {
            context.Request.Scheme = Uri.UriSchemeHttps;
            return next(context);
        });
    }

    public static bool IsAlwaysHttps(IHostEnvironment environment, SiteOptions site) => !environment.IsDevelopment() && site.IsHttps;

    /// <summary>Running requests are aborted two seconds before the end, because closing the database and the log takes time too.</summary>
    private static TimeSpan ShutdownTimeout(int seconds) => TimeSpan.FromSeconds(Math.Max(seconds - 2, 0.5));

    /// <summary>Reads, answers and sends in one turn instead of three: on the thread that listens (<see cref="InlineSockets"/>), otherwise on one of the pool.</summary>
    private static void AnswerInOneTurn(SocketTransportOptions sockets)
    {
        sockets.UnsafePreferInlineScheduling = true;
        // Saves a system call for each request, and costs 4 KB for each idle connection.
        sockets.WaitForDataBeforeAllocatingBuffer = false;
    }

    private static void Limit(KestrelServerOptions kestrel)
    {
        // Do not advertise the server.
        kestrel.AddServerHeader = false;
        // The largest thing a reader may send is a report of 64 KB.
        kestrel.Limits.MaxRequestBodySize = 64 * 1024;
        // Only the desk has cookies, and they are small; a browser's headers stay far below this.
        kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
        kestrel.Limits.MaxRequestHeaderCount = 64;
        // Otherwise accepting new connections uses up the descriptors that open requests need.
        kestrel.Limits.MaxConcurrentConnections = FileDescriptorLimit.Connections;
        // A slow phone needs two seconds for its headers.
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        // Longer than the minute after which proxies commonly close idle connections, so that the proxy closes first.
        kestrel.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(130);
        // The slowest mobile networks are ten times as fast.
        kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));
        kestrel.Limits.MinResponseDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));
    }

    /// <summary>
    /// Proxies are trusted for the client's address and scheme, never for the host. Applied last: the framework trusts loopback by default,
    /// and everyone when its lists are empty.
    /// </summary>
    private static void Trust(ForwardedHeadersOptions forwarded, IOptions<SiteOptions> site)
    {
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        // Follows a chain of proxies back to the first one that is not trusted.
        forwarded.ForwardLimit = null;
        forwarded.ForwardedHeaders = site.Value.TrustedProxies.Count == 0
            ? ForwardedHeaders.None
            : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        foreach (var proxy in site.Value.TrustedProxies)
        {
            if (IPAddress.TryParse(proxy, out var address)) forwarded.KnownProxies.Add(address);
            else forwarded.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(proxy));
        }
    }
}
