using System.Net;
using BackSpasmSite.Hosting;
using BackSpasmSite.Options;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Http;

/// <summary>Registers what brings answers to readers.</summary>
internal static class HttpServices
{
    public static IServiceCollection AddHttp(this IServiceCollection services)
    {
        services.AddSingleton<RouteCatalog>().AddSingleton<VerifiedImages>();
        services.AddHealthChecks().AddCheck<ContentHealthCheck>("reading", tags: [HealthEndpoints.Reading]).AddCheck<BackgroundWorkHealthCheck>("work in the background", tags: [HealthEndpoints.Reading]);
        services.Configure<KestrelServerOptions>(Limit);
        // Read as it stands: asking for the options here would report the first wrong setting alone, before the others are checked.
        services.AddOptions<HostOptions>().Configure<IConfiguration>((host, settings) => host.ShutdownTimeout =
            ShutdownTimeout(int.TryParse(settings["Site:ShutdownSeconds"], out var seconds) ? seconds : new SiteOptions().ShutdownSeconds));
        services.AddOptions<ForwardedHeadersOptions>().PostConfigure<IOptions<SiteOptions>>(Trust);
        return services;
    }

    /// <summary>
    /// Readers of a site whose address is https came by HTTPS, also where the proxy that spoke it for us is not known: cookies
    /// are <c>Secure</c> then, and browsers are told to come by HTTPS only. Not in Development, where somebody may try the
    /// settings of production at a plain address.
    /// </summary>
    public static void UseSchemeOfBaseUrl(this WebApplication app)
    {
        if (app.Environment.IsDevelopment() || !app.Services.GetRequiredService<IOptions<SiteOptions>>().Value.IsHttps) return;
        app.Use((context, next) =>
        {
            context.Request.Scheme = Uri.UriSchemeHttps;
            return next(context);
        });
    }

    /// <summary>When running requests are broken off, a second or two before the end: closing the database and the log take their time too.</summary>
    private static TimeSpan ShutdownTimeout(int seconds) => TimeSpan.FromSeconds(Math.Max(seconds - 2, 0.5));

    private static void Limit(KestrelServerOptions kestrel)
    {
        // Nobody's business, and a help only to who looks for a version with a hole.
        kestrel.AddServerHeader = false;
        // The largest thing a reader may ever send is a report of 64 KB.
        kestrel.Limits.MaxRequestBodySize = 64 * 1024;
        // Only the desk has cookies, and they are small, so a browser's headers stay far below this.
        kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
        kestrel.Limits.MaxRequestHeaderCount = 64;
        // Without this, accepting takes the last descriptors away from the work on what was accepted before.
        kestrel.Limits.MaxConcurrentConnections = FileDescriptorLimit.Connections;
        // A slow phone needs two seconds for its headers; who needs more than fifteen is holding the connection.
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        // Longer than the minute after which proxies commonly let go: whoever closes first must not be us.
        kestrel.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(130);
        // The slowest mobile networks carry ten times as much; slower than this is somebody tying us up.
        kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));
        kestrel.Limits.MinResponseDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));
    }

    /// <summary>
    /// Takes a proxy's word for who asks and whether by HTTPS, never for the host. Set after everything else, because
    /// the framework trusts loopback by default, and everybody when its lists are empty.
    /// </summary>
    private static void Trust(ForwardedHeadersOptions forwarded, IOptions<SiteOptions> site)
    {
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        // A chain of proxies is followed back to the first one that is not trusted.
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
