using System.Net.Sockets;
using BackSpasmSite.Storage;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Commands;

/// <summary>Says in one line what kept a command from running, where the reason lies outside of the program.</summary>
internal static class Explanation
{
    /// <summary>The lines to print; null for a failure that is ours, whose trace should be seen.</summary>
    public static IEnumerable<string>? Of(Exception failure) => failure switch
    {
        OptionsValidationException mistakes => mistakes.Failures,
        IOException { InnerException: AddressInUseException } => [$"urls: {OneLine(failure)} Stop the other program or choose another address with --urls"],
        // The configuration's own words name the file; what is wrong in it stands one deeper.
        InvalidDataException { InnerException: { } inner } => [$"{OneLine(failure)} {OneLine(inner)}"],
        SocketException or IOException { InnerException: SocketException } => [$"urls: {OneLine(failure)}"],
        // “Failed to convert configuration value 'x' at 'Feedback:ReportsPerHour' to type 'System.Int32'.”
        InvalidOperationException { InnerException: FormatException or ArgumentException } when failure.Message.Contains("configuration value", StringComparison.Ordinal) =>
            [OneLine(failure)],
        InvalidOperationException when ListenAddresses.LacksCertificate(failure) =>
            ["urls: an address with https needs a certificate. Name one with Kestrel:Certificates:Default:Path, or listen on http and let a proxy speak https."],
        OperationCanceledException => ["Stopped before the end."],
        DatabaseUnavailableException or IOException or UnauthorizedAccessException or InvalidDataException => [OneLine(failure)],
        _ => null,
    };

    private static string OneLine(Exception failure) => failure.Message.ReplaceLineEndings(" ").Trim();
}
