using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Options;
using Microsoft.Extensions.Options;
using Serilog;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Compact;
using Serilog.Formatting.Display;
using Serilog.Formatting.Json;

namespace BackSpasmSite.Hosting;

/// <summary>Text or one line of JSON for each event: <c>Site:LogFormat</c>.</summary>
internal static class Logs
{
    private const string InDevelopment = "{Timestamp:HH:mm:ss} {Level:u3} {Message:lj}{NewLine}{Exception}";
    private const string InProduction = "{UtcTimestamp:yyyy-MM-ddTHH:mm:ss.fffZ} {Level:u3} {Message:lj}{NewLine}{Exception}";

    /// <remarks>
    /// The logger belongs to the host, not to the process, so that tests can run many sites at once. A setting changes the form of the log,
    /// and none changes what is written: it could undo what keeps readers' words out of the log.
    /// </remarks>
    public static IServiceCollection AddLogs(this IServiceCollection services) =>
        services.AddSerilog((provider, logger) =>
        {
            logger.MinimumLevel.Information()
                .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
                .MinimumLevel.Override("System", LogEventLevel.Warning)
                // Logs the addresses, and that the site is stopping.
                .MinimumLevel.Override("Microsoft.Hosting.Lifetime", LogEventLevel.Information)
                // Would add the address as typed to every event of a request.
                .MinimumLevel.Override("Microsoft.AspNetCore.Hosting.Diagnostics", LevelAlias.Off)
                // Failures are logged by the caller, in one line and without readers' words.
                .MinimumLevel.Override("Microsoft.EntityFrameworkCore", LevelAlias.Off)
                // Warns that keys are stored unencrypted, which is intended: whoever has the database has the accounts too.
                .MinimumLevel.Override("Microsoft.AspNetCore.DataProtection", LogEventLevel.Error)
                // Unreadable keys mean an unreadable database, which is already logged.
                .MinimumLevel.Override("Microsoft.AspNetCore.DataProtection.KeyManagement.KeyRingProvider", LevelAlias.Off)
                // A probe may come every second, and each problem is logged once where it is found.
                .MinimumLevel.Override("Microsoft.Extensions.Diagnostics.HealthChecks", LevelAlias.Off)
                // Anybody can send an invalid cookie or token; that is not an error of the site.
                .MinimumLevel.Override("Microsoft.AspNetCore.Antiforgery", LevelAlias.Off)
                .ReadFrom.Services(provider)
                .Filter.ByExcluding(happened => IsSaidOnStandardError(happened, provider.GetRequiredService<IConfiguration>()))
                .Filter.ByExcluding(happened => IsStopWhileStarting(happened, provider));
            var formatter = Formatter(provider.GetRequiredService<IConfiguration>(), provider.GetRequiredService<IHostEnvironment>().IsDevelopment());
            logger.WriteTo.Sink(new NonBlockingLogSink(formatter, Console.Out));
        }, preserveStaticLogger: true);

    /// <summary>Reads the setting directly: resolving the options here would report the first wrong setting alone, before the others are validated.</summary>
    public static ITextFormatter Formatter(IConfiguration configuration, bool isDevelopment)
    {
        var format = Enum.TryParse<LogFormat>(configuration[$"{SiteOptions.Section}:{nameof(SiteOptions.LogFormat)}"], ignoreCase: true, out var set) ? set
            : isDevelopment ? LogFormat.Text
            : LogFormat.Json;
        return format is LogFormat.Json
            ? new TerminalFormatter(new RenderedJsonFormatter(), TerminalText.CleanJson)
            : new TerminalFormatter(new MessageTemplateTextFormatter(isDevelopment ? InDevelopment : InProduction), TerminalText.Clean);
    }

    /// <summary>A site that can't listen ends with one clear line, which two stack traces would hide.</summary>
    private static bool IsSaidOnStandardError(LogEvent happened, IConfiguration configuration) =>
        happened.Exception is { } failure && IsOfTheHost(happened) && (failure is OptionsValidationException || ListenAddresses.WhyNot(failure, configuration) is not null);

    /// <summary>A start that is cancelled because somebody stopped the site has not failed.</summary>
    private static bool IsStopWhileStarting(LogEvent happened, IServiceProvider provider) =>
        happened.Exception is OperationCanceledException && IsOfTheHost(happened) &&
        provider.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested;

    private static bool IsOfTheHost(LogEvent happened) =>
        happened.Properties.GetValueOrDefault(Serilog.Core.Constants.SourceContextPropertyName) is ScalarValue { Value: string source } &&
        (source.StartsWith("Microsoft.Extensions.Hosting", StringComparison.Ordinal) || source.StartsWith("Microsoft.AspNetCore.Server.Kestrel", StringComparison.Ordinal));

    /// <summary>A message may quote content, so control sequences are removed.</summary>
    private sealed class TerminalFormatter(ITextFormatter inner, Func<string, string> clean) : ITextFormatter
    {
        public void Format(LogEvent logEvent, TextWriter output)
        {
            using var text = new StringWriter();
            inner.Format(logEvent, text);
            output.Write(clean(text.ToString()));
        }
    }

    /// <summary>
    /// The compact format of Serilog with the message as a person reads it. The library's own rendering puts every word from a property
    /// into quotation marks.
    /// </summary>
    private sealed class RenderedJsonFormatter : ITextFormatter
    {
        private static readonly MessageTemplateTextFormatter Message = new("{Message:lj}");

        private readonly JsonValueFormatter _values = new(typeTagName: "$type");

        public void Format(LogEvent logEvent, TextWriter output)
        {
            using var message = new StringWriter();
            Message.Format(logEvent, message);
            output.Write($"{{\"@t\":\"{logEvent.Timestamp.UtcDateTime:O}\",\"@m\":");
            JsonValueFormatter.WriteQuotedJsonString(message.ToString(), output);
            // The same for all events of a kind, whatever their values.
            output.Write($",\"@i\":\"{EventIdHash.Compute(logEvent.MessageTemplate.Text):x8}\"");
            if (logEvent.Level != LogEventLevel.Information) output.Write($",\"@l\":\"{logEvent.Level}\"");
            if (logEvent.Exception is { } exception)
            {
                output.Write(",\"@x\":");
                JsonValueFormatter.WriteQuotedJsonString(exception.ToString(), output);
            }

            foreach (var (name, value) in logEvent.Properties)
            {
                output.Write(',');
                JsonValueFormatter.WriteQuotedJsonString(name.StartsWith('@') ? $"@{name}" : name, output);
                output.Write(':');
                _values.Format(value, output);
            }

            output.WriteLine('}');
        }
    }
}
