using BackSpasmSite.Content.Text;
using BackSpasmSite.Data;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Cli;

/// <summary>Explains in one line what kept a command from running, if the cause is outside the program.</summary>
internal static class StartFailure
{
    /// <summary>The lines to print; null for a bug, whose stack trace should be seen.</summary>
    public static IEnumerable<string>? Of(Exception failure) => failure switch
    {
        OptionsValidationException errors => errors.Failures,
        // The configuration's exception names the file; its inner exception says what is wrong in it.
        InvalidDataException { InnerException: { } inner } => [$"{LineText.InOneLine(failure.Message)} {LineText.InOneLine(inner.Message)}"],
        OperationCanceledException => ["Stopped before it was done."],
        DatabaseUnavailableException or IOException or UnauthorizedAccessException or InvalidDataException => [LineText.InOneLine(failure.Message)],
        _ => null,
    };

}
