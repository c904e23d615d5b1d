using BackSpasmSite.Options;
using Microsoft.Extensions.Options;
using OpenTelemetry.Metrics;

namespace BackSpasmSite.Telemetry;

/// <summary>
/// Answers <c>/metrics</c> on a port of its own, which readers can't reach, and whose connections a crowd of readers can't use up.
/// </summary>
/// <remarks>Has no member of a type of OpenTelemetry: whatever lists the program's types would load the library.</remarks>
internal sealed partial class PrometheusServer(IOptions<TelemetryOptions> options, IServiceProvider services, ILogger<PrometheusServer> logger) : IHostedService, IAsyncDisposable
{
    private WebApplication? _server;

    /// <exception cref="OptionsValidationException">It can't listen.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var address = options.Value.PrometheusAddress!;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        _server = builder.Build();
        _server.Urls.Add(address);
        _server.UseOpenTelemetryPrometheusScrapingEndpoint(services.GetRequiredService<MeterProvider>(), context => HttpMethods.IsGet(context.Request.Method) && context.Request.Path == "/metrics", path: null, configureBranchedPipeline: null, optionsName: null);
        _server.Run(context =>
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
        try
        {
            await _server.StartAsync(cancellationToken);
        }
        catch (Exception failure) when (failure is IOException or System.Net.Sockets.SocketException or InvalidOperationException)
        {
            throw new OptionsValidationException(TelemetryOptions.Section, typeof(TelemetryOptions),
                [$"{TelemetryOptions.Section}:{nameof(TelemetryOptions.PrometheusAddress)}: the site can't listen on {address}, perhaps because another program does. Stop that program, or choose another port"]);
        }

        LogListening($"{_server.Urls.First()}/metrics");
    }

    public Task StopAsync(CancellationToken cancellationToken) => _server?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;

    [LoggerMessage(LogLevel.Information, "Metrics for Prometheus are at {Address}")]
    private partial void LogListening(string address);
}
