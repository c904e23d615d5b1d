using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using BackSpasmSite.Content;
using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.Text;
using BackSpasmSite.Data;
using BackSpasmSite.Hosting;
using BackSpasmSite.Options;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Cli;

/// <summary>Parses the command line, runs the verb, and returns an exit code.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(string[] args, CommandContext commandContext)
    {
        try
        {
            return MeansServe(args) ? await ServeCommand.RunAsync(args, commandContext) : await RunVerbAsync(args, commandContext);
        }
        catch (Exception failure) when (StartFailure.Of(failure) is { } lines)
        {
            foreach (var line in lines) await commandContext.Error.WriteLineAsync(line);
            return ExitCode.CouldNotRun;
        }
    }

    /// <summary>The test host starts the program with options and no verb, so a leading option has to mean serve.</summary>
    private static bool MeansServe(string[] args) =>
        args is [] || (args[0].StartsWith('-') && args[0] is not ("--help" or "-h" or "--version"));

    private static async Task<int> RunVerbAsync(string[] args, CommandContext commandContext)
    {
        var (settings, others) = SettingArguments.Split(args);
        var root = Verbs(settings, commandContext);
        var parsed = root.Parse(others, Reading);
        var output = new InvocationConfiguration
        {
            Output = commandContext.Output,
            Error = commandContext.Error,
            EnableDefaultExceptionHandler = false,
        };
        if (parsed.Errors.Count == 0)
        {
            foreach (var unknown in UnknownSettings.Of(VerbSettings.Configuration(settings))) await commandContext.Error.WriteLineAsync($"warning: {unknown}");
            return await parsed.InvokeAsync(output);
        }

        foreach (var line in Mistakes(parsed)) await commandContext.Error.WriteLineAsync(line);
        await commandContext.Error.WriteLineAsync();
        output.Output = commandContext.Error;
        await root.Parse([.. PathTo(parsed.CommandResult.Command), "--help"], Reading).InvokeAsync(output);
        return ExitCode.CouldNotRun;
    }

    /// <summary>The errors in the command line. An unknown word goes first, because the library's own errors often only follow from it.</summary>
    private static IEnumerable<string> Mistakes(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        if (parsed.UnmatchedTokens.Count == 0) return parsed.Errors.Select(error => error.Message);
        string[] names = [.. command.Subcommands.Select(verb => verb.Name), .. command.Options.Select(option => option.Name)];
        return parsed.UnmatchedTokens.Take(1).Select(word => $"“{word}” is not understood.{DidYouMean.Hint(word, names)}");
    }

    /// <summary>A title may begin with @, which must not be read as a file with arguments.</summary>
    private static ParserConfiguration Reading => new() { ResponseFileTokenReplacer = null };

    private static RootCommand Verbs(string[] settings, CommandContext commandContext)
    {
        var root = new RootCommand("A site for health articles. Without a verb it serves the site. Every verb takes settings as options, such as --Site:ContentPath=FOLDER.")
        {
            CheckCommand.Verb(settings, commandContext),
            NewCommand.Verb(settings, commandContext),
            RefsCommand.Verb(settings, commandContext),
            ReviewCommand.Verb(settings, commandContext),
            FeedbackCommand.Verb(settings, commandContext),
            BackupCommand.Verb(settings, commandContext),
            DatabaseCommand.Verb(settings, commandContext),
            EditorCommand.Verb(settings, commandContext),
            HealthCommand.Verb(settings, commandContext),
        };
        root.Options.OfType<VersionOption>().Single().Action = new PrintVersion();
        return root;
    }

    private static IEnumerable<string> PathTo(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? PathTo(parent).Append(command.Name) : [];

    /// <summary>The library's own action prints the version of the program that was started, which in tests is another one.</summary>
    private sealed class PrintVersion : SynchronousCommandLineAction
    {
        public override bool Terminating => true;

        public override int Invoke(ParseResult parseResult)
        {
            parseResult.InvocationConfiguration.Output.WriteLine(ProgramVersion.Text);
            return ExitCode.Done;
        }
    }
}

/// <summary>What the program tells the shell.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>It ran, and the answer is no: errors in the content, or an article that already exists.</summary>
    public const int Refused = 1;

    /// <summary>It could not run: a bad option, a bad setting, a folder that can't be read.</summary>
    public const int CouldNotRun = 2;

    /// <summary>A bug ended it, so a supervisor should start it again.</summary>
    public const int Failed = 3;
}

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

/// <summary>An option whose value is a date in ISO format.</summary>
internal static class DayOption
{
    public static Option<DateOnly?> Named(string name, string description) =>
        new(name) { Description = description, HelpName = "DATE", CustomParser = Parse };

    private static DateOnly? Parse(ArgumentResult typed)
    {
        if (IsoDate.Parse(typed.Tokens[0].Value) is { } day) return day;
        typed.AddError($"“{typed.Tokens[0].Value}” is not a date. Write it as 2026-11-24.");
        return null;
    }
}
