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
            // Said outright, because in a test the program that was started is another one.
            ApplicationName = typeof(ServeCommand).Assembly.GetName().Name,
            // Not the current directory: that one belongs to the operator, whose paths count from it.
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.AddSite();

        // Disposing is what flushes the log, also when the start fails.
        await using var app = builder.Build();
        // Before the start, because a start that fails is logged at length and these mistakes are said in a line.
        VerbSettings.ThrowOnMistakes(app.Services);
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
            // Told to stop while it was starting: what has started is stopped in order.
            await app.StopAsync();
            return ExitCode.Done;
        }

        await app.WaitForShutdownAsync();
        // The site's own services are started again when they fail. Whatever a library brings along ends the host.
        return app.Services.GetServices<IHostedService>().OfType<BackgroundService>().Any(service => service.ExecuteTask is { IsFaulted: true })
            ? ExitCode.Failed
            : ExitCode.Done;
    }
}
