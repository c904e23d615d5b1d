using BackSpasmSite.Hosting;

namespace BackSpasmSite.Data;

/// <summary>Repeats work once the database is open. A failure is retried when the work is due again; until then the health endpoint reports it.</summary>
internal sealed partial class PeriodicWork(DatabaseState state, BackgroundWorkHealthCheck health, TimeProvider time, ILogger<PeriodicWork> logger)
{
    public Task RunAsync(string name, TimeSpan interval, Func<CancellationToken, Task> work, CancellationToken stopping) =>
        RunAsync(name, cancellation => Task.Delay(interval, time, cancellation), work, stopping);

    /// <param name="pause">Ends when the work is due again.</param>
    public async Task RunAsync(string name, Func<CancellationToken, Task> pause, Func<CancellationToken, Task> work, CancellationToken stopping)
    {
        await state.WhenOpenAsync(stopping);
        string? error = null;
        while (true)
        {
            try
            {
                await work(stopping);
                if (error is not null) LogGoesOn(name);
                error = null;
                health.Works(name);
            }
            catch (DatabaseUnavailableException unavailable)
            {
                // Once, not at every attempt.
                if (error != unavailable.Message) LogUnavailable(name, unavailable.Message);
                error = unavailable.Message;
            }
            catch (Exception) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                // Without its message, which could contain a reader's words or address.
                LogFault(name, fault.GetType(), fault.StackTrace?.Split('\n')[0].Trim());
                health.Fails(name, fault);
            }

            await pause(stopping);
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Work} has to wait for the database and will be tried again: {Reason}")]
    private partial void LogUnavailable(string work, string reason);

    [LoggerMessage(LogLevel.Information, "{Work} works again")]
    private partial void LogGoesOn(string work);

    [LoggerMessage(LogLevel.Error, "{Work} failed because of a bug and will be tried again: {Fault} {Where}")]
    private partial void LogFault(string work, Type fault, string? where);
}
