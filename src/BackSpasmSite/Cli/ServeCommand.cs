using BackSpasmSite.Hosting;
using BackSpasmSite.Options;

namespace BackSpasmSite.Cli;

/// <summary>No verb: serves the site until it is told to stop.</summary>
internal static class ServeCommand
{
    public static async Task<int> RunAsync(string[] args, CommandContext commandContext)
    {
        if (SettingArguments.FirstStray(args) is { } stray)
        {
            await commandContext.Error.WriteLineAsync($"“{stray}” is not understood. Write settings as --Key=value; --help lists the verbs.");
            return ExitCode.CouldNotRun;
        }

        if (FileDescriptorLimit.WhyNot is { } tooFew)
        {
            await commandContext.Error.WriteLineAsync(tooFew);
            return ExitCode.CouldNotRun;
        }

        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            // Explicit, because in a test the entry assembly is another one.
            ApplicationName = typeof(ServeCommand).Assembly.GetName().Name,
            // Not the current directory, which the operator's relative paths count from.
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.ReadAhead();
        builder.AddSite();

        // Disposing flushes the log, even if the start fails.
        await using var app = builder.Build();
        // Before the start: a failed start is logged at length, and these errors need only a line each.
        VerbSettings.ThrowOnMistakes(app.Services);
        app.BeginReading();
        app.UseSite();
        FileDescriptorLimit.LoadEarly();
        try
        {
            await app.StartAsync();
        }
        catch (Exception failure) when (ListenAddresses.WhyNot(failure, app.Configuration) is { } reason)
        {
            await commandContext.Error.WriteLineAsync(reason);
            return ExitCode.CouldNotRun;
        }

        catch (OperationCanceledException) when (app.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // Stopped while it was starting: what has started is stopped in order.
            await app.StopAsync();
            return ExitCode.Done;
        }

        await app.WaitForShutdownAsync();
        // The site's own services are restarted when they fail. A service from a library ends the host.
        return app.Services.GetServices<IHostedService>().OfType<BackgroundService>().Any(service => service.ExecuteTask is { IsFaulted: true })
            ? ExitCode.Failed
            : ExitCode.Done;
    }
}
