using System.Diagnostics;
using BackSpasmSite.Hosting;
using BackSpasmSite.Http;
using BackSpasmSite.Options;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace BackSpasmSite.Telemetry;

/// <summary>Metrics and traces for an operator who asks for them. Without an endpoint in the settings, not even the libraries are loaded.</summary>
internal static class TelemetryServices
{
    /// <summary>The runtime's own meter: memory, garbage collections, threads.</summary>
    private const string Runtime = "System.Runtime";

    public static bool IsOn(IConfiguration configuration) =>
        HasPrometheus(configuration) || OtlpSettings.SendsMetrics(configuration) || OtlpSettings.SendsTraces(configuration);

    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        if (IsOn(configuration)) Add(services, configuration);
        return services;
    }

    /// <summary>Comes before everything else, to measure a request as the server sees it.</summary>
    public static void UseTelemetry(this WebApplication app)
    {
        if (!IsOn(app.Configuration)) return;
        app.Services.GetRequiredService<SiteGauges>();
        app.Use(MeasureAsync);
    }

    // Read directly: resolving the options here would report the first wrong setting alone, before the others are validated.
    private static bool HasPrometheus(IConfiguration configuration) => configuration[$"{TelemetryOptions.Section}:{nameof(TelemetryOptions.PrometheusAddress)}"] is { Length: > 0 };

    private static void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<SiteGauges>().AddSupervised<DatabaseGauges>();
        var name = configuration["OTEL_SERVICE_NAME"] is { Length: > 0 } chosen ? chosen : Instruments.Name;
        var telemetry = services.AddOpenTelemetry().ConfigureResource(resource => resource.AddService(name, serviceVersion: ProgramVersion.Text));
        if (HasPrometheus(configuration) || OtlpSettings.SendsMetrics(configuration))
        {
            telemetry.WithMetrics(metrics =>
            {
                metrics.AddMeter(Instruments.Name, Runtime);
                if (OtlpSettings.SendsMetrics(configuration)) metrics.AddOtlpExporter();
                if (HasPrometheus(configuration)) metrics.AddPrometheusExporter();
            });
        }

        if (OtlpSettings.SendsTraces(configuration)) telemetry.WithTracing(traces => traces.AddSource(Instruments.Name).AddOtlpExporter());
        if (HasPrometheus(configuration)) services.AddHostedService<PrometheusServer>();
    }

    /// <remarks>
    /// OpenTelemetry's own instrumentation of ASP.NET Core is not used: its activities carry the address, and so the receipt, and the client's
    /// User-Agent; and they continue a trace that the client may have filled with anything.
    /// </remarks>
    private static async Task MeasureAsync(HttpContext context, RequestDelegate next)
    {
        var kind = RequestKind.Of(context.Request);
        // Begins a trace of its own.
        Activity.Current = null;
        using var measurement = Instruments.Begin(kind, Instruments.RequestDuration, ActivityKind.Server);
        measurement?.Tag("kind", kind);
        await next(context);
        var status = context.Response.StatusCode;
        measurement?.Tag("status", $"{status / 100}xx");
        measurement?.Detail("http.response.status_code", status);
        if (context.Features.Get<LoggedRoute>() is { } route) measurement?.Detail("http.route", route.Route);
        if (status >= StatusCodes.Status500InternalServerError) measurement?.Failed();
    }
}

/// <summary>What a request is for, in one of a few words, however many addresses strangers make up.</summary>
internal static class RequestKind
{
    public static string Of(HttpRequest request)
    {
        var path = (request.Path.Value ?? "").Trim('/');
        return path.Split('/', 4) switch
        {
            [""] => "home",
            ["articles"] => "list",
            ["articles", _] => "article",
            ["articles", _, _] => "export",
            ["topics" or "people" or "corrections", ..] => "list",
            ["papers", ..] => "paper",
            ["search", ..] => "search",
            ["feedback", ..] => HttpMethods.IsPost(request.Method) ? "report" : "receipt",
            ["images", ..] => "image",
            ["editor", ..] => "desk",
            ["healthz", ..] => "health",
            [".well-known", ..] or ["feed.xml" or "sitemap.xml" or "robots.txt" or "opensearch.xml"] => "machine",
            [var file] when Path.HasExtension(file) => "asset",
            [_] => "page",
            _ => "other",
        };
    }
}
