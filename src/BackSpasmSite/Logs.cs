using Microsoft.AspNetCore.Connections;
using Serilog;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Compact;
using Serilog.Formatting.Display;

namespace BackSpasmSite;

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
                // A cookie or token that is not ours is what anybody may send, and no error of ours.
                .MinimumLevel.Override("Microsoft.AspNetCore.Antiforgery", LevelAlias.Off)
                .ReadFrom.Services(provider)
                .Filter.ByExcluding(IsSaidOnStandardError);
            if (provider.GetRequiredService<IHostEnvironment>().IsDevelopment())
                logger.WriteTo.Console(new TerminalFormatter(new MessageTemplateTextFormatter(Readable), TerminalText.Clean));
            else
                logger.WriteTo.Console(new TerminalFormatter(new CompactJsonFormatter(), TerminalText.CleanJson));
        }, preserveStaticLogger: true);

    /// <summary>An address in use ends the program with one clear line; two traces before it would hide that line.</summary>
    private static bool IsSaidOnStandardError(LogEvent happened) =>
        happened.Exception is IOException { InnerException: AddressInUseException } or System.Net.Sockets.SocketException ||
        (happened.Exception is { } failure && ListenAddresses.LacksCertificate(failure));

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
