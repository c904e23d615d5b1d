using System.Text.RegularExpressions;
using BackSpasmSite.Content.Text;
using BackSpasmSite.Data;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Cli;

/// <summary>Says in one line what kept a command from running, where the reason lies outside of the program.</summary>
internal static partial class StartFailure
{
    /// <summary>The lines to print; null for a failure that is ours, whose trace should be seen.</summary>
    public static IEnumerable<string>? Of(Exception failure) => failure switch
    {
        OptionsValidationException errors => errors.Failures,
        // The configuration's own words name the file; what is wrong in it stands one deeper.
        InvalidDataException { InnerException: { } inner } => [$"{LineText.InOneLine(failure.Message)} {LineText.InOneLine(inner.Message)}"],
        InvalidOperationException when Conversion().Match(failure.Message) is { Success: true } found => [WrongKind(found)],
        OperationCanceledException => ["Stopped before the end."],
        DatabaseUnavailableException or IOException or UnauthorizedAccessException or InvalidDataException => [LineText.InOneLine(failure.Message)],
        _ => null,
    };

    private static string WrongKind(Match found)
    {
        var type = typeof(StartFailure).Assembly.GetType(found.Groups["type"].Value);
        var wanted = type is { IsEnum: true } ? $"none of {string.Join(", ", Enum.GetNames(type))}" : "no whole number";
        return $"{found.Groups["key"].Value}: “{found.Groups["value"].Value}” is {wanted}";
    }

    /// <summary>The framework's own words for a setting of the wrong kind.</summary>
    [GeneratedRegex("^Failed to convert configuration value '(?<value>.*)' at '(?<key>[^']*)' to type '(?<type>[^']*)'", RegexOptions.Singleline)]
    private static partial Regex Conversion();
}
