using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BackSpasmSite.Hosting;

internal static class Supervision
{
    /// <summary>A failure of the service is logged and shown by the health endpoint, and the service is restarted.</summary>
    public static IServiceCollection AddSupervised<T>(this IServiceCollection services)
        where T : BackgroundService
    {
        services.TryAddSingleton<BackgroundWorkHealthCheck>();
        services.TryAddSingleton<T>();
        return services.AddSingleton<IHostedService, Supervised<T>>();
    }
}

/// <summary>For the health endpoint: work that is failing now, in plain words or by the exception's type, never with its message.</summary>
internal sealed class BackgroundWorkHealthCheck : IHealthCheck
{
    private readonly ConcurrentDictionary<string, string> _faults = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Faults => [.. _faults.OrderBy(fault => fault.Key, StringComparer.Ordinal).Select(fault => fault.Value)];

    public void Fails(string work, Exception fault) => _faults[work] = $"{work} failed ({fault.GetType().Name}) and will be tried again. The log says more.";

    /// <param name="words">A sentence for the operator, without a path.</param>
    public void Fails(string work, string words) => _faults[work] = words;

    public void Works(string work) => _faults.TryRemove(work, out _);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        Faults is { Count: > 0 } faults ? HealthCheckResult.Degraded(string.Join('\n', faults)) : HealthCheckResult.Healthy());
}

/// <summary>By default, the first failure of a service would end the site, or leave it silently without the service.</summary>
internal sealed partial class Supervised<T>(T service, BackgroundWorkHealthCheck health, IHostApplicationLifetime site, TimeProvider time, ILogger<T> logger) : IHostedService, IDisposable
    where T : BackgroundService
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private readonly CancellationTokenSource _stopping = new();
    private Task _watching = Task.CompletedTask;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        Exception? failed = null;
        try
        {
            await service.StartAsync(cancellationToken);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            failed = fault;
        }

        _watching = Task.Run(() => WatchAsync(failed), CancellationToken.None);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _watching;
        await service.StopAsync(cancellationToken);
    }

    /// <summary>Also called, without a stop before it, if the site failed to start: the service is disposed next, which is no failure.</summary>
    public void Dispose() => _stopping.Cancel();

    private async Task WatchAsync(Exception? failed)
    {
        var pause = ShortestPause;
        var fault = failed ?? await FaultAsync();
        while (fault is not null)
        {
            // Without its message, which could contain a reader's words or address.
            LogFault(typeof(T).Name, fault.GetType(), pause, fault.StackTrace);
            health.Fails(typeof(T).Name, fault);
            if (!await WaitAsync(pause)) return;

            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            try
            {
                await service.StartAsync(_stopping.Token);
            }
            catch (Exception again)
            {
                fault = IsStop(again) ? null : again;
                continue;
            }

            var running = FaultAsync();
            if (await Task.WhenAny(running, Task.Delay(LongestPause, time, _stopping.Token)) != running)
            {
                health.Works(typeof(T).Name);
                pause = ShortestPause;
            }

            fault = await running;
        }

        if (!_stopping.IsCancellationRequested) health.Works(typeof(T).Name);
    }

    /// <summary>Null if the service is done or the site is stopping.</summary>
    private async Task<Exception?> FaultAsync()
    {
        try
        {
            await service.ExecuteTask!.WaitAsync(_stopping.Token);
            return null;
        }
        catch (Exception fault)
        {
            return IsStop(fault) ? null : fault;
        }
    }

    /// <summary>A site that is stopped while it starts cancels its services' start tokens before it calls their stop methods.</summary>
    private bool IsStop(Exception fault) =>
        _stopping.IsCancellationRequested || (fault is OperationCanceledException && site.ApplicationStopping.IsCancellationRequested);

    private async Task<bool> WaitAsync(TimeSpan pause)
    {
        try
        {
            await Task.Delay(pause, time, _stopping.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    [LoggerMessage(LogLevel.Error, "{Work} failed because of a bug ({Fault}) and will be restarted in {Pause}:\n{Stack}")]
    private partial void LogFault(string work, Type fault, TimeSpan pause, string? stack);
}
