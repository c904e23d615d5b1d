using System.Text;
using BackSpasmSite.Content.Files;

namespace BackSpasmSite.Cli;

/// <summary>What a command gets from its surroundings: the directory, the output streams, the input and the time.</summary>
/// <remarks>Both writers remove control sequences that a terminal would obey.</remarks>
/// <param name="Output">The result and nothing else, so that it can be piped.</param>
/// <param name="Data">The same stream as bytes, for UTF-8 data whatever the terminal's encoding.</param>
/// <param name="Error">Errors, and remarks for people.</param>
/// <param name="Directory">The directory that printed paths are relative to.</param>
internal sealed record CommandContext(TextWriter Output, Stream Data, TextWriter Error, string Directory, TimeProvider Time)
{
    public TextWriter Output { get; } = TerminalWriter.Around(Output);

    public TextWriter Error { get; } = TerminalWriter.Around(Error);

    /// <summary>Whether <see cref="Data"/> is a terminal, so that the data has to be cleaned.</summary>
    public bool ShowsData { get; init; }

    /// <summary>Whether <see cref="Output"/> is a terminal, and may be cleared.</summary>
    public bool ShowsOutput { get; init; }

    /// <summary>Whether <see cref="Output"/> may have colours: never in a file or a pipe, and not if NO_COLOR is set (https://no-color.org).</summary>
    public bool HasColours { get; init; }

    /// <summary>Whether <see cref="Error"/> is a terminal, and may show how far a command is.</summary>
    public bool ShowsProgress { get; init; }

    /// <summary>Ends a command that would go on for ever.</summary>
    public CancellationToken Stopping { get; init; }

    /// <summary>Standard input. Lazy, because opening it changes the terminal's mode.</summary>
    public Func<TextReader> Input { get; init; } = () => TextReader.Null;

    /// <summary>Asks a question at the terminal without showing the answer; null if there is no terminal.</summary>
    public Func<string, string>? AskSecret { get; init; }

    public static CommandContext OfThisProcess() =>
        new(Console.Out, Console.OpenStandardOutput(), Console.Error, System.IO.Directory.GetCurrentDirectory(), TimeProvider.System)
        {
            ShowsData = !Console.IsOutputRedirected,
            ShowsOutput = !Console.IsOutputRedirected && Terminal.CanMove,
            HasColours = AllowsColours(!Console.IsOutputRedirected && Terminal.CanMove, Environment.GetEnvironmentVariable("NO_COLOR")),
            ShowsProgress = !Console.IsErrorRedirected && Terminal.CanMove,
            Input = () => Console.In,
            AskSecret = Console.IsInputRedirected ? null : Terminal.AskSecret,
        };

    /// <param name="noColor">The variable NO_COLOR, which forbids colours whatever its value, unless it is empty.</param>
    public static bool AllowsColours(bool isTerminal, string? noColor) => isTerminal && string.IsNullOrEmpty(noColor);

    /// <param name="shown">The file's path as the caller would type it.</param>
    public static string NotWritten(string shown, Exception failure) => $"{shown} can't be written and was not changed. {CauseForCaller(failure)}";

    /// <summary>The caller's own permissions count, not those of the site.</summary>
    public static string CauseForCaller(Exception failure) => WriteFailure.Cause(failure, "You have");

    /// <summary>Prints the reason for a refusal and returns its exit code.</summary>
    public int Fail(string? reason)
    {
        Error.WriteLine(reason);
        return ExitCode.Refused;
    }
}

internal static class Terminal
{
    /// <summary>False for a terminal that only prints, such as the one inside an editor.</summary>
    public static bool CanMove => Environment.GetEnvironmentVariable("TERM") is not ("dumb" or "");

    /// <summary>Reads a line without showing what is typed, not even its length.</summary>
    public static string AskSecret(string question)
    {
        Console.Error.Write($"{question}: ");
        var typed = new StringBuilder();
        while (Console.ReadKey(intercept: true) is var key && key.Key is not ConsoleKey.Enter)
        {
            if (key.Key is ConsoleKey.Backspace) typed.Length = Math.Max(0, typed.Length - 1);
            else if (!char.IsControl(key.KeyChar)) typed.Append(key.KeyChar);
        }

        Console.Error.WriteLine();
        return typed.ToString();
    }
}
