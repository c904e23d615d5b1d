using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Options;
using Serilog;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Compact;
using Serilog.Formatting.Display;

namespace BackSpasmSite.Hosting;

/// <summary>Where events go and which ones: text for people in Development, a line of JSON each elsewhere.</summary>
internal static class Logs
{
    private const string Readable = "{Timestamp:HH:mm:ss} {Level:u3} {Message:lj}{NewLine}{Exception}";

    /// <remarks>
    /// The logger belongs to the host and not to the process, so that tests can run many sites at once. No setting
    /// changes what is written: one could undo what keeps readers' words out of the log.
    /// </remarks>
    public static IServiceCollection AddLogs(this IServiceCollection services) =>
        services.AddSerilog((provider, logger) =>
        {
            logger.MinimumLevel.Information()
                .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
                .MinimumLevel.Override("System", LogEventLevel.Warning)
                // Where it listens and that it stops.
                .MinimumLevel.Override("Microsoft.Hosting.Lifetime", LogEventLevel.Information)
                // It would add the address as the reader typed it to every event of a request.
                .MinimumLevel.Override("Microsoft.AspNetCore.Hosting.Diagnostics", LevelAlias.Off)
                // What fails there is told by who asked, in one line and without a reader's words.
                .MinimumLevel.Override("Microsoft.EntityFrameworkCore", LevelAlias.Off)
                // That keys lie in the database as they are is how it is meant: whoever holds it holds the accounts too.
                .MinimumLevel.Override("Microsoft.AspNetCore.DataProtection", LogEventLevel.Error)
                // Keys that cannot be read are a database that cannot be read, which is said already.
                .MinimumLevel.Override("Microsoft.AspNetCore.DataProtection.KeyManagement.KeyRingProvider", LevelAlias.Off)
                // A probe may come every second, and what is wrong is said once by whoever finds it.
                .MinimumLevel.Override("Microsoft.Extensions.Diagnostics.HealthChecks", LevelAlias.Off)
                // A cookie or token that is not ours is what anybody may send, and no error of ours.
                .MinimumLevel.Override("Microsoft.AspNetCore.Antiforgery", LevelAlias.Off)
                .ReadFrom.Services(provider)
                .Filter.ByExcluding(happened => IsSaidOnStandardError(happened, provider.GetRequiredService<IConfiguration>()))
                .Filter.ByExcluding(happened => IsStopWhileStarting(happened, provider));
            ITextFormatter formatter = provider.GetRequiredService<IHostEnvironment>().IsDevelopment()
                ? new TerminalFormatter(new MessageTemplateTextFormatter(Readable), TerminalText.Clean)
                : new TerminalFormatter(new CompactJsonFormatter(), TerminalText.CleanJson);
            logger.WriteTo.Sink(new NonBlockingLogSink(formatter, Console.Out));
        }, preserveStaticLogger: true);

    /// <summary>A site that can't listen ends with one clear line; two traces before it would hide that line.</summary>
    private static bool IsSaidOnStandardError(LogEvent happened, IConfiguration configuration) =>
        happened.Exception is { } failure && IsOfTheHost(happened) && ListenAddresses.WhyNot(failure, configuration) is not null;

    /// <summary>A start that was broken off because somebody stopped the site has not failed.</summary>
    private static bool IsStopWhileStarting(LogEvent happened, IServiceProvider provider) =>
        happened.Exception is OperationCanceledException && IsOfTheHost(happened) &&
        provider.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested;

    private static bool IsOfTheHost(LogEvent happened) =>
        happened.Properties.GetValueOrDefault(Serilog.Core.Constants.SourceContextPropertyName) is ScalarValue { Value: string source } &&
        (source.StartsWith("Microsoft.Extensions.Hosting", StringComparison.Ordinal) || source.StartsWith("Microsoft.AspNetCore.Server.Kestrel", StringComparison.Ordinal));

    /// <summary>A message may quote content, and a terminal must obey none of it.</summary>
    private sealed class TerminalFormatter(ITextFormatter inner, Func<string, string> clean) : ITextFormatter
    {
        public void Format(LogEvent logEvent, TextWriter output)
        {
            using var text = new StringWriter();
            inner.Format(logEvent, text);
            output.Write(clean(text.ToString()));
        }
    }
}
