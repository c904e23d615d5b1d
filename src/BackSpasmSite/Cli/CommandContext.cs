using System.Text;

namespace BackSpasmSite.Cli;

/// <summary>Who gave the command: where they stand, where answers go, and what time it is.</summary>
/// <remarks>Both writers hold back what a terminal would obey, whoever wrote it.</remarks>
/// <param name="Output">What was asked for, and nothing else, so that it can be piped.</param>
/// <param name="Data">The same place as bytes, for data in UTF-8 whatever the terminal speaks.</param>
/// <param name="Error">What went wrong, and remarks for people.</param>
/// <param name="Directory">The directory that printed paths count from.</param>
internal sealed record CommandContext(TextWriter Output, Stream Data, TextWriter Error, string Directory, TimeProvider Time)
{
    public TextWriter Output { get; } = TerminalWriter.Around(Output);

    public TextWriter Error { get; } = TerminalWriter.Around(Error);

    /// <summary>Whether data lands on a terminal, which would obey some of it.</summary>
    public bool ShowsData { get; init; }

    /// <summary>What is handed in. Opened only by who reads it: a terminal changes its manners when it is.</summary>
    public Func<TextReader> Input { get; init; } = () => TextReader.Null;

    /// <summary>Asks a question at the terminal and shows nothing of the answer; null where there is no terminal.</summary>
    public Func<string, string>? AskSecret { get; init; }

    public static CommandContext OfThisProcess() =>
        new(Console.Out, Console.OpenStandardOutput(), Console.Error, System.IO.Directory.GetCurrentDirectory(), TimeProvider.System)
        {
            ShowsData = !Console.IsOutputRedirected,
            Input = () => Console.In,
            AskSecret = Console.IsInputRedirected ? null : Terminal.AskSecret,
        };

    /// <summary>Says why not.</summary>
    public int Fail(string? reason)
    {
        Error.WriteLine(reason);
        return ExitCode.Refused;
    }
}

/// <summary>Asks at the terminal.</summary>
internal static class Terminal
{
    /// <summary>Shows nothing of what is typed, and not even how long it is.</summary>
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
