using BackSpasmSite.Hosting;

namespace BackSpasmSite.Data;

/// <summary>
/// Does something with the database again and again, from when it is open. Whatever goes wrong there, the work is tried
/// again next time, and meanwhile the health address says so.
/// </summary>
internal sealed partial class PeriodicWork(DatabaseState state, BackgroundWorkHealthCheck health, TimeProvider time, ILogger<PeriodicWork> logger)
{
    /// <param name="name">What the log calls it.</param>
    /// <param name="interval">How long after one time the next one begins.</param>
    /// <param name="work">What is to be done.</param>
    /// <param name="stopping">Ends it.</param>
    public async Task RunAsync(string name, TimeSpan interval, Func<CancellationToken, Task> work, CancellationToken stopping)
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
                // Said once and not each time, for as long as it lasts.
                if (error != unavailable.Message) LogUnavailable(name, unavailable.Message);
                error = unavailable.Message;
            }
            catch (Exception) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                // Without its message, which could hold a reader's words or address.
                LogFault(name, fault.GetType(), fault.StackTrace?.Split('\n')[0].Trim());
                health.Fails(name, fault);
            }

            await Task.Delay(interval, time, stopping);
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Work} has to wait for the database, and is tried again: {Reason}")]
    private partial void LogUnavailable(string work, string reason);

    [LoggerMessage(LogLevel.Information, "{Work} goes on")]
    private partial void LogGoesOn(string work);

    [LoggerMessage(LogLevel.Error, "{Work} failed because of a fault of the software, and is tried again: {Fault} {Where}")]
    private partial void LogFault(string work, Type fault, string? where);
}
